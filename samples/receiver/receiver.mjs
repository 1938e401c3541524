// A small reference receiver for what Wayhome sends: Node.js 20 or later, no packages. docs/receiving.md explains it.
//
//   WAYHOME_TOKEN=… node samples/receiver/receiver.mjs --port 8787 --folder received --origin https://wayhome.example
//
// It keeps each export once, as one file, and answers 201 the first time and 200 to each repeat. It is a starting point for a council's
// own integration layer, not one: put TLS, logging and your own access control before it.

import { createHash, timingSafeEqual } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** Twice the largest record: the record with its report. */
const LARGEST = 10 * 1024 * 1024;

/** As deep as Wayhome itself reads JSON. An export is a few levels deep; hundreds of thousands would end the recursion below. */
const DEEPEST = 128;

const sha256 = (data) => createHash("sha256").update(data).digest("hex");

/** Canonical JSON by RFC 8785: sorted keys, no white space; JSON.stringify writes numbers and texts as it asks. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** Is a Wayhome export what was exported? */
export function isUnchanged(document) {
  const { sha256: said, ...rest } = document;
  return typeof said === "string" && said === sha256(canonical(rest));
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function isDeeper(value, levels) {
  return value !== null && typeof value === "object" && (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));
}

/** Why a document is none that Wayhome sends, if so. What is no record would lie among records about children. */
function objection(document) {
  if (document?.wayhome !== 1) return "This is no Wayhome JSON of format 1.";
  const { procedure, form, answers, made_with, report, signed, training = false } = document;
  if (![procedure, form].every((id) => typeof id === "string" && id) || ![answers, made_with, report].every(isObject)) {
    return "This is no Wayhome export: procedure, form, answers, made_with or report is missing.";
  }
  if (typeof training !== "boolean") return "It cannot be told whether this is an exercise: training is neither true nor false.";
  if (!isUnchanged(document)) return "The hash (sha256) does not fit the document.";
  if (!isObject(signed) || typeof signed.on !== "string") return "This record is not signed.";
}

/**
 * The export in a request, out of its envelope if it is in one, and what is to be kept; or why there is none. Kept is what was read and
 * checked, written anew: of a key that stands twice, parsers read one or the other, and the hash says nothing of the other.
 */
export function exportOf(type, text) {
  let sent;
  try {
    sent = JSON.parse(text);
  } catch {
    return { refused: "The body is not JSON." };
  }
  if (isDeeper(sent, DEEPEST)) return { refused: "The JSON is nested too deeply for an export." };
  const enveloped = type === "application/cloudevents+json";
  if (enveloped && (sent?.specversion !== "1.0" || !sent.id || !sent.source || sent.type !== "wayhome.record.exported")) {
    return { refused: "The envelope is not one of CloudEvents 1.0 with the type wayhome.record.exported." };
  }
  const document = enveloped ? sent.data : sent;
  const refused = objection(document);
  if (refused) return { refused };
  return { document, id: enveloped ? sent.id : undefined, text: canonical(sent) };
}

/** What was being written when something went wrong. The folder may hold files of others. */
const UNFINISHED = /^[0-9a-f]{64}\.json\..+\.part$/;

const exercises = (folder) => join(folder, "exercises");

/** Takes away what an earlier run left half written: each is a piece of a child's record. */
export async function sweep(received) {
  for (const folder of [received, exercises(received)]) {
    const names = await readdir(folder).catch((error) => {
      if (error.code !== "ENOENT") throw error;
      return [];
    });
    for (const name of names.filter((name) => UNFINISHED.test(name))) await rm(join(folder, name), { force: true });
  }
}

