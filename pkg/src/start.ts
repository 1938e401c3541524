// The one WebAssembly instance of a page or program, and how it is started.

import init, * as glue from "./wayhome.js";
import { advise, guarded, WayhomeError } from "./errors.js";
import { fieldGiven } from "./given.js";
import marks from "./build-marks.js";
import type { DefaultSource, LoadOptions, ProcedureFile, WasmSource } from "./loading.js";
import { sourceNamed, startedOnce, unreachable } from "./once.js";
import { shipped } from "./shipped.js";

let started = false;
let shared: WebAssembly.Memory | undefined;
let view = new Uint8Array(0);

/** The module's functions. */
export function wasm(): typeof glue {
  if (!started) throw new WayhomeError("not_loaded", "Wayhome is not loaded yet. Wait for load() first.");
  return glue;
}

/** The module's memory, as it is until the module asks for more. */
export function memory(): Uint8Array {
  wasm();
  if (view.buffer !== shared!.buffer) view = new Uint8Array(shared!.buffer);
  return view;
}

const startOnce = startedOnce(instantiate);

// The module knows what is loaded, and not what could be.
advise((procedure, load) => (Object.hasOwn(shipped, procedure) ? ` Load it: ${load}({ procedures: ["${procedure}"] }).` : ""));

/** Starts the module once, whoever asks and however often; then loads the procedures asked for, from files where there are any at hand. */
export async function start(options: LoadOptions, source: DefaultSource, file?: ProcedureFile): Promise<void> {
  const ids = wanted(options);
  await startOnce(sourceNamed(options), source);
  await loadProcedures(glue, ids, file);
  tellOfMore();
}

/** The procedures to load, as whoever loads says. */
export function wanted(options: LoadOptions | null): readonly string[] {
  const ids = listed(fieldGiven(options, "procedures", "procedure_unknown") ?? Object.keys(shipped));
  if (ids) return ids.map((id) => known(id));
  throw new WayhomeError("procedure_unknown", "Name the procedures in a list, by their ids: { procedures: [\"newcastle\"] }.");
}

/** What a list holds; nothing of what is none, or lets nobody look. */
function listed(ids: unknown): unknown[] | undefined {
  try {
    return Array.isArray(ids) ? Array.from(ids) : undefined;
  } catch {
    return undefined;
  }
}

/** Loads the module as whoever loaded it first said; otherwise from this source. For the elements. */
export async function startFor(procedure: string, source: DefaultSource): Promise<void> {
  await startOnce(undefined, source);
  await loadProcedures(glue, glue.knowsProcedure(procedure) ? [] : [procedure]);
}

const waiting = new Set<() => void>();

/** Whoever could not begin is told once, when there is more than there was: the module, or a procedure. */
export function whenMore(again: () => void, leaving: AbortSignal): void {
  waiting.add(again);
  leaving.addEventListener("abort", () => waiting.delete(again));
}

/** Tells those who wait that there may be what they wait for. */
export function tellOfMore(): void {
  for (const again of [...waiting]) {
    waiting.delete(again);
    again();
  }
}

const using = new Set<(id: string) => void>();

/** Whoever uses a procedure is told when another takes its place. */
export function whenReplaced(told: (id: string) => void, leaving: AbortSignal): void {
  using.add(told);
  leaving.addEventListener("abort", () => using.delete(told));
}

/** Tells those who use a procedure that it is another now. */
export function tellOfReplaced(id: string): void {
  for (const told of [...using]) told(id);
}

/** The procedures that a module knows. */
type Library = Pick<typeof glue, "keepProcedure" | "knowsProcedure">;

/** Loads procedures into a module, and the law that they stand on. */
export async function loadProcedures(into: Library, ids: readonly string[], file?: ProcedureFile): Promise<void> {
  const one = async (id: string): Promise<[string, Uint8Array]> => [id, file?.(id) ?? new TextEncoder().encode(await load(id))];
  const floors = ids.flatMap((id) => shipped[id]?.floor ?? []).filter((floor) => !into.knowsProcedure(floor));
  const loaded = await Promise.all([...new Set([...ids, ...floors])].map(one));
  // All at once: whoever finds one that is there takes its law to be there, too. One that is there already stays.
  for (const [id, text] of loaded) guarded(() => into.keepProcedure(id, text));
}

/** The compiled text of a procedure that the package ships. */
async function load(id: string): Promise<string> {
  const procedure = shipped[known(id)]!;
  try {
    return (await procedure.module()).default;
  } catch (error) {
    throw new WayhomeError("procedure_unreachable", `The file of the procedure “${id}” could not be loaded. ${adviceFor(id, procedure.floor)}`, { cause: error });
  }
}

/** A service worker imports nothing but what stands at the head of its files. */
function adviceFor(id: string, floor: string | undefined): string {
  if (!("ServiceWorkerGlobalScope" in globalThis)) return "Check that the whole of Wayhome’s “procedures” folder is there, and that the page’s Content-Security-Policy lets script-src reach it.";
  const modules = [floor, id].flatMap((one) => (one === undefined ? [] : `“wayhome/procedures/${one}”`)).join(" and ");
  return `A service worker loads no module later: load({ procedures: [] }), and give useProcedure what ${modules} export, imported at the head of your file.`;
}

