// Taking a record along in other ways: what the file cannot carry is said before it goes, and the file is what the command line would write.

import { readFile } from "node:fs/promises";
import { deployed } from "./deployed.mjs";
import { expect, test, watchToo } from "./journey.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { isUnchanged } from "../../samples/receiver/receiver.mjs";
import { wayhome } from "./wayhome.mjs";
import { copies, enter, small, start, violations, wide } from "./words.mjs";

// The command line may have to be built first.
test.describe.configure({ timeout: 300_000 });

const SAMPLE = "samples/visit-complete.json";

/** What is running, to be ended also when the journey fails. */
const running = [];
test.afterEach(async () => {
  while (running.length > 0) await running.pop()();
});

const dialog = (page) => page.getByRole("dialog", { name: "Before you download" });

/** Opens a record from a file and goes to where its answers are looked through. */
async function opened(page, file = SAMPLE) {
  await page.getByLabel("Choose a record").setInputFiles(file);
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  await page.getByText("For reading elsewhere, or for another system").click();
}

async function taken(page, way, button = "Download") {
  await page.locator(".leave").getByRole("button", { name: way, exact: true }).click();
  await expect(dialog(page)).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name: button }).first().click()]);
  const text = await readFile(await download.path(), "utf8");
  const lost = await dialog(page).locator(".losses li").allTextContents();
  const name = download.suggestedFilename();
  await dialog(page).getByRole("button", { name: "Go back" }).click();
  return { text, lost, name };
}

test("each way says what it cannot carry, and downloads what the command line writes", async ({ page }) => {
  await enter(page);
  await opened(page);
  const today = (await page.evaluate(() => new Date().toLocaleDateString("sv"))).trim();
  const cli = (to) => wayhome("export", `--to=${to}`, `--today=${today}`, SAMPLE);

  const html = await taken(page, "Readable page");
  expect(html.name).toMatch(/^wayhome-newcastle-visit-[\d-]+\.html$/);
  expect(html.text).toBe(cli("html"));
  const text = await taken(page, "Plain text");
  expect(text.text).toBe(cli("text"));
  const json = await taken(page, "Wayhome JSON");
  expect(isUnchanged(JSON.parse(json.text))).toBe(true);
  expect(JSON.parse(json.text)).toEqual(JSON.parse(cli("json")));
  const fhir = await taken(page, "FHIR R4");
  expect(JSON.parse(fhir.text)).toEqual(JSON.parse(cli("fhir")));
  expect(fhir.lost.length).toBeGreaterThan(3);
  expect(fhir.lost.join("\n")).toContain("What the record comes to: no field in a FHIR R4 QuestionnaireResponse.");
});

test("the dataset's rows are one file for each table", async ({ page }) => {
  await enter(page);
  await opened(page);
  const rows = await taken(page, "Safeguarding Dataset rows");
  expect(rows.name).toMatch(/ssd_\w+\.csv$/);
  expect(rows.text).toContain("date");
  expect(rows.lost.length).toBeGreaterThan(10);
});

test("a council's own mapping is offered where one is deployed, without a connection too", async ({ browser }) => {
  const mapping = wayhome("mapping", "compile", "samples/mappings/case-note.toml");
  const { title, procedure } = JSON.parse(mapping);
  expect(procedure).toBe("newcastle");
  const server = await deployed({ mapping });
  running.push(server.stop);
  const page = await browser.newPage();
  await watchToo(page.context(), server.url);
  await enter(page, server.url);
  await expect(page.getByText("Wayhome opens on this device without a connection.")).toBeVisible({ timeout: 30_000 });
  await page.context().setOffline(true);
  await enter(page, server.url);
  await opened(page);
  const own = await taken(page, title);
  expect(own.name).toContain(JSON.parse(mapping).id);
  expect(own.text.length).toBeGreaterThan(100);
  // It takes visits of its procedure, and is offered below nothing else.
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.locator(".home__quick summary").click();
  await start(page, "Decision to return home", { entered: true });
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  const ways = page.locator(".leave details", { hasText: "for another system" });
  await expect(ways.getByRole("button", { name: "Wayhome JSON", includeHidden: true })).toHaveCount(1);
  await expect(ways.getByRole("button", { name: title, includeHidden: true })).toHaveCount(0);
  await page.close();
});

test("without one, none is offered", async ({ page }) => {
  await enter(page);
  await opened(page);
  await expect(page.locator(".leave details", { hasText: "for another system" }).getByRole("button")).toHaveText(["Readable page", "Plain text", "Wayhome JSON", "Safeguarding Dataset rows", "FHIR R4"]);
});

