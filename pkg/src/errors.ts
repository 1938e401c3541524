/** What went wrong, as a permanent word for programs. The message says it for people. */
export type ErrorCode =
  /** An answer is not a value that JSON can hold, or has lists too deep in one another; or its question is not named by an id. */
  | "answer_unreadable"
  /** An answer is larger than 5 MB. */
  | "answer_too_large"
  /** The day of the check is not a real date, written YYYY-MM-DD. */
  | "day_unreadable"
  /** The file was changed after it was exported. */
  | "export_changed"
  /** The target cannot take this record: a mapping for other records, or an exercise where nothing says that it is one. */
  | "export_refused"
  /** The procedure stands on another that is not loaded. */
  | "floor_missing"
  /** The procedure has no such form; or there is no such `<form>` on the page. */
  | "form_unknown"
  /** The iframe page did not answer, or answered what it must not. */
  | "frame_failed"
  /** A fault of Wayhome's own. */
  | "internal"
  /** The compiled mapping is of a later format. */
  | "mapping_newer"
  /** This is not a compiled mapping; or not one of the names of a form’s controls. */
  | "mapping_unreadable"
  /** This is no export of Wayhome's. */
  | "not_an_export"
  /** `load()` or `loadExport()` has not ended yet. */
  | "not_loaded"
  /** The compiled procedure refers to something that it does not hold. */
  | "procedure_damaged"
  /** The compiled procedure is of a later format. */
  | "procedure_newer"
  /** The compiled procedure is larger than Wayhome reads, or would take too long to work out. */
  | "procedure_too_large"
  /** There is no such procedure. */
  | "procedure_unknown"
  /** The file of a procedure that the package ships could not be loaded. */
  | "procedure_unreachable"
  /** This is not a compiled procedure. */
  | "procedure_unreadable"
  /** The procedure and the law beneath it understand a question in two ways. */
  | "procedures_differ"
  /** The record is of a later format. */
  | "record_newer"
  /** The record is larger than 5 MB, or has more than 5,000 answers; or would, with the answer that was set. */
  | "record_too_large"
  /** This is not a record. */
  | "record_unreadable"
  /** The session was freed. */
  | "session_freed"
  /** There is nothing of this name to export to. */
  | "target_unknown"
  /** The page's policy, or the browser, forbids WebAssembly. */
  | "wasm_forbidden"
  /** The browser has no WebAssembly. */
  | "wasm_missing"
  /** The WebAssembly file could not be loaded. */
  | "wasm_unreachable"
  /** The WebAssembly file is not the one that belongs to this package: another file, or one of another version. */
  | "wasm_unreadable";

/** An error of Wayhome's. It never holds an answer. */
export class WayhomeError extends Error {
  override readonly name = "WayhomeError";
  /** A permanent word for programs. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Runs something of a WebAssembly module; what it throws becomes a `WayhomeError`. `load` is what loads more into the module. */
export function guarded<T>(run: () => T, load = "load"): T {
  try {
    return run();
  } catch (error) {
    throw translated(error, load);
  }
}

let advice: (procedure: string, load: string) => string = () => "";

/** Says what is added to the message of a module that does not know a procedure, by whoever knows more than it does. */
export function advise(more: (procedure: string, load: string) => string): void {
  advice = more;
}

/** An error as a module tells it: which procedure it does not know, if it is that, and what loads more into it. */
export function told(code: ErrorCode, message: string, procedure: unknown, load = "load"): WayhomeError {
  return new WayhomeError(code, typeof procedure === "string" ? message + advice(procedure, load) : message);
}

function translated(error: unknown, load: string): unknown {
  if (error instanceof WayhomeError) return error;
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
    return new WayhomeError("internal", "Wayhome stopped through a fault of its own. Load the page again.", { cause: error });
  }
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    return told(error.code as ErrorCode, error.message, Reflect.get(error, "procedure"), load);
  }
  return error;
}