/** A file's name is on the disk once its folder is: until then a power cut takes the file back. Windows has no such call. */
async function settle(folder) {
  if (process.platform === "win32") return;
  const opened = await open(folder, "r");
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function write(name, text) {
  const file = await open(name, "wx", 0o600);
  try {
    await file.writeFile(text);
    // On the disk before anybody is told that it is kept.
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What is kept under a name, or undefined. */
const read = (name) =>
  readFile(name, "utf8").catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });

/** Keeps a text under its key: whole or not at all, and once. An exercise is kept apart from records about children. */
async function keep(received, key, text, isExercise) {
  const [folder, other] = isExercise ? [exercises(received), received] : [received, exercises(received)];
  const called = `${sha256(key)}.json`;
  // A key is one thing's: of a record and an exercise under one, either is wrong.
  if ((await read(join(other, called))) !== undefined) return 422;
  const name = join(folder, called);
  const kept = await read(name);
  if (kept !== undefined) {
    // Earlier receivers kept what came as it came.
    if (kept !== text && canonical(JSON.parse(kept)) !== text) return 422;
    // The try that wrote it may have failed after that.
    await settle(folder);
    return 200;
  }
  if (isExercise && (await mkdir(folder, { recursive: true, mode: 0o700 }))) await settle(received);
  const unfinished = `${name}.${process.pid}.${Math.random().toString(36).slice(2)}.part`;
  try {
    await write(unfinished, text);
    await rename(unfinished, name);
  } catch (error) {
    // Where even this fails, the next start sweeps it up.
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
  await settle(folder);
  return 201;
}

/** The body, or undefined where it is larger than any export. */
async function bodyOf(request) {
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > LARGEST) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Compared by their hashes, which are of one length, in a time that says nothing about where they differ. */
function isAllowed(header, token) {
  const digest = (text) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`));
}

/** A receiver that is not listening yet. `token` undefined: nobody is asked who they are. */
export function receiver({ folder, token, origin }) {
  const busy = new Set();
  return createServer(async (request, response) => {
    const answer = (status, message, headers = {}) => {
      response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
      response.end(JSON.stringify({ message }));
    };
    // The app is served from elsewhere: its browser asks whether it may.
    if (origin) {
      response.setHeader("access-control-allow-origin", origin);
      response.setHeader("access-control-expose-headers", "retry-after");
      response.setHeader("vary", "origin");
    }
    if (request.method === "OPTIONS") {
      response.writeHead(204, {
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": "content-type, idempotency-key, authorization",
        "access-control-max-age": "600",
      });
      return response.end();
    }
    if (request.url !== "/records") return answer(404, "There is only /records.");
    if (request.method !== "POST") return answer(405, "Only POST.", { allow: "POST" });
    if (token !== undefined && !isAllowed(request.headers.authorization, token)) {
      return answer(401, "The token is missing or wrong.", { "www-authenticate": "Bearer" });
    }
    const type = (request.headers["content-type"] ?? "").split(";")[0].trim().toLowerCase();
    if (type !== "application/json" && type !== "application/cloudevents+json") {
      return answer(415, "Send application/json or application/cloudevents+json.");
    }
    const key = request.headers["idempotency-key"];
    if (!key || key.length > 200) return answer(400, "The header Idempotency-Key is missing, or too long.");
    // Another try under the same key while the first is at work: come again.
    if (busy.has(key)) return answer(409, "This key is being worked on.", { "retry-after": "1" });
    busy.add(key);
    try {
      const body = await bodyOf(request);
      if (!body) return answer(413, "This is larger than any export.", { connection: "close" });
      const { refused, document, id, text } = exportOf(type, body.toString("utf8"));
      if (refused) return answer(422, refused);
      if (id !== undefined && id !== key) return answer(422, "The envelope has another id than the header Idempotency-Key.");
      const status = await keep(folder, key, text, document.training === true);
      const words = { 200: "It is here already.", 201: "It is kept.", 422: "This key came with other content before." };
      answer(status, words[status]);
    } catch (error) {
      // What went wrong is for our log, and quotes nothing of the record.
      console.error(`a record could not be kept: ${error.code ?? error.name}`);
      if (!response.headersSent && !response.destroyed) answer(503, "It could not be kept.", { "retry-after": "60" });
    } finally {
      busy.delete(key);
    }
  });
}

/**
 * What the command line and the environment say; or, in plain words, what is wrong with it. Nothing is guessed: a receiver that is open to
 * all, or keeps elsewhere than it was told, is noticed by nobody.
 */
function settings(words, token) {
  const options = { port: { type: "string" }, folder: { type: "string" }, origin: { type: "string" } };
  let given;
  try {
    given = parseArgs({ args: words, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return { wrong: `${error.message.split(/[.\n]/)[0]}. It takes --port NUMBER, --folder FOLDER and --origin ADDRESS.` };
  }
  const { port = "8787", folder = "received", origin } = given;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return { wrong: `--port is a number up to 65535, not “${port}”.` };
  if (folder === "") return { wrong: "--folder names no folder." };
  // A browser compares it letter by letter: a slash at its end, and the app sees no answer.
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
    return { wrong: `--origin is the app's address without a path or a slash at its end, as https://wayhome.example, not “${origin}”.` };
  }
  if (token === "") return { wrong: "WAYHOME_TOKEN is empty. Give it a token; or take it away, to let whoever reaches this receiver send to it." };
  // A header loses the spaces at its ends on the way.
  if (token !== undefined && token !== token.trim()) return { wrong: "WAYHOME_TOKEN begins or ends with a space or a new line: no request could bear it." };
  return { port: Number(port), folder, origin, token };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { wrong, port, folder, origin, token } = settings(process.argv.slice(2), process.env.WAYHOME_TOKEN);
  if (wrong) {
    console.error(wrong);
    process.exit(2);
  }
  if (token === undefined) console.error("WAYHOME_TOKEN is not set: whoever reaches this receiver can send to it.");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sweep(folder);
  const server = receiver({ folder, token, origin });
  server.listen(port, "127.0.0.1", () => {
    console.log(`Receiving on http://127.0.0.1:${server.address().port}/records, keeping in ${folder}.`);
  });
}