/** A record with a reason, and with an answer that is left out because its question is not asked. */
const record = {
  procedure: "newcastle",
  form: "visit",
  id: "made-up-1",
  answers: { visit_date: "2026-03-01", seen_alone: false, not_alone_reason: "child_refused", bedroom_seen: true, bedroom_not_seen_detail: "ZEBRALOCKED" },
};
const asFile = (held) => ({ name: "record.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(held)) });

test("paper, copied text, and the file that is saved or shared say what they do not carry", async ({ page }) => {
  await copies(page);
  await page.addInitScript(() => {
    navigator.canShare = () => true;
    navigator.share = async ({ files: [file] }) => {
      window.shared = await file.text();
    };
  });
  await enter(page);
  await page.getByLabel("Choose a record").setInputFiles(asFile(record));
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  const list = async (name) => {
    const folded = page.locator(".leave details", { has: page.getByText(name) });
    await folded.locator("summary").click();
    const lines = await folded.getByRole("listitem").allTextContents();
    expect(await folded.locator("summary").textContent()).toMatch(new RegExp(`: ${lines.length} things? (is|are) not carried$`));
    return lines.join("\n");
  };
  const paper = await list("Print:");
  expect(paper).toContain("What was found, with its reasons and where it is written: not printed.");
  expect(paper).not.toContain("left out");
  const copied = await list("Copy as text:");
  expect(copied).toContain("left out, because the question is not asked");
  expect(copied + paper).not.toContain("ZEBRALOCKED");
  expect(await violations(page)).toEqual([]);
  expect(await small(page)).toEqual([]);
  expect(await wide(page)).toBe(0);
  await picture(page, "leaving");

  // What is not named as lost is there: on paper, in the text, in the file.
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("ZEBRALOCKED")).toBeVisible();
  expect(await violations(page), "printed").toEqual([]);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Copy as text" }).click();
  await page.getByRole("dialog", { name: "Before you copy" }).getByRole("button", { name: "Copy as text" }).click();
  await expect(page.locator(".leave__said")).toContainText("Copied as text.");
  const text = await page.evaluate(() => window.copied);
  expect(text).not.toContain("ZEBRALOCKED");
  await page.getByRole("button", { name: "Share file" }).click();
  const sharing = page.getByRole("dialog", { name: "Before you share" });
  await expect(sharing).toContainText("This carries everything that the record says.");
  expect(await violations(page)).toEqual([]);
  await sharing.getByRole("button", { name: "Share file" }).click();
  await expect(page.locator(".leave__said")).toHaveText("Shared.");
  const shared = JSON.parse(await page.evaluate(() => window.shared));
  expect(shared).toMatchObject({ answers: record.answers });
  expect(shared.reasons).toMatchObject([{ rule: "NEW-35", answers: ["not_alone_reason"] }]);
  // That nothing has left is said only where it is known.
  for (const [name, told] of [
    ["AbortError", "Not shared. Nothing has left this device."],
    ["DataError", "Not shared, as far as can be told. Look in the other app."],
  ]) {
    await page.evaluate((name) => {
      navigator.share = () => Promise.reject(new DOMException("", name));
    }, name);
    await page.getByRole("button", { name: "Share file" }).click();
    await expect(page.locator(".leave__said")).toBeEmpty();
    await sharing.getByRole("button", { name: "Share file" }).click();
    await expect(page.locator(".leave__said")).toHaveText(told);
  }

  // The same is said once the record is signed.
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByLabel("Choose a record").setInputFiles(asFile({ ...record, id: "made-up-2", answers: { seen_alone: true } }));
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await page.getByLabel("What is your name?").fill("A. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await expect(page.locator(".leave summary", { hasText: "Print: " })).toBeVisible();
  await page.getByRole("button", { name: "Download record" }).click();
  await expect(dialog(page)).toContainText("This carries everything that the record says.");
  const [download] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name: "Download record" }).click()]);
  expect(JSON.parse(await readFile(await download.path(), "utf8"))).toMatchObject({ signed: { role: "Social worker" } });
});

test("a training record is not opened among real ones, and leads to training", async ({ page }) => {
  await enter(page);
  await page.getByLabel("Choose a record").setInputFiles(asFile({ training: true, ...record }));
  const problem = page.locator("#open-problem");
  await expect(problem).toBeFocused();
  await expect(problem).toContainText("It is a training record, and stays apart from real ones.");
  await expect(problem).not.toContainText("Choose a file that was downloaded from Wayhome");
  expect(await violations(page)).toEqual([]);
  expect(await small(page)).toEqual([]);
  await expect(page.locator(".card")).toHaveCount(0);
  await page.getByRole("link", { name: "Training" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Choose a scenario" })).toBeFocused();
  await page.getByLabel("Open a file").setInputFiles(asFile({ training: true, ...record }));
  await expect(page.getByText("Training: an invented family, not a real record")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Parts of the scenario" })).toBeVisible();
});

for (const [way, size] of Object.entries({ portrait, landscape, phone: { width: 320, height: 640 } })) {
  test(`nothing to object to: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    await enter(page);
    await opened(page, "samples/visit-wrong.json");
    expect(await small(page)).toEqual([]);
    await page.getByRole("button", { name: "FHIR R4" }).click();
    await expect(dialog(page)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await small(page)).toEqual([]);
    expect(await wide(page)).toBe(0);
    if (way !== "phone") await picture(page, "taking", { [way]: size });
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByRole("button", { name: "FHIR R4" })).toBeFocused();
  });
}
