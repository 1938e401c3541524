// Wayhome as its package gives it: states without words. What is open is listed here, for the comparison.

import { checkMany, judge, load, Session, useProcedure } from "../../../pkg/dist/node.js";

export const name = "Wayhome";

export async function start(form, today) {
  await load({ procedures: [form.procedure] });
  const found = (judged) => [...judged.open.map(({ rule }) => rule), ...judged.unreadable];
  return {
    /** Judges every line; how many are complete keeps the work from being left out. */
    lines: (bytes) => {
      let complete = 0;
      for (const { outcome } of checkMany(bytes, { today })) if (outcome === "complete") complete += 1;
      return complete;
    },
    found: (bytes) => [...checkMany(bytes, { today })].map(({ judged }) => found(judged)),
    object: (record) => found(judge(record, { today })),
    reports: (bytes) => { for (const { report } of checkMany(bytes, { today })) if (report.wayhome !== 1) throw new Error("no report"); },
    useProcedure,
    inWords: (record) => Session.open(record, { today }),
    /** One answer into a session; what it moved is read, in states. */
    session(record) {
      const session = Session.open(record, { today });
      return (id, value) => session.put(id, value).checks.length;
    },
  };
}
