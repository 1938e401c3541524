// Handing records over from one device to another: encrypted before they leave, opened by Wayhome and by another program, and refused in
// plain words.

import { readFile, writeFile } from "node:fs/promises";
import { armor, Decrypter, Encrypter } from "age-encryption";
import { expect, test } from "./journey.mjs";
import { kill, newProfile, openProfile, scan, setUp, PASSPHRASE as DEVICE } from "./keeping.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { answer, enter, heard, listen, section, small, start, violations, wide } from "./words.mjs";

test.setTimeout(240_000);

const PASSPHRASE = "otter lantern Tuesday quilt";
const field = (page) => page.locator("#hand-over-passphrase");
const seals = (page) => page.getByRole("dialog").filter({ has: field(page) });
const opens = (page) => page.getByRole("dialog", { name: "Open an encrypted file" });

/** Downloads from the dialog that is open, under a passphrase. */
async function sealed(page, passphrase = PASSPHRASE) {
  await field(page).fill(passphrase);
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    seals(page).getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  await expect(seals(page).getByText("Downloaded, encrypted.")).toBeVisible();
  await seals(page).getByRole("button", { name: "Go back" }).click();
  return { path: await download.path(), name: download.suggestedFilename() };
}

async function open(page, file, passphrase = PASSPHRASE) {
  await page.getByLabel("Choose a record").setInputFiles(file);
  await expect(opens(page)).toBeVisible();
  await page.locator("#sealed-passphrase").fill(passphrase);
  await opens(page).getByRole("button", { name: "Open", exact: true }).click();
}

/** One record with a few answers, at the page where it can be taken along. */
async function record(page) {
  await start(page);
  await answer(page, "visited_by", "A. Worker");
  await section(page, "What the child said");
  await answer(page, "wishes_and_feelings", "“I like my room.”");
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
}

async function clear(path) {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(PASSPHRASE);
  return decrypter.decrypt(await readFile(path), "text");
}

