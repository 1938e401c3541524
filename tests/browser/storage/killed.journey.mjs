// The browser is killed while somebody types. What was said to be saved is there afterwards, and so is all that was typed a moment before.

import { expect, test } from "../journey.mjs";
import { section, start } from "../words.mjs";
import { controlOf, FIELDS, kill, newProfile, openKept, openProfile, setUp, thorough, unlock } from "../keeping.mjs";

const RUNS = thorough ? 50 : FIELDS.length;
/** What was typed this long before the end must be there. */
const GRACE = 300;

test.setTimeout(thorough ? 1_500_000 : 300_000);

/** Tells us, each time the page says "Saved", what the field held at that moment: this one, and not another answer that was tapped before it. */
async function hearOfSaving(context, control) {
  const heard = { value: null };
  await context.exposeBinding("wayhomeSaved", (_, value) => (heard.value = value));
  await control.evaluate((field) => {
    const line = document.querySelector(".top__saved");
    new MutationObserver(() => {
      const value = field.type === "radio" || field.type === "checkbox" ? field.checked : field.value;
      if (line.textContent.startsWith("Saved")) window.wayhomeSaved(value);
    }).observe(line, { childList: true, characterData: true, subtree: true });
  });
  return heard;
}

const held = (control, field) => (field.typed ? control.inputValue() : control.isChecked());

test(`killed ${RUNS} times at random after a key`, async ({ server }) => {
  const profile = await newProfile();
  const sums = { runs: 0, keys: 0, acknowledged: 0, lost: 0 };
  let before = null;
  for (let run = 0; run <= RUNS; run += 1) {
    const { context, page, trouble } = await openProfile(profile, server.url);
    if (run === 0) {
      await setUp(page);
      await start(page, "Home visit", { entered: true });
    } else {
      await unlock(page);
      await openKept(page);
    }
    // What the last run left behind.
    if (before) {
      await section(page, before.field.section);
      const found = await held(controlOf(page, before.field), before.field);
      if (before.field.typed) {
        expect(found.startsWith(before.acknowledged ?? ""), `acknowledged ${before.acknowledged}, found ${found}`).toBe(true);
        expect(found.startsWith(before.owed), `${before.field.kind}: typed ${before.owed}, found ${found}`).toBe(true);
        expect(before.typed.startsWith(found), `typed ${before.typed}, found ${found}`).toBe(true);
      } else if (before.owed || before.acknowledged) {
        expect(found, `${before.field.kind}: ${before.acknowledged ? "said to be saved" : "tapped long enough before"}`).toBe(true);
      }
    }
    expect(await page.getByText("not as you left it").count(), "nothing is undecryptable").toBe(0);
    expect(trouble).toEqual([]);
    if (run === RUNS) {
      await context.close();
      break;
    }
    const field = FIELDS[run % FIELDS.length];
    await section(page, field.section);
    if (field.row && (await controlOf(page, field).count()) === 0) await page.getByRole("button", { name: "Add to household" }).click();
    const control = controlOf(page, field);
    const heard = await hearOfSaving(context, control);
    const log = [];
    let typed = "";
    if (field.typed) {
      await control.fill("");
      await control.focus();
      const keys = 1 + Math.floor(Math.random() * (field.id === "visit_date" ? 2 : 12));
      for (let key = 0; key < keys; key += 1) {
        const letter = field.digits ? String(1 + Math.floor(Math.random() * 9)) : "abcdefghij"[key % 10];
        await page.keyboard.press(letter);
        typed += letter;
        log.push([Date.now(), typed]);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
      }
    } else {
      // From an earlier round: taken back by another tap, for a record that was just opened has nothing to undo.
      if (await control.isChecked()) await (field.other ? controlOf(page, { ...field, end: field.other }).check() : control.uncheck());
      await control.check();
      log.push([Date.now(), true]);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_000));
    const end = Date.now();
    await kill(profile);
    await context.close().catch(() => {});
    const owed = log.filter(([at]) => at <= end - GRACE).at(-1)?.[1];
    before = { field, typed, acknowledged: heard.value, owed: owed ?? (field.typed ? "" : false) };
    sums.runs += 1;
    sums.keys += log.length;
    sums.acknowledged += heard.value ? 1 : 0;
  }
  await profile.remove();
  console.log(`killed: ${JSON.stringify(sums)}`);
});
