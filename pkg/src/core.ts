// All that checks, which is put into one file: Node reads one, and a page asks for one, where ten take three times as long.

export { about, check, checkMany, judge, outline, procedures, useProcedure } from "./api.js";
export { fileAt, withFiles } from "./once.js";
export { Session } from "./session.js";
export { shipped } from "./shipped.js";
export { compiled, explained, loadProcedures, start, startFor, wanted, whenMore, whenReplaced } from "./start.js";
