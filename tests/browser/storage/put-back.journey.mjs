// An earlier state of a record, put back into the database by somebody who has the device and not the passphrase.

import { expect, test } from "../journey.mjs";
import { controlOf, AREA, putBack, rows, saved, setUp, unlock } from "../keeping.mjs";
import { addChild, begin, section } from "../words.mjs";

const THIS_RECORD = "This record is older than when it was last saved on this device";

test("a record that was put back is named at the next unlocking, and says so itself", async ({ page }) => {
  await page.goto("/");
  await setUp(page);
  await addChild(page, "EX-PUT-BACK");
  await begin(page);
  await section(page, AREA.section);
  const area = controlOf(page, AREA);
  const keep = async (words) => {
    const seen = JSON.stringify(await rows(page));
    await area.fill(words);
    await expect.poll(async () => JSON.stringify(await rows(page)) !== seen).toBe(true);
    await expect(saved(page)).toContainText("Saved");
    return rows(page);
  };
  const before = await keep("one");
  await keep("one two");
  const after = await keep("one two three");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Unlock Wayhome" })).toBeVisible();
  const changed = Object.entries(before).filter(([key, row]) => key.startsWith("document/") && after[key] !== row);
  expect(changed.length).toBeGreaterThan(0);
  await putBack(page, Object.fromEntries(changed));
  await unlock(page);
  await expect(page.getByRole("heading", { name: "Something on this device is not as you left it" })).toBeVisible();
  await expect(page.getByText("A record is older than when it was last saved here. It is “EX-PUT-BACK: Home visit, ")).toBeVisible();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect(area).toHaveValue("one");
  await expect(page.getByText(THIS_RECORD)).toBeVisible();
});
