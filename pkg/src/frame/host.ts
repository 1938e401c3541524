// The host’s side of the iframe page: plain messages, no WebAssembly, so that it runs under a policy that forbids it.

import type { Answer, Changes } from "../session.js";
import { WayhomeError, type ErrorCode } from "../errors.js";
import { dayGiven, json, unsayable } from "../given.js";
import type { Report, WayhomeRecord } from "../types.js";
import { CONTRACT, isNumbered, type Reply } from "./messages.js";

/** How long the page may take to appear, in milliseconds. */
const PATIENCE = 20_000;

/** How often is looked whether the iframe is still on the page, while something is asked, in milliseconds. */
const LOOK = 500;

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
  /** Listens no longer: what was asked and is not answered yet rejects, and so does all that is asked afterwards. The iframe itself is the host’s to remove. */
  close(): void;
}

/**
 * Connects with the iframe page. Its address must name this page’s origin: `frame/index.html?host=https://forms.example`.
 *
 * @param frame the iframe; it may still be loading
 * @param served where the iframe page is served: its origin, or any address there
 */
export async function connect(frame: HTMLIFrameElement, served: string): Promise<Frame> {
  if (!isFrame(frame)) throw failed("Give the iframe itself that shows Wayhome’s iframe page. There may be none of that name on this page.");
  const origin = originOf(served);
  const calls = new Calls(frame, origin);
  let greeted = (): void => {};
  let isConnected = false;
  const hello = new Promise<void>((resolve) => {
    greeted = resolve;
  });
  const hear = (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    if (isHello(event.data)) {
      // A page that greets again is a new one. Whatever it answers says that the one before will not.
      if (isConnected) look();
      greeted();
    }
    if (isNumbered(event.data)) calls.settle(event.data as Reply);
  };
  // Another page may stand there, which says nothing at all. It has as long as the first one had.
  const look = () => void calls.ask({ ask: "record" }, PATIENCE).catch(() => {});
  const close = (why = CLOSED) => {
    window.removeEventListener("message", hear);
    frame.removeEventListener("load", look);
    calls.close(why);
  };
  window.addEventListener("message", hear);
  // A page that was there before us has said hello already; it answers, if only that nothing was started.
  if (isThere(frame)) void calls.ask({ ask: "record" }).then(greeted, greeted);
  let pause: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    pause = setTimeout(() => {
      reject(failed(SILENT));
      close(SILENT);
    }, PATIENCE);
  });
  await Promise.race([hello, late]);
  clearTimeout(pause);
  isConnected = true;
  frame.addEventListener("load", look);
  return {
    start: async (procedure, form, options) => calls.ask({ ask: "start", procedure, form, today: dayGiven(options) }),
    set: async (question, answer) => {
      const plain = cloned(answer, "answer_unreadable", typeof question === "string" ? question : undefined);
      return calls.ask(plain === undefined ? { ask: "unset", question } : { ask: "set", question, answer: plain });
    },
    unset: (question) => calls.ask({ ask: "unset", question }),
    report: () => calls.ask({ ask: "report" }),
    record: () => calls.ask({ ask: "record" }),
    check: async (record, options) => calls.ask({ ask: "check", record: cloned(record, "record_unreadable"), today: dayGiven(options) }),
    close: () => close(),
  };
}

const CLOSED = "The connection with Wayhome’s iframe page was closed.";
const GONE = "Wayhome’s iframe page is no longer on this page. Connect again once it is.";
const RELOADED = "Wayhome’s iframe page was loaded anew before it answered. Start the record again.";
const SILENT =
  "Wayhome’s iframe page does not answer. Check its address, that it names this page’s origin after “?host=”, and that its frame-ancestors allows this page.";

const NO_ORIGIN = "Say where Wayhome’s iframe page is served, as an address such as “https://wayhome.example”.";

/** Is it an iframe, of whichever document? */
function isFrame(given: unknown): boolean {
  try {
    return Object(given).localName === "iframe";
  } catch {
    return false;
  }
}

/** As browsers write an origin in a message: without a slash at the end. A page that has none of its own, such as a file, could be anybody’s. */
function originOf(served: string): string {
  try {
    const { origin } = new URL(served);
    if (origin !== "null") return origin;
  } catch {
    // Said below.
  }
  throw failed(NO_ORIGIN);
}

function failed(why: string): WayhomeError {
  return new WayhomeError("frame_failed", why);
}

/** As JSON would say it: a framework’s stand-in for a list cannot be handed to another page. What JSON cannot say is refused. */
function cloned(value: unknown, code: ErrorCode, question?: string): unknown {
  if (["bigint", "symbol", "function"].includes(typeof value)) throw unsayable(code, question);
  return typeof value === "object" && value !== null ? JSON.parse(json(value, code, question)) : value;
}

/**
 * The number of the last request. All connections of a page count together, and two copies of this module begin far apart: the iframe page answers
 * the window, and by its number alone is it known whose answer it is.
 */
let last = Math.floor(Math.random() * 2 ** 32) * 2 ** 20;

/** What is asked and not answered yet. Each is answered, or fails. */
class Calls {
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #waiting = new Map<number, { resolve: (result: never) => void; reject: (error: WayhomeError) => void }>();
  #closed: string | undefined;
  #look: ReturnType<typeof setInterval> | undefined;

  constructor(frame: HTMLIFrameElement, origin: string) {
    this.#frame = frame;
    this.#origin = origin;
  }

  /** Asks the page. Where there is a limit, and it is silent for so many milliseconds, all that waits fails. */
  ask<T>(request: object, limit?: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const { contentWindow } = this.#frame;
      if (this.#closed !== undefined || !contentWindow) {
        reject(failed(this.#closed ?? GONE));
        return;
      }
      const id = (last += 1);
      try {
        contentWindow.postMessage({ wayhome: CONTRACT, id, ...request }, this.#origin);
      } catch (error) {
        reject(unsayable("answer_unreadable", undefined, error));
        return;
      }
      this.#waiting.set(id, { resolve, reject });
      if (limit !== undefined) setTimeout(() => this.#waiting.has(id) && this.fail(SILENT), limit);
      // An iframe that is taken out of the page says nothing more, and nothing says so.
      this.#look ??= setInterval(() => !this.#frame.contentWindow && this.fail(GONE), LOOK);
    });
  }

  settle(reply: Reply): void {
    const asked = this.#waiting.get(reply.id);
    if (!asked) return; // It is another connection's.
    this.#waiting.delete(reply.id);
    // The page answers in the order in which it is asked: what was asked before this went to a page that is gone.
    this.fail(RELOADED, reply.id);
    if (reply.ok) asked.resolve(reply.result as never);
    else asked.reject(new WayhomeError(reply.code, reply.message));
  }

  /** Nothing that waits will be answered; or nothing that was asked before something else. */
  fail(why: string, before = Infinity): void {
    for (const [id, { reject }] of this.#waiting) {
      if (id >= before) continue;
      this.#waiting.delete(id);
      reject(failed(why));
    }
    if (this.#waiting.size > 0) return;
    clearInterval(this.#look);
    this.#look = undefined;
  }

  close(why: string): void {
    this.#closed ??= why;
    this.fail(why);
  }
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
