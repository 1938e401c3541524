// Undo and redo: only of what is on the screen, in steps that a person would call one, and never for good.

import { expect, test } from "./journey.mjs";
import { answer, question, section, start } from "./words.mjs";
import { AREA, PASSPHRASE, setUp } from "./keeping.mjs";

const yes = (page) => question(page, "seen_alone").getByRole("radio", { name: "Yes" });
const undo = (page) => page.getByRole("banner").getByRole("button", { name: "Undo" });
const redo = (page) => page.getByRole("banner").getByRole("button", { name: "Redo" });

async function tapped(page) {
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, "Seeing the child");
  await answer(page, "seen_alone", true);
}

test("nothing is undone behind the cover, another page or a question in between", async ({ page }) => {
  await tapped(page);
  await page.getByRole("button", { name: "Hide screen" }).click();
  const cover = page.getByRole("dialog", { name: "The screen is hidden" });
  await cover.getByRole("heading").focus();
  await page.keyboard.press("Control+z");
  await cover.getByRole("textbox").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await expect(cover).toBeHidden();
  await expect(yes(page)).toBeChecked();

  await page.getByRole("button", { name: "This device" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "This device" })).toBeFocused();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Back" }).click();
  await expect(yes(page)).toBeChecked();

  // Back leaves the page about the device, and the record beneath it stays; by its own button, no entry is left behind.
  await page.getByRole("button", { name: "This device" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "This device" })).toBeFocused();
  await page.goBack();
  await expect(yes(page)).toBeChecked();
  await expect(page.getByRole("heading", { level: 1, name: "Seeing the child" })).toBeFocused();

  await page.getByRole("banner").getByRole("button", { name: "Download" }).click();
  const before = page.getByRole("dialog", { name: "Before you download" });
  await expect(before).toBeVisible();
  await page.keyboard.press("Control+z");
  await before.getByRole("button", { name: "Go back" }).click();
  await expect(yes(page)).toBeChecked();

  await page.keyboard.press("Control+z");
  await expect(yes(page)).not.toBeChecked();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
});

test("a note goes and comes back by pauses and sentences, by button and by key", async ({ page }) => {
  await page.clock.install();
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  const area = question(page, AREA.id).getByRole("textbox");
  const parts = ["Kai showed me", " the garden.", " He counted", " his frogs"];
  const texts = ["", "Kai showed me", "Kai showed me the garden.", "Kai showed me the garden. He counted", "Kai showed me the garden. He counted his frogs"];
  for (const part of parts) {
    await area.pressSequentially(part);
    await page.clock.fastForward(3_000);
  }
  await expect(redo(page)).toHaveCount(0);
  await undo(page).click();
  await expect(area).toHaveValue(texts[3]);
  await redo(page).click();
  await expect(area).toHaveValue(texts[4]);
  await expect(redo(page)).toHaveCount(0);
  // The field has the focus, and the keys do the same there; the browser's own undo is kept out of it.
  await expect(area).toBeFocused();
  for (const text of texts.slice(0, 4).reverse()) {
    await page.keyboard.press("Control+z");
    await expect(area).toHaveValue(text);
  }
  await page.keyboard.press("Control+y");
  await expect(area).toHaveValue(texts[1]);
  await page.keyboard.press("Control+Shift+z");
  await expect(area).toHaveValue(texts[2]);
  // What is typed now takes the place of what was undone, and is a step of its own.
  await area.press("End");
  await area.pressSequentially(" And then?");
  await expect(redo(page)).toHaveCount(0);
});

test("without a pause, a sentence is the most that goes at once, and half a date is no loss", async ({ page }) => {
  await start(page);
  await section(page, AREA.section);
  const area = question(page, AREA.id).getByRole("textbox");
  await area.pressSequentially("One. Two");
  await undo(page).click();
  await expect(area).toHaveValue("One. ");
  await area.fill(`One. ${"word ".repeat(30)}`);
  await area.press("End");
  await area.pressSequentially("x");
  await undo(page).click();
  await expect(area).toHaveValue(/^One\. (word )+$/);
  await section(page, "The visit");
  const day = question(page, "visit_date").getByLabel("Day");
  await day.pressSequentially("3");
  await page.keyboard.press("Control+z");
  await expect(day).toHaveValue("");
  await page.keyboard.press("Control+y");
  await expect(day).toHaveValue("3");
  // Whoever is in the middle of a question stays where they are in it.
  const year = question(page, "visit_date").getByLabel("Year");
  await year.pressSequentially("2");
  await page.keyboard.press("Control+z");
  await expect(year).toHaveValue("");
  await expect(year).toBeFocused();
});

test("in a table, undo leads to the cell or the row that changed, and removing one leaves the person among the rows", async ({ page }) => {
  await page.clock.install();
  await start(page);
  await section(page, "Who lives at home");
  const table = question(page, "household");
  const person = (number) => table.getByRole("group", { name: `Person ${number} in the household` });
  for (let number = 1; number <= 4; number += 1) {
    await table.getByRole("button", { name: "Add to household" }).click();
    await person(number).getByLabel("Name").fill(`P. ${number}`);
  }
  await page.clock.runFor(2_000);
  const relationship = person(3).getByLabel(/elation/);
  await relationship.fill("Aunt");
  await undo(page).click();
  await expect(relationship).toHaveValue("");
  await expect(relationship).toBeFocused();
  await person(2).getByRole("button", { name: /^Remove/ }).click();
  await expect(person(2).getByLabel("Name")).toHaveValue("P. 3");
  await expect(page.getByText("Person 2 in the household", { exact: true })).toBeFocused();
  await undo(page).click();
  await expect(person(2).getByLabel("Name")).toHaveValue("P. 2");
  await expect(page.getByText("Person 2 in the household", { exact: true })).toBeFocused();
});
