// What an earlier edition kept on a device opens in this one, every word of it. The samples in kept/ are whole databases, as the edition of that
// day wrote them; none is ever written anew. When what is kept changes its shape, add one, with the edition before the change:
// `WAYHOME_KEEP=2026-11-27 npx playwright test --config tests/browser/playwright.config.mjs earlier`.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { expect, test } from "../journey.mjs";
import { controlOf, FIELDS, PASSPHRASE, putBack, rows, saved, setUp, unlock } from "../keeping.mjs";
import { addChild, answer, begin, section, start } from "../words.mjs";

const folder = new URL("kept/", import.meta.url);
const samples = (await readdir(folder)).filter((name) => name.endsWith(".json"));
const PIN = "480215";
const WORDS = { "visited_by": "A. Worker", "agreed_visit_weeks": "3", "visit_date": "9", "wishes_and_feelings": "“I like my room.”\nShe smiled – and said so twice.", "household": "Sam Example" };

/** A child with a visit of which one control of every kind is answered, and a signed visit that belongs to no child. */
async function work(page) {
  await page.goto("/");
  await setUp(page, { pin: PIN });
  await start(page, "Home visit", { entered: true });
  await answer(page, "visited_by", "B. Worker");
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await page.getByLabel("What is your name?").fill("B. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await addChild(page, "EX-EARLIER");
  await begin(page);
  let open = "";
  for (const field of FIELDS) {
    if (field.section !== open) await section(page, field.section);
    open = field.section;
    if (field.row) await page.getByRole("button", { name: /^Add/ }).click();
    if (field.typed) await controlOf(page, field).fill(WORDS[field.id]);
    else await controlOf(page, field).check();
  }
  await expect(saved(page)).toContainText("Saved");
}

/** Opens the child's visit, from the first screen. */
async function visit(page) {
  await page.locator(".card__open", { hasText: "EX-EARLIER" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "EX-EARLIER" })).toBeVisible();
  await page.locator(".card__open", { hasText: "Home visit" }).click();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
}

if (process.env.WAYHOME_KEEP) {
  test("keeps a sample", async ({ page }) => {
    await work(page);
    const kept = { passphrase: PASSPHRASE, pin: PIN, rows: await rows(page) };
    await writeFile(new URL(`${process.env.WAYHOME_KEEP}.json`, folder), `${JSON.stringify(kept, null, 1)}\n`, { flag: "wx" });
    expect(Object.keys(kept.rows).length).toBeGreaterThan(0);
  });
}

for (const name of samples) {
  test(`what the edition of ${name.replace(".json", "")} kept opens, every word of it`, async ({ page }) => {
    const sample = JSON.parse(await readFile(new URL(name, folder), "utf8"));
    await page.route("/nothing", (route) => route.fulfill({ contentType: "text/html", body: `<link rel="icon" href="data:,">` }));
    await page.goto("/nothing");
    await putBack(page, sample.rows);
    await page.goto("/");
    await unlock(page, sample);
    await expect(page.locator(".home__loose .card")).toHaveCount(1);
    await page.locator(".home__loose .card__open").click();
    await expect(page.locator(".signatures")).toContainText("Signed by B. Worker, Social worker, on");
    await page.getByRole("button", { name: "Close" }).click();
    await visit(page);
    let open = "";
    for (const field of FIELDS) {
      if (field.section !== open) await section(page, field.section);
      open = field.section;
      if (field.typed) await expect(controlOf(page, field)).toHaveValue(WORDS[field.id]);
      else await expect(controlOf(page, field)).toBeChecked();
    }
    // And it is written on as if nothing had been between.
    const area = FIELDS.find((field) => field.kind === "area");
    await section(page, area.section);
    await controlOf(page, area).pressSequentially(" More.");
    await expect(saved(page)).toContainText("Saved");
    await page.reload();
    await unlock(page, sample);
    await section(page, area.section);
    await expect(controlOf(page, area)).toHaveValue(`${WORDS[area.id]} More.`);
  });
}
