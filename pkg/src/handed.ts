// Answers of an object, written one by one as the module reads them. Written as JSON text only to be read again, they took three times as long.

/** What has to be known of a form to hand answers over. */
export interface Asked {
  /** The place of each question. */
  readonly places: ReadonlyMap<string, number>;
  /** By place: the questions of which nothing reads what a text says, with the columns of which that holds. */
  readonly unread: readonly (ReadonlySet<string> | undefined)[];
  /** The questions as the last record named them, one after the other, and their places: the next names most of them in the same order. */
  readonly order: string[];
  readonly placed: number[];
}

type Answers = Readonly<Record<string, unknown>>;

const [TEXT, YES, NO, JSON_TEXT] = [0, 1, 2, 3];
/** Before the letters of an answer: the place of its question, what it is, and how many bytes it has. */
const HEAD = 7;
/** Far longer than any real record; longer ones go as text, which says what is too long. */
const LONGEST = 1_000_000;
/** A text of so few letters is written letter by letter: it takes longer to hand it to the encoder. */
const SHORT = 80;
/** Stands for a text of which nothing reads what it says. */
const SOMETHING = "x";
const encoder = new TextEncoder();

/** What is written here, and how much of it. Not the module's own memory: answers can be functions of the page, which may call it. */
let to = new Uint8Array(1 << 16);
let at = 0;
/** How many letters the answers have that were handed over, or that a mark stands for. */
let letters = 0;
/** How often answers were handed over. */
let times = 0;

/** Writes answers down, to be used before the next are; nothing where something is not as answers usually are. */
export function handed(answers: unknown, { places, unread, order, placed }: Asked): Uint8Array | undefined {
  if (!isPlain(answers) || !isUntouched(Object.prototype) || !isUntouched(Array.prototype)) return undefined;
  const time = (times += 1);
  [at, letters] = [0, 0];
  let number = 0;
  for (const question in answers) {
    let place = placed[number]!;
    if (order[number] !== question) {
      const known = places.get(question);
      if (known === undefined) return undefined;
      [order[number], placed[number]] = [question, (place = known)];
    }
    number += 1;
    const answer = answers[question];
    const head = at;
    makeRoom(HEAD);
    at += HEAD;
    let kind = TEXT;
    if (typeof answer === "string") {
      letters += answer.length;
      if (letters > LONGEST || !put(unread[place] && isSomething(answer) ? SOMETHING : answer)) return undefined;
    } else if (typeof answer === "boolean") {
      kind = answer ? YES : NO;
    } else {
      kind = JSON_TEXT;
      if (!putList(answer, unread[place])) {
        at = head + HEAD;
        const text = JSON.stringify(answer) as string | undefined;
        if (text === undefined) {
          // As in JSON: there is no such answer.
          at = head;
          continue;
        }
        letters += text.length;
        if (letters > LONGEST || !put(text)) return undefined;
      }
      if (letters > LONGEST) return undefined;
    }
    const bytes = at - head - HEAD;
    to[head] = place;
    to[head + 1] = place >> 8;
    to[head + 2] = kind;
    to[head + 3] = bytes;
    to[head + 4] = bytes >> 8;
    to[head + 5] = bytes >> 16;
    to[head + 6] = bytes >> 24;
  }
  // An answer that had another record judged while it was read left that one's answers here.
  return time === times ? to.subarray(0, at) : undefined;
}

/** Is it an object with its own fields alone, and says nothing itself of how it is written as JSON? */
function isPlain(value: unknown): value is Answers {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype && !("toJSON" in value);
}

/** Did nobody add anything to what all objects or lists have? */
function isUntouched(prototype: object): boolean {
  for (const _ in prototype) return false;
  return true;
}

/** Is there surely something in it beside white space, and can JSON say it? */
function isSomething(text: string): boolean {
  const letter = text.charCodeAt(0);
  return letter > 0x20 && letter < 0x7f && isWellFormed(text);
}

/** Is there no half of a letter in it? */
function isWellFormed(text: string): boolean {
  const known = text as string & { isWellFormed?: () => boolean };
  return known.isWellFormed ? known.isWellFormed() : !/\p{Surrogate}/u.test(text);
}

/** Makes sure that there is room for so many bytes more; what was written stays. */
function makeRoom(bytes: number): void {
  if (at + bytes <= to.length) return;
  const written = to;
  to = new Uint8Array(2 * (at + bytes));
  to.set(written);
}

/** Writes a text; says whether that could be done. */
function put(text: string): boolean {
  makeRoom(3 * text.length);
  if (text.length <= SHORT && putLetters(text, false)) return true;
  const { written } = encoder.encodeInto(text, to.subarray(at));
  at += written;
  return written === text.length || isWellFormed(text);
}

/** Writes letters of one byte each, and in JSON only such as stand for themselves; says whether it was nothing else. */
function putLetters(text: string, isJson: boolean): boolean {
  const [bytes, from] = [to, at];
  for (let place = 0; place < text.length; place += 1) {
    const letter = text.charCodeAt(place);
    if (letter > 0x7f || (isJson && (letter < 0x20 || letter === 0x22 || letter === 0x5c))) return false;
    bytes[from + place] = letter;
  }
  at += text.length;
  return true;
}

function putByte(byte: number): void {
  to[at] = byte;
  at += 1;
}

const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 44, 58, 91, 93, 123, 125];

/** Writes the usual lists as JSON: of texts, or of rows; says whether it was one. */
function putList(list: unknown, unread: ReadonlySet<string> | undefined): boolean {
  if (!Array.isArray(list) || Object.getPrototypeOf(list) !== Array.prototype || "toJSON" in list) return false;
  let before = OPEN_LIST;
  for (let place = 0; place < list.length; place += 1) {
    const item: unknown = list[place];
    makeRoom(1);
    putByte(before);
    if (!(typeof item === "string" ? putQuoted(item) : putRow(item, unread))) return false;
    before = COMMA;
  }
  makeRoom(2);
  if (before === OPEN_LIST) putByte(OPEN_LIST);
  putByte(CLOSE_LIST);
  return true;
}

function putRow(row: unknown, unread: ReadonlySet<string> | undefined): boolean {
  if (!isPlain(row)) return false;
  let before = OPEN_OBJECT;
  for (const column in row) {
    const cell = row[column];
    if (cell === undefined) continue;
    makeRoom(2);
    putByte(before);
    if (!putQuoted(column)) return false;
    putByte(COLON);
    if (!putCell(cell, unread?.has(column) ?? false)) return false;
    before = COMMA;
  }
  makeRoom(2);
  if (before === OPEN_OBJECT) putByte(OPEN_OBJECT);
  putByte(CLOSE_OBJECT);
  return true;
}

function putCell(cell: unknown, isUnread: boolean): boolean {
  if (typeof cell === "string") {
    letters += cell.length;
    return letters <= LONGEST && putQuoted(isUnread && isSomething(cell) ? SOMETHING : cell);
  }
  if (cell !== null && typeof cell !== "boolean" && !Number.isFinite(cell)) return false;
  return put(String(cell));
}

function putQuoted(text: string): boolean {
  makeRoom(text.length + 3);
  putByte(QUOTE);
  if (!putLetters(text, true)) return false;
  putByte(QUOTE);
  return true;
}