function known(id: unknown): string {
  if (typeof id === "string" && Object.hasOwn(shipped, id)) return id;
  const known = Object.keys(shipped).join(", ");
  const what = typeof id === "string" ? `There is no procedure “${id}”.` : "Name each procedure by its id, a text.";
  throw new WayhomeError("procedure_unknown", `${what} There are: ${known}.`);
}

async function instantiate(source: WasmSource): Promise<void> {
  if (typeof WebAssembly !== "object") {
    throw new WayhomeError("wasm_missing", "This browser has no WebAssembly, which Wayhome needs. Use a newer browser, or one that has not turned it off.");
  }
  const module = await compiled(source);
  try {
    shared = (isPage ? await init({ module_or_path: module }) : glue.initSync({ module })).memory;
  } catch (error) {
    throw await explained(error);
  }
  started = true;
  tellOfMore();
}

/** Elsewhere, in Node or a worker, nobody waits for the page: what is done at once takes half the time. */
const isPage = typeof document === "object";

type File = keyof typeof marks & string;

/** The module of a source, if it is the one that belongs to this code; `file` is what it is called in this package. */
export async function compiled(source: WasmSource, file: File = "wayhome_bg.wasm"): Promise<WebAssembly.Module> {
  const module = source instanceof WebAssembly.Module ? source : await compiledOf(isBytes(source) ? source : await fetched(source, file));
  const [mark] = WebAssembly.Module.customSections(module, "wayhome");
  if (mark === undefined) throw unreadable();
  // Before anything of it runs: of another build, the same call may mean something else.
  if (new TextDecoder().decode(mark) === marks[file]) return module;
  throw new WayhomeError("wasm_unreadable", `This WebAssembly file belongs to another version of Wayhome than the code that loads it, or is not ${file}. Copy ${file} from the same package as the code.`);
}

async function compiledOf(given: ArrayBuffer | ArrayBufferView): Promise<WebAssembly.Module> {
  // Shared memory is refused where it must not be shared.
  const bytes = given as BufferSource;
  try {
    return isPage ? await WebAssembly.compile(bytes) : new WebAssembly.Module(bytes);
  } catch (error) {
    throw await explained(error);
  }
}

function isBytes(source: WasmSource): source is ArrayBuffer | ArrayBufferView {
  return source instanceof ArrayBuffer || ArrayBuffer.isView(source);
}

async function fetched(source: string | URL | Request | Response, file: string): Promise<ArrayBuffer> {
  const isResponse = typeof Response === "function" && source instanceof Response;
  const address: unknown = isResponse ? source.url : typeof source === "string" || source instanceof URL ? String(source) : Object(source).url;
  if (typeof address !== "string") {
    throw new WayhomeError("wasm_unreachable", "Say where Wayhome’s WebAssembly file is: its address, a Response, its bytes or a WebAssembly.Module.");
  }
  let response: Response;
  try {
    response = isResponse ? source : await fetch(source as string | URL | Request, { credentials: "same-origin" });
  } catch (error) {
    const hash = Object(source).integrity ? " that the integrity that you gave is the hash of that file," : "";
    const advice = `Check that ${file} is there,${hash} and that the page’s Content-Security-Policy lets connect-src reach it. Or import “wayhome/inline”, which loads no file.`;
    throw unreachable(` from ${address}. ${advice}`, error);
  }
  if (!response.ok) {
    const advice = `Copy ${file} there, or name its place: load({ wasm: new URL(…) }).`;
    throw new WayhomeError("wasm_unreachable", `Wayhome’s WebAssembly file is not at ${address || "the address of the response that was given"} (the server says ${response.status}). ${advice}`);
  }
  try {
    return await response.arrayBuffer();
  } catch (error) {
    throw unreachable(` from ${address || "the response that was given"}. It broke off, or its response was read before. Load it again.`, error);
  }
}

/** The smallest module there is: whoever refuses it refuses WebAssembly itself. */
const SMALLEST = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Why a module could not be used, as an error that says what to do. */
export async function explained(error: unknown): Promise<WayhomeError> {
  const isForbidden = await WebAssembly.compile(SMALLEST).then(
    () => false,
    () => true,
  );
  if (isForbidden) {
    return new WayhomeError(
      "wasm_forbidden",
      "This page’s Content-Security-Policy forbids WebAssembly, which Wayhome needs. Add 'wasm-unsafe-eval' to script-src; it allows WebAssembly alone, and no eval. " +
        "Where the policy cannot be changed, embed Wayhome’s iframe page: see “If your policy cannot change” in the package’s README.",
      { cause: error },
    );
  }
  return unreadable(error);
}

function unreadable(cause?: unknown): WayhomeError {
  const why = "The server may have answered with a page instead of the file, or with an older file.";
  return new WayhomeError("wasm_unreadable", `What was loaded is not the WebAssembly file of this version of Wayhome. ${why}`, { cause });
}
