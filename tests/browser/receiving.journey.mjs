// The reference receiver of docs/receiving.md, over real HTTP.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { canonical, isUnchanged, receiver, sweep } from "../../samples/receiver/receiver.mjs";
import { root, wayhome } from "./wayhome.mjs";

// The command line may have to be built first.
test.describe.configure({ timeout: 300_000 });

const ORIGIN = "https://wayhome.example";
let folder, server, address, document;

test.beforeAll(async () => {
  const around = await mkdtemp(join(tmpdir(), "wayhome-signed-"));
  const record = JSON.parse(await readFile(join(root, "samples/visit-complete.json"), "utf8"));
  const by = { name: "A. Worker", mark: "typed" };
  const signed = { on: "2026-03-02", by, role: "Social worker", open: 0, procedure_hash: "as it was then" };
  await writeFile(join(around, "signed.json"), JSON.stringify({ ...record, signed }));
  document = wayhome("export", "--to=json", "--today=2026-03-02", join(around, "signed.json"));
  await rm(around, { recursive: true });
});

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "wayhome-"));
  server = receiver({ folder, token: "sesame", origin: ORIGIN });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${server.address().port}/records`;
});

test.afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await rm(folder, { recursive: true });
});

const post = (body, headers = {}) =>
  fetch(address, {
    method: "POST",
    body,
    headers: { authorization: "Bearer sesame", "content-type": "application/json", "idempotency-key": "key-1", ...headers },
  });

/** A document like the one sent but for what is changed, with the hash of its own. */
function changed(change) {
  // By way of JSON, which leaves out what is undefined.
  const { sha256: _, ...rest } = JSON.parse(JSON.stringify({ ...JSON.parse(document), ...change }));
  return JSON.stringify({ ...rest, sha256: createHash("sha256").update(canonical(rest)).digest("hex") });
}

const refusal = async (body, headers) => {
  const answer = await post(body, headers);
  expect(answer.status).toBe(422);
  return (await answer.json()).message;
};

const files = async () => (await readdir(folder)).map((name) => join(folder, name));

/** A request that ends in the middle of its body. */
function cutOff(key) {
  return new Promise((gone) => {
    const socket = connect(server.address().port, "127.0.0.1", () => {
      socket.write(
        `POST /records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sesame\r\nContent-Type: application/json\r\nIdempotency-Key: ${key}\r\n` +
          `Content-Length: ${Buffer.byteLength(document)}\r\n\r\n${document.slice(0, 500)}`,
        () => socket.destroy(),
      );
    });
    socket.on("close", gone);
  });
}

test("what is sent many times under one key is kept once, and cut-off requests leave nothing", async () => {
  await cutOff("key-1");
  // Until the receiver has noticed that the first is gone, its key is being worked on.
  let first = await post(document);
  while (first.status === 409) first = await post(document);
  expect(first.status).toBe(201);
  for (let again = 0; again < 5; again += 1) expect((await post(document)).status).toBe(200);
  const together = await Promise.all(Array.from({ length: 8 }, () => post(document, { "idempotency-key": "key-2" })));
  const statuses = together.map((answer) => answer.status);
  expect(statuses.filter((status) => status === 201).length).toBe(1);
  for (const status of statuses) expect([200, 201, 409]).toContain(status);
  await cutOff("key-3");
  const files = await readdir(folder);
  expect(files.length).toBe(2);
  expect(files.every((name) => /^[0-9a-f]{64}\.json$/.test(name))).toBe(true);
});

test("another body under the same key, a changed document, and a stranger are refused", async () => {
  const other = document.replace('"seen_alone": true', '"seen_alone": false');
  expect((await post(other)).status).toBe(422);
  expect((await post(document)).status).toBe(201);
  expect((await post(changed({ id: "another" }))).status).toBe(422);
  expect((await post(document, { authorization: "Bearer guess" })).status).toBe(401);
  expect((await post(document, { authorization: "" })).status).toBe(401);
  expect((await post("{")).status).toBe(422);
  expect((await post(document, { "content-type": "text/plain" })).status).toBe(415);
  expect((await post("x".repeat(11 * 1024 * 1024))).status).toBe(413);
  expect((await fetch(address)).status).toBe(405);
  expect((await readdir(folder)).length).toBe(1);
});

test("what is kept was checked, and every parser reads it alike: of a key that stands twice, one is left", async () => {
  const twice = document.replace("{", '{ "id": "unchecked", "answers": { "visited_by": "unchecked" },');
  expect((await post(twice)).status).toBe(201);
  const data = document.replace("{", '{ "id": "unchecked",');
  const envelope = `{"specversion":"1.0","id":"key-2","source":"${ORIGIN}","type":"wayhome.record.exported","data":{"id":"unchecked"},"data":${data}}`;
  expect((await post(envelope, { "content-type": "application/cloudevents+json", "idempotency-key": "key-2" })).status).toBe(201);
  for (const file of await files()) {
    const kept = await readFile(file, "utf8");
    expect(kept).not.toContain("unchecked");
    const read = JSON.parse(kept);
    expect(isUnchanged(read.data ?? read)).toBe(true);
    expect(read.data ?? read).toEqual(JSON.parse(document));
  }
  // The same said otherwise is the same.
  expect((await post(document)).status).toBe(200);
  expect((await post(JSON.stringify(JSON.parse(document)))).status).toBe(200);
});

test("what an earlier receiver kept as it came is known again", async () => {
  expect((await post(document)).status).toBe(201);
  const [file] = await files();
  await writeFile(file, document);
  expect((await post(document)).status).toBe(200);
  expect((await post(changed({ id: "another" }))).status).toBe(422);
});

test("what is no signed export of Wayhome is refused in plain words", async () => {
  for (const missing of ["procedure", "form", "answers", "made_with", "report"]) {
    for (const other of [undefined, null, 1, []]) expect(await refusal(changed({ [missing]: other })), missing).toContain("is missing");
  }
  expect(await refusal(changed({ signed: undefined }))).toBe("This record is not signed.");
  expect(await refusal(changed({ signed: {} }))).toBe("This record is not signed.");
  expect(await refusal(changed({ training: "true" }))).toContain("neither true nor false");
  expect(await refusal("null")).toBe("This is no Wayhome JSON of format 1.");
  const depth = 200_000;
  const nested = "nested too deeply";
  expect(await refusal("[".repeat(depth) + "]".repeat(depth))).toContain(nested);
  expect(await refusal(`{"wayhome":1,"answers":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`)).toContain(nested);
  const type = { "content-type": "application/cloudevents+json" };
  expect(await refusal(`{"specversion":"1.0","data":${"[".repeat(depth)}${"]".repeat(depth)}}`, type)).toContain(nested);
  expect(await readdir(folder)).toEqual([]);
  expect((await post(document)).status).toBe(201);
});

test("an exercise is kept apart from records about children", async () => {
  const exercise = changed({ training: true });
  expect((await post(exercise)).status).toBe(201);
  expect((await post(exercise)).status).toBe(200);
  expect((await post(document)).status).toBe(422);
  expect((await post(document, { "idempotency-key": "key-2" })).status).toBe(201);
  expect((await post(exercise, { "idempotency-key": "key-2" })).status).toBe(422);
  const name = (key) => `${createHash("sha256").update(key).digest("hex")}.json`;
  expect((await readdir(folder)).sort()).toEqual([name("key-2"), "exercises"].sort());
  expect(await readdir(join(folder, "exercises"))).toEqual([name("key-1")]);
  await writeFile(join(folder, "exercises", `${name("key-1")}.12.ab3.part`), "{");
  await sweep(folder);
  expect(await readdir(join(folder, "exercises"))).toEqual([name("key-1")]);
});

test("an envelope of CloudEvents 1.0 is opened, and its id is the key", async () => {
  const envelope = (id) =>
    JSON.stringify({
      specversion: "1.0", id, source: ORIGIN, type: "wayhome.record.exported", time: "2026-03-02T14:05:00Z",
      datacontenttype: "application/json", data: JSON.parse(document),
    });
  const type = { "content-type": "application/cloudevents+json" };
  expect((await post(envelope("key-1"), type)).status).toBe(201);
  expect((await post(envelope("key-1"), type)).status).toBe(200);
  expect((await post(envelope("other"), { ...type, "idempotency-key": "key-2" })).status).toBe(422);
  expect((await post(document, { ...type, "idempotency-key": "key-3" })).status).toBe(422);
});

test("a browser may ask from the app's own address", async () => {
  const asked = await fetch(address, { method: "OPTIONS", headers: { origin: ORIGIN, "access-control-request-method": "POST" } });
  expect(asked.status).toBe(204);
  expect(asked.headers.get("access-control-allow-origin")).toBe(ORIGIN);
  expect(asked.headers.get("access-control-allow-headers")).toContain("idempotency-key");
});

const PROGRAM = "samples/receiver/receiver.mjs";

/** The environment, with this token or with none. */
function environment(token) {
  const { WAYHOME_TOKEN: _, ...others } = process.env;
  return token === undefined ? others : { ...others, WAYHOME_TOKEN: token };
}

test("what it is told and does not understand, it says in a line, and does not begin", async () => {
  for (const [words, token, said] of [
    [["--folders=zzz"], "sesame", "Unknown option '--folders'. It takes --port NUMBER, --folder FOLDER and --origin ADDRESS."],
    [["zzz"], "sesame", "Unexpected argument 'zzz'."],
    [["--folder"], "sesame", "argument missing. It takes"],
    [["--folder="], "sesame", "--folder names no folder."],
    [["--port=http"], "sesame", "--port is a number up to 65535, not “http”."],
    [["--port", "65536"], "sesame", "--port is a number"],
    [["--origin=https://wayhome.example/"], "sesame", "--origin is the app's address without a path"],
    [["--origin=wayhome.example"], "sesame", "--origin is the app's address"],
    [[], "", "WAYHOME_TOKEN is empty."],
    [[], "sesame ", "WAYHOME_TOKEN begins or ends with a space"],
  ]) {
    const { status, stdout, stderr } = spawnSync("node", [join(root, PROGRAM), ...words], {
      cwd: folder, env: environment(token), encoding: "utf8", timeout: 10_000,
    });
    expect(stderr, words.join(" ")).toContain(said);
    expect({ status, stdout, lines: stderr.trim().split("\n").length }, words.join(" ")).toEqual({ status: 2, stdout: "", lines: 1 });
  }
  expect(await readdir(folder)).toEqual([]);
});

test("it begins with --folder=, sweeps there, and is open to all only where no token is set", async () => {
  const kept = join(folder, "zzz");
  await mkdir(kept);
  await writeFile(join(kept, `${"0".repeat(64)}.json.12.ab3.part`), "{");
  for (const [token, warned, stranger] of [["sesame", false, 401], [undefined, true, 201]]) {
    const program = spawn("node", [join(root, PROGRAM), "--port=0", `--folder=${kept}`], { env: environment(token) });
    try {
      let [out, errors] = ["", ""];
      program.stdout.on("data", (said) => (out += said));
      program.stderr.on("data", (said) => (errors += said));
      await expect.poll(() => out).toContain(`keeping in ${kept}.`);
      expect(errors.includes("WAYHOME_TOKEN is not set")).toBe(warned);
      [address] = out.match(/http:\S+records/);
      expect(await readdir(kept)).toEqual([]);
      expect((await post(document, { authorization: "Bearer guess" })).status).toBe(stranger);
    } finally {
      program.kill();
    }
  }
  expect((await readdir(kept)).length).toBe(1);
});

/** What is called in place of one of the ways to use an open file, until it is put back. */
async function everyFile(way, instead) {
  const file = await open(folder, "r");
  const files = Object.getPrototypeOf(file);
  await file.close();
  const usual = files[way];
  files[way] = function (...words) {
    return instead.call(this, () => usual.apply(this, words));
  };
  return () => (files[way] = usual);
}

test("a write that fails leaves nothing of a record, and is tried again", async () => {
  for (const [way, code] of [
    ["writeFile", "ENOSPC"],
    ["sync", "EIO"],
  ]) {
    const putBack = await everyFile(way, async () => Promise.reject(Object.assign(new Error(), { code })));
    const { status } = await post(document).finally(putBack);
    expect(status, way).toBe(503);
    expect(await readdir(folder), way).toEqual([]);
  }
  expect((await post(document)).status).toBe(201);
});

test("a record is kept once its folder is on the disk: then it is said, and for a repeat too", async () => {
  let fails = true;
  const settled = [];
  const putBack = await everyFile("sync", async function (usual) {
    if (!(await this.stat()).isDirectory()) return usual();
    settled.push(await readdir(folder));
    return fails ? Promise.reject(Object.assign(new Error(), { code: "EIO" })) : usual();
  });
  const statuses = [];
  try {
    for (const broken of [true, true, false]) {
      fails = broken;
      statuses.push((await post(document)).status);
    }
  } finally {
    putBack();
  }
  expect(statuses).toEqual([503, 503, 200]);
  expect(settled.map((names) => names.map((name) => name.slice(64)))).toEqual([[".json"], [".json"], [".json"]]);
});

test("what an earlier run left half written is swept up; files of others stay", async () => {
  const hash = "0".repeat(64);
  for (const name of [`${hash}.json`, `${hash}.json.12.ab3.part`, "a film.part"]) await writeFile(join(folder, name), "{");
  await sweep(folder);
  expect((await readdir(folder)).sort()).toEqual([`${hash}.json`, "a film.part"]);
});
