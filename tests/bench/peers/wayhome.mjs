// Wayhome in WebAssembly: bytes in, numbers out. Names are looked up here, for the comparison; text is made only when somebody reads it.

import { readFile } from "node:fs/promises";

const OPEN = new Set([2, 3]); // breached, to do

export async function load(module, folder, form, today) {
  for (const id of [form.procedure, "england"]) module.keepProcedure(id, await readFile(`${folder}/${id}.json`));
  const names = JSON.parse(module.packedNames(form.procedure, form.form));
  const ids = names.checks.map(([, id]) => id);
  /** What each line comes to: the ids of what cannot be read and of what is not met. */
  function read(packed) {
    const at = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    const lines = [];
    for (let place = 0; place < packed.length;) {
      if (packed[place] !== 0) throw new Error("a record cannot be used");
      place += 6;
      const found = [];
      const checks = at.getUint16(place, true);
      for (let check = 0; check < checks; check += 1) if (OPEN.has(packed[place + 2 + check])) found.push(ids[check]);
      place += 2 + checks;
      place += 2 + at.getUint16(place, true);
      const unreadable = at.getUint16(place, true);
      for (let number = 0; number < unreadable; number += 1) found.push(names.questions[at.getUint16(place + 2 + 2 * number, true)]);
      place += 4 + 2 * unreadable;
      lines.push(found);
    }
    return lines;
  }
  return {
    lines: (bytes) => module.checkPacked(bytes, today),
    read,
    object: (record) => read(module.checkPacked(new TextEncoder().encode(JSON.stringify(record)), today))[0],
    reports: (bytes) => { for (const line of bytes) module.check(line, today); },
    session(record) {
      const session = new module.PackedSession(new TextEncoder().encode(JSON.stringify(record)), today);
      return { place: (id) => session.place(id), text: (place, text) => session.putText(place, text), yesNo: (place, yes) => session.putYesNo(place, yes) };
    },
  };
}
export const name = "Wayhome, WebAssembly";
