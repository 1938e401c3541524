// A consumer whose TypeScript knows nothing of browsers.

import { check, load, Session, WayhomeError, type LoadOptions } from "wayhome";
import { exportRecord, loadExport } from "wayhome/export";
import { load as loadInline } from "wayhome/inline";

const options: LoadOptions = { wasm: new Uint8Array(), procedures: ["newcastle"] };
await load(options);
await load({ wasm: Promise.resolve("https://wayhome.example/wayhome_bg.wasm") });
await loadInline();
const session = new Session("newcastle", "visit", { today: "2026-03-02" });
const record = session.toJSON();
await loadExport();
const losses: number = exportRecord(record, { to: "json", today: "2026-03-02" }).losses.length;
export const outcome: string = check(record, { today: "2026-03-02" }).outcome + losses;
export const refused = new WayhomeError("not_loaded", "Wait.", { cause: undefined });
