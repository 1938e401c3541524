// A page in React, which learns of the tags from the file that the README shows.

import { useState, useRef, useEffect } from "react";
import type { WayhomeRecord } from "wayhome";
export function App() {
  const [record, setRecord] = useState<WayhomeRecord>();
  const ref = useRef<HTMLElement>(null);
  useEffect(() => { ref.current?.addEventListener("wayhome-change", (e) => console.log(e.detail.report.outcome)); }, []);
  return (
    <div className="visit">
      <wayhome-check ref={ref} procedure="newcastle" form="visit" for="f" mapping={{ vd: "visit_date" }} theme="auto" onwayhome-error={(event) => console.log(event.detail.code)} />
      {/* @ts-expect-error a mapping leads names to questions */}
      <wayhome-check procedure="newcastle" form="visit" mapping={7} />
      <wayhome-form procedure="newcastle" procedure-form="visit" disabled name="r" record={record} value={undefined} today={undefined} onwayhome-change={(event) => setRecord(event.detail.record)} />
    </div>
  );
}
