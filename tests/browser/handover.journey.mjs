// The encrypted file, opened and made by an implementation of the format that is not ours: age-encryption, by the author of age.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Decrypter, Encrypter } from "age-encryption";
import { wayhome } from "./wayhome.mjs";

const PASSPHRASE = "otter lantern Tuesday quilt";
const EXPORT = ["export", "--to=json", "--today=2026-03-02", "samples/visit-complete.json"];

// The command line may have to be built first.
test.describe.configure({ timeout: 300_000 });

let folder;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "wayhome-"));
  await writeFile(join(folder, "passphrase"), `${PASSPHRASE}\n`);
});
test.afterEach(() => rm(folder, { recursive: true }));

test("another program opens what we encrypt", async () => {
  wayhome(...EXPORT, "--output", folder, "--passphrase-file", join(folder, "passphrase"));
  const sealed = await readFile(join(folder, "sample-visit-complete.json.age"));
  const decrypter = new Decrypter();
  decrypter.addPassphrase(PASSPHRASE);
  expect(await decrypter.decrypt(sealed, "text")).toBe(wayhome(...EXPORT));
  const stranger = new Decrypter();
  stranger.addPassphrase(`${PASSPHRASE}s`);
  await expect(stranger.decrypt(sealed, "text")).rejects.toThrow();
});

test("we open what another program encrypts", async () => {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(15);
  await writeFile(join(folder, "theirs.age"), await encrypter.encrypt(wayhome(...EXPORT)));
  const record = wayhome("import", "--passphrase-file", join(folder, "passphrase"), join(folder, "theirs.age"));
  expect(JSON.parse(record).id).toBe("sample-visit-complete");
});
