// The iframe page: checks in a page of its own, whose policy allows WebAssembly, for a host whose policy cannot be changed.
//
// It speaks with one window alone, the one that embeds it, and with one origin alone, the one that its address names: frame/index.html?host=https://forms.example.
// It shows nothing, stores nothing and fetches nothing but its own code.

import { check, Session } from "../core.js";
import { WayhomeError } from "../errors.js";
import { load } from "../index.js";
import { CONTRACT, isNumbered, isRequest, type Hello, type Reply, type Request } from "./messages.js";

const host = origin(new URLSearchParams(location.search).get("host"));
let session: Session | undefined;
/** Whoever reads it embeds this page already: the policy that is to be changed is this page’s. */
const FORBIDDEN =
  "The Content-Security-Policy of Wayhome’s iframe page forbids WebAssembly. Where that page is served, add 'wasm-unsafe-eval' to its script-src; your own page’s policy can stay as it is.";

/** One after the other, in the order in which they came. */
let queue = Promise.resolve();

if (host !== undefined && window.parent !== window) {
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== host) return;
    queue = queue.then(() => answer(event.data, host));
  });
  const hello: Hello = { wayhome: CONTRACT, hello: true };
  window.parent.postMessage(hello, host);
}

async function answer(data: unknown, to: string): Promise<void> {
  if (!isNumbered(data)) return;
  const { id } = data;
  let reply: Reply;
  try {
    if (!isRequest(data)) throw new WayhomeError("frame_failed", "This is not a message of the contract.");
    reply = { wayhome: CONTRACT, id, ok: true, result: await done(data) };
  } catch (error) {
    const known = error instanceof WayhomeError ? error : new WayhomeError("internal", "Wayhome stopped through a fault of its own.");
    reply = { wayhome: CONTRACT, id, ok: false, code: known.code, message: known.code === "wasm_forbidden" ? FORBIDDEN : known.message };
  }
  window.parent.postMessage(reply, to);
}

async function done(request: Request): Promise<(Reply & { ok: true })["result"]> {
  // Whoever only looks whether this page is there is answered before anything is loaded.
  if (request.ask === "record") return started().toJSON();
  await load();
  switch (request.ask) {
    case "start": {
      // Where there is no such form, the record that there is stays.
      const next = new Session(request.procedure, request.form, { today: request.today });
      session?.free();
      session = next;
      return null;
    }
    case "set":
      return started().set(request.question, request.answer);
    case "unset":
      return started().unset(request.question);
    case "report":
      return started().report();
    case "check":
      return check(request.record, { today: request.today });
  }
}

function started(): Session {
  if (!session) throw new WayhomeError("frame_failed", "Ask the page to start first.");
  return session;
}

/** An origin exactly as browsers write it; nothing else is one. */
function origin(text: string | null): string | undefined {
  try {
    return text !== null && new URL(text).origin === text && text !== "null" ? text : undefined;
  } catch {
    return undefined;
  }
}
