// Nothing that somebody types lies readable on the disk, wherever a browser puts things; and the search would find it if it did.

import { expect, test } from "../journey.mjs";
import { addChild, begin, section, start } from "../words.mjs";
import { controlOf, FIELDS, kill, newProfile, openProfile, saved, scan, setUp, unlock, written } from "../keeping.mjs";

test.setTimeout(240_000);

const WORDS = "ZEBRACANARY";
const canary = (field) => (field.digits ? "7321984655" : `${WORDS}${field.kind.replaceAll(/\W/g, "")}`);
const typedFields = FIELDS.filter((field) => field.typed && field.id !== "visit_date");
const PASSPHRASE = `${WORDS}passphrase with words`;

/** What the browser would restore is on the disk. It writes some seconds later, and what comes in between takes the place of what waits. */
async function writtenDown(page, profile) {
  const now = Date.now();
  await expect.poll(() => written(profile, "Default/Sessions"), { timeout: 60_000 }).toBeGreaterThan(now);
  await page.waitForTimeout(3_000);
}

/** A decision about a child: a canary in the reference, in every text box, and in the name and role of whoever signs. */
async function signedDecision(page) {
  await addChild(page, `${WORDS}reference`);
  await begin(page, "Decision to return home");
  let typed = 0;
  for (const title of await page.locator(".sections__title").allTextContents()) {
    await section(page, title);
    for (const box of await page.locator("main").locator("textarea:visible, input[type=text]:not([inputmode]):visible").all()) {
      typed += 1;
      await box.fill(`${WORDS}box${typed}`);
      await box.blur();
    }
  }
  expect(typed, "every text box of a decision").toBeGreaterThan(10);
  await page.getByRole("button", { name: "Check answers" }).first().click();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await page.getByLabel("What is your name?").fill(`${WORDS}name`);
  await page.getByLabel("What is your role?").fill(`${WORDS}role`);
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Back", exact: true }).click();
}

/** Types into every field, and does all that leaves traces in a browser. */
async function work(page, profile, { locks }) {
  await setUp(page, { passphrase: PASSPHRASE, pin: "948173620517" });
  await signedDecision(page);
  await page.locator(".home__quick summary").click();
  await start(page, "Home visit", { entered: true });
  for (const field of typedFields) {
    await section(page, field.section);
    if (field.row) await page.getByRole("button", { name: "Add to household" }).click();
    await controlOf(page, field).pressSequentially(canary(field));
  }
  await expect(saved(page)).toContainText("Saved on this device");
  await page.getByRole("button", { name: "Download", exact: true }).click();
  await page.getByRole("dialog", { name: "Before you download" }).getByRole("button", { name: "Go back" }).click();
  if (locks) {
    await page.getByRole("button", { name: "Hide screen" }).click();
    await page.locator("#reopen").fill("948173620517");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("button", { name: "Hide screen" }).click();
    await page.getByRole("button", { name: "Lock Wayhome" }).click();
    await page.locator("#passphrase").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Show passphrase" }).click();
    await expect(page.locator(".passphrase-shown")).toHaveText(PASSPHRASE);
  }
  // To another page and back, as a finger on "back" does it; the browser then writes down what it wants to restore.
  await page.goto("about:blank");
  await writtenDown(page, profile);
  await page.goBack();
  await writtenDown(page, profile);
  await kill(profile);
}

test("typed, navigated, locked, an export called off, crashed: nothing is found", async ({ server }) => {
  const profile = await newProfile();
  const { context, page } = await openProfile(profile, server.url);
  await work(page, profile, { locks: true });
  await context.close().catch(() => {});
  const canaries = [...typedFields.map(canary), PASSPHRASE, WORDS, "948173620517"];
  expect(await scan(profile, canaries)).toEqual([]);
  // It is all still there, for whoever has the passphrase.
  const again = await openProfile(profile, server.url);
  await unlock(again.page, { passphrase: PASSPHRASE });
  await again.page.locator(".home__loose .card__open").first().click();
  await section(again.page, "What the child said");
  await expect(controlOf(again.page, FIELDS.find((field) => field.kind === "area"))).toHaveValue(`${WORDS}area`);
  await again.context.close();
  await profile.remove();
});

test("without the protections the same search finds it", async ({ server }) => {
  const profile = await newProfile();
  const unprotected = () => {
    // Nor has a blank page any.
    if (!("SubtleCrypto" in window)) return;
    // Sealing leaves everything readable, and no control asks the browser to forget.
    SubtleCrypto.prototype.encrypt = async (how, key, data) => {
      const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength).slice();
      const sealed = new Uint8Array(bytes.length + 16);
      sealed.set(bytes);
      return sealed.buffer;
    };
    SubtleCrypto.prototype.decrypt = async (how, key, data) => {
      const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength).slice();
      return bytes.slice(0, -16).buffer;
    };
    new MutationObserver(() => {
      for (const element of document.querySelectorAll("[autocomplete]")) element.removeAttribute("autocomplete");
    }).observe(document, { childList: true, subtree: true });
  };
  const { context, page } = await openProfile(profile, server.url, { init: unprotected });
  await work(page, profile, { locks: false });
  await context.close().catch(() => {});
  const hits = await scan(profile, typedFields.map(canary));
  await profile.remove();
  expect(hits.some((hit) => hit.includes("IndexedDB")), hits.join("\n")).toBe(true);
  expect(hits.some((hit) => hit.includes("Sessions")), hits.join("\n")).toBe(true);
});
