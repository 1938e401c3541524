// The host’s side of the iframe page: plain messages, no WebAssembly, so that it runs under a policy that forbids it.

import type { Answer, Changes } from "../api.js";
import { WayhomeError } from "../errors.js";
import type { Report, WayhomeRecord } from "../types.js";
import { CONTRACT, isNumbered, type Reply } from "./messages.js";

/** How long the page may take to appear, in milliseconds. */
const PATIENCE = 20_000;

/** Checks that run in the iframe page. */
export interface Frame {
  /** Starts an empty record. */
  start(procedure: string, form: string, options: { readonly today: string }): Promise<void>;
  set(question: string, answer: Answer): Promise<Changes>;
  unset(question: string): Promise<Changes>;
  report(): Promise<Report>;
  record(): Promise<WayhomeRecord>;
  /** Checks one record. */
  check(record: WayhomeRecord, options: { readonly today: string }): Promise<Report>;
  /** Listens no longer. The iframe itself is the host’s to remove. */
  close(): void;
}

/**
 * Connects with the iframe page. Its address must name this page’s origin: `frame/index.html?host=https://forms.example`.
 *
 * @param frame the iframe; it may still be loading
 * @param origin where the iframe page is served
 */
export async function connect(frame: HTMLIFrameElement, origin: string): Promise<Frame> {
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: WayhomeError) => void }>();
  let last = 0;
  let greeted = (): void => {};
  const hello = new Promise<void>((resolve) => {
    greeted = resolve;
  });
  const hear = (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    if (isHello(event.data)) greeted();
    if (!isNumbered(event.data)) return;
    const reply = event.data as Reply;
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) asked?.resolve(reply.result as never);
    else asked?.reject(new WayhomeError(reply.code, reply.message));
  };
  window.addEventListener("message", hear);
  const close = () => window.removeEventListener("message", hear);
  const ask = <T>(request: object): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.set((last += 1), { resolve, reject });
      frame.contentWindow?.postMessage({ wayhome: CONTRACT, id: last, ...request }, origin);
    });
  // A page that was there before us has said hello already; it answers, if only that nothing was started.
  if (isThere(frame)) void ask({ ask: "record" }).then(greeted, greeted);
  let pause: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    pause = setTimeout(() => {
      close();
      const advice = "Check its address, that it names this page’s origin after “?host=”, and that its frame-ancestors allows this page.";
      reject(new WayhomeError("frame_failed", `Wayhome’s iframe page does not answer. ${advice}`));
    }, PATIENCE);
  });
  await Promise.race([hello, late]);
  clearTimeout(pause);
  return {
    start: (procedure, form, { today }) => ask({ ask: "start", procedure, form, today }),
    set: (question, answer) => ask({ ask: "set", question, answer }),
    unset: (question) => ask({ ask: "unset", question }),
    report: () => ask({ ask: "report" }),
    record: () => ask({ ask: "record" }),
    check: (record, { today }) => ask({ ask: "check", record, today }),
    close,
  };
}

/** Has the iframe left its first, empty page? A page of another origin does not let us look, which is an answer, too. */
function isThere(frame: HTMLIFrameElement): boolean {
  try {
    return frame.contentWindow?.location.href !== "about:blank" && frame.contentDocument?.readyState === "complete";
  } catch {
    return true;
  }
}

function isHello(data: unknown): boolean {
  return typeof data === "object" && data !== null && "wayhome" in data && data.wayhome === CONTRACT && "hello" in data;
}