test("a record goes encrypted: another program opens it, and so does Wayhome", async ({ page }) => {
  await record(page);
  await page.getByRole("button", { name: "Download encrypted file" }).click();
  // Two buttons that touch are pressed for one another.
  const [download, back] = await Promise.all(["Download", "Go back"].map((name) => seals(page).getByRole("button", { name, exact: true }).boundingBox()));
  expect(back.y - (download.y + download.height)).toBeGreaterThanOrEqual(8);
  // Fourteen signs that make seven letters, as it would be encrypted under.
  await field(page).fill("kaoesyu".replaceAll(/./g, "$&\u0301"));
  await field(page).press("Enter");
  await expect(page.locator("#hand-over-passphrase-error")).toHaveText("Error: Passphrase must be 14 characters or more");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Download encrypted file" }).click();
  await listen(page);
  await field(page).fill("short");
  // The field keeps the focus, and says nothing by getting it.
  for (const time of ["once", "and again"]) {
    await field(page).press("Enter");
    await expect.poll(() => heard(page), time).toEqual(["Error: Passphrase must be 14 characters or more"]);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Download encrypted file" }).click();
  await expect(page.locator("#hand-over-passphrase-error"), "asked anew, nothing is wrong yet").toHaveCount(0);
  await field(page).press("Enter");
  await expect(page.locator("#hand-over-passphrase-error")).toHaveText("Error: Enter a passphrase");
  await seals(page).getByRole("button", { name: "Suggest four words" }).click();
  await expect(page.locator("#hand-over-passphrase-error"), "nor of the words that are suggested").toHaveCount(0);
  const { path, name } = await sealed(page);
  expect(name).toMatch(/^wayhome-newcastle-visit-[\d-]+\.json\.age$/);
  const bytes = await readFile(path);
  expect(bytes.subarray(0, 30).toString()).toContain("age-encryption.org/v1");
  expect(bytes.includes("A. Worker")).toBe(false);
  expect(JSON.parse(await clear(path)).answers).toMatchObject({ visited_by: "A. Worker", wishes_and_feelings: "“I like my room.”" });

  await enter(page);
  await open(page, path, "");
  await expect(page.locator("#sealed-passphrase-error")).toHaveText("Error: Enter the passphrase of this file");
  await page.locator("#sealed-passphrase").fill(`${PASSPHRASE}s`);
  await listen(page);
  for (const time of ["once", "and again"]) {
    await page.locator("#sealed-passphrase").press("Enter");
    const said = ["Working…", expect.stringMatching(/^Error: The passphrase is wrong, or the file was changed\./)];
    await expect.poll(() => page.evaluate(() => window.heard), { message: time, timeout: 60_000 }).toEqual(said);
    await heard(page);
  }
  await page.locator("#sealed-passphrase").fill(PASSPHRASE);
  await opens(page).getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  await section(page, "What the child said");
  await expect(page.locator('[id="question-wishes_and_feelings-answer"]')).toHaveValue("“I like my room.”");
});

test("four words are offered, and open the file", async ({ page }) => {
  await record(page);
  await page.getByRole("button", { name: "Download encrypted file" }).click();
  await seals(page).getByRole("button", { name: "Suggest four words" }).click();
  const words = await seals(page).locator("strong.passphrase-shown").textContent();
  expect(words.split(" ").length).toBe(4);
  await field(page).fill(`${words} more`);
  await expect(seals(page).locator("strong.passphrase-shown")).toHaveCount(0);
  await field(page).fill(words);
  // Words that are typed or suggested while the file is made would be others than its own.
  const downloading = page.waitForEvent("download");
  const atWork = await field(page).evaluate(async (input) => {
    const suggest = [...input.form.querySelectorAll("button")].find((button) => button.textContent === "Suggest four words");
    input.form.requestSubmit();
    await new Promise((done) => setTimeout(done));
    suggest.click();
    return [input.readOnly, suggest.ariaDisabled];
  });
  expect(atWork).toEqual([true, "true"]);
  const path = await (await downloading).path();
  const said = seals(page).getByText("Downloaded, encrypted.");
  await expect(said).toBeVisible();
  await expect(field(page)).toHaveValue(words);
  // Nor is it said of other words that a file was downloaded.
  await seals(page).getByRole("button", { name: "Suggest four words" }).click();
  await expect(field(page)).not.toHaveValue(words);
  await expect(said).toHaveCount(0);
  await enter(page);
  await open(page, path, words);
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
});

test("what another program encrypts is opened; what cannot be is refused in plain words", async ({ page }, info) => {
  const text = await readFile("samples/visit-complete.json", "utf8");
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(14);
  const bytes = await encrypter.encrypt(text);
  const theirs = info.outputPath("theirs.age");
  await writeFile(theirs, bytes);
  const cut = info.outputPath("cut.age");
  await writeFile(cut, bytes.subarray(0, bytes.length - 9));
  const heavy = info.outputPath("heavy.age");
  await writeFile(heavy, Buffer.from(Buffer.from(bytes).toString("latin1").replace(/^(-> scrypt \S+) 14$/m, "$1 25"), "latin1"));
  const other = info.outputPath("other.age");
  const stranger = new Encrypter();
  stranger.setPassphrase(PASSPHRASE);
  stranger.setScryptWorkFactor(14);
  await writeFile(other, await stranger.encrypt("holiday plans"));
  const exercise = info.outputPath("exercise.age");
  await writeFile(exercise, await stranger.encrypt(JSON.stringify({ ...JSON.parse(text), training: true })));
  const newer = info.outputPath("newer.age");
  await writeFile(newer, await stranger.encrypt(JSON.stringify({ ...JSON.parse(text), wayhome: 2 })));
  const armoured = info.outputPath("armoured.age");
  await writeFile(armoured, armor.encode(bytes));
  await enter(page);
  await page.getByLabel("Choose a record").setInputFiles(armoured);
  await expect(page.locator("#open-problem")).toContainText("Ask whoever sent it to encrypt it without --armor.");
  for (const [file, said] of [
    [cut, "cut off after it was encrypted"],
    [heavy, "asks for more work"],
    [other, "The passphrase is right, but what is in the file cannot be opened here."],
    [other, "line 1"],
    [other, "Wayhome opens what was downloaded from it"],
    [newer, /update Wayhome to open it\.$/],
    [exercise, "The passphrase is right. To open an encrypted training record, decrypt it first"],
  ]) {
    await open(page, file);
    await expect(page.locator("#sealed-passphrase-error")).toContainText(said);
    await opens(page).getByRole("button", { name: "Go back" }).click();
    await expect(opens(page)).toBeHidden();
  }
  await open(page, theirs);
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
});

test("all of a child's records go to another device, and nothing there is written over", async ({ server }) => {
  const [one, other] = [await newProfile(), await newProfile()];
  const CANARY = "ZEBRACANARYHANDOVER";
  const first = await openProfile(one, server.url);
  await setUp(first.page);
  await first.page.getByRole("button", { name: "Add a child" }).click();
  await first.page.getByLabel("What is the child’s reference?").fill("R-1");
  await first.page.getByRole("radio", { name: "Newcastle City Council" }).first().check();
  await first.page.getByRole("button", { name: "Add a child" }).last().click();
  await expect(first.page.getByRole("heading", { level: 1, name: "R-1" })).toBeVisible();
  for (const form of ["Home visit", "Decision to return home"]) {
    await first.page.locator(".starts").getByRole("button", { name: form }).click();
    await expect(first.page.getByRole("navigation", { name: "Sections" })).toBeVisible();
    if (form === "Home visit") {
      await answer(first.page, "visited_by", CANARY);
      await expect(first.page.locator(".top__saved")).toContainText("Saved on this device");
    }
    await first.page.getByRole("button", { name: "Close" }).click();
  }
  await expect(first.page.locator("#records ~ .cards .card")).toHaveCount(2);
  await expect(first.page.getByText("They stay on this one, too.")).toBeVisible();
  await first.page.getByRole("button", { name: "Download all records, encrypted" }).click();
  const { path, name } = await sealed(first.page);
  expect(name).toMatch(/^wayhome-hand-over-[\d-]+\.age$/);
  const file = JSON.parse(await clear(path));
  expect(file.records.map((entry) => entry.record.form).sort()).toEqual(["decision", "visit"]);
  const kept = `${one.folder}.age`;
  await writeFile(kept, await readFile(path));
  await kill(one);
  await first.context.close().catch(() => {});
  expect(await scan(one, [CANARY, PASSPHRASE]), "nothing readable where it was sealed").toEqual([]);

  const second = await openProfile(other, server.url);
  await setUp(second.page, { passphrase: `${DEVICE} two` });
  await open(second.page, kept);
  await expect(opens(second.page)).toContainText("2 records came along.");
  await expect(second.page.locator("#arrived")).toBeFocused();
  const left = async (name) => (await opens(second.page).getByRole("button", { name }).boundingBox()).x;
  expect(await left("Go back")).toBe(await left("Go to the child’s records"));
  await opens(second.page).getByRole("button", { name: "Go to the child’s records" }).click();
  await expect(second.page.getByRole("heading", { level: 1, name: "R-1" })).toBeFocused();
  await expect(second.page.locator("#records ~ .cards .card")).toHaveCount(2);
  await second.page.getByRole("button", { name: "Back", exact: true }).click();
  await open(second.page, kept);
  await expect(opens(second.page)).toContainText("R-1: Everything in the file is on this device already.");
  await opens(second.page).getByRole("button", { name: "Go to the child’s records" }).click();
  // Once more: the same is not put there twice; what has changed meanwhile is put beside.
  await second.page.locator(".card__open", { hasText: "Home visit" }).click();
  await answer(second.page, "visited_by", "B. Worker");
  await expect(second.page.locator(".top__saved")).toContainText("Saved on this device");
  await second.page.getByRole("button", { name: "Close" }).click();
  await second.page.getByRole("button", { name: "Back", exact: true }).click();
  await open(second.page, kept);
  await expect(opens(second.page)).toContainText("1 record came along. 1 record had nothing new. 1 of those is on this device in another state.");
  await opens(second.page).getByRole("button", { name: "Go to the child’s records" }).click();
  await expect(second.page.locator("#records ~ .cards .card")).toHaveCount(3);
  expect([...first.trouble, ...second.trouble]).toEqual([]);
  await second.page.waitForTimeout(1_000);
  await kill(other);
  await second.context.close().catch(() => {});
  expect(await scan(other, [CANARY, PASSPHRASE]), "nothing readable where it was opened").toEqual([]);
  await one.remove();
  await other.remove();
});

for (const [way, size] of Object.entries({ portrait, landscape, phone: { width: 320, height: 640 } })) {
  test(`nothing to object to when handing over: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    const well = async (where) => {
      expect(await violations(page), where).toEqual([]);
      expect(await small(page), where).toEqual([]);
      expect(await wide(page), where).toBe(0);
    };
    await record(page);
    await page.getByRole("button", { name: "Download encrypted file" }).click();
    await seals(page).getByRole("button", { name: "Suggest four words" }).click();
    await well("a passphrase");
    if (way !== "phone") await picture(page, "hand-over", { [way]: size });
    const { path } = await sealed(page);
    await enter(page);
    await open(page, path, "another passphrase altogether");
    await expect(page.locator("#sealed-passphrase-error")).toBeVisible();
    await well("refused");
    if (way !== "phone") await picture(page, "open-sealed", { [way]: size });
  });
}
