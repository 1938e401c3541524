// From what a control holds to an answer as records hold it. What cannot be an answer is handed on as it is: the engine says what is wrong.

import type { Answer } from "../session.js";
import type { OutlineQuestion } from "../types.js";

const YES = new Set(["true", "yes", "y", "1", "on"]);
const NO = new Set(["false", "no", "n", "0", "off"]);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The answer to a question of this kind; nothing, where nothing is written. */
export function typed(question: Pick<OutlineQuestion, "kind">, values: readonly Answer[]): Answer | undefined {
  const written = values.filter((value) => value !== "" && value !== null && value !== undefined);
  if (question.kind === "choices") return written.length > 0 ? written.flat().map(String) : undefined;
  if (written.length > 1) return written.map(String);
  const [value] = written;
  if (typeof value !== "string") return value;
  switch (question.kind) {
    case "yes_no": {
      const word = value.trim().toLowerCase();
      return YES.has(word) ? true : NO.has(word) ? false : value;
    }
    case "number":
      return NUMBER.test(value.trim()) && Number.isFinite(Number(value)) ? Number(value) : value.trim() === "" ? undefined : value;
    case "date":
    case "date_time":
      return value.trim() || undefined;
    default:
      return value;
  }
}

/** A date of three fields. While somebody writes in it, one of which a part is missing is no answer yet; left so, the checks say what is missing. */
export function dateOf(day: string, month: string, year: string, isWritten: boolean): string | undefined {
  const [d, m, y] = [day.trim(), month.trim(), year.trim()];
  const isWhole = d !== "" && m !== "" && y !== "";
  if (!isWhole && (isWritten || d + m + y === "")) return undefined;
  const two = (part: string) => (part === "" ? "" : part.padStart(2, "0"));
  return `${y}-${two(monthOf(m))}-${two(d)}`;
}

/** “March”, “mar” and “Sept.” as a number; anything else as it is. */
function monthOf(written: string): string {
  const name = written.toLowerCase().replace(/\.$/, "");
  const place = name.length < 3 ? -1 : MONTHS.findIndex((month) => month.toLowerCase().startsWith(name));
  return place < 0 ? written : String(place + 1);
}

/** The three fields of a date. */
export function partsOf(date: string): { day: string; month: string; year: string } {
  const [year = "", month = "", day = ""] = date.split("-");
  return { day: day.replace(/^0/, ""), month: month.replace(/^0/, ""), year };
}

/** Do two values say the same as JSON, in whatever order their fields stand? */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

function sorted(_name: string, value: unknown): unknown {
  const isFields = typeof value === "object" && value !== null && !Array.isArray(value);
  return isFields ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;
}

/** The device’s own date. The engine has no clock; here is the edge where one is read. */
export function deviceDate(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** `2026-03-02` or `2026-03-02T14:30` as people read it: 2 March 2026, 14:30. */
export function spoken(moment: string): string {
  const [date = "", time] = moment.split("T");
  const { day, month, year } = partsOf(date);
  const words = `${day} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
  return time ? `${words}, ${time.slice(0, 5)}` : words;
}
