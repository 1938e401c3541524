// The form while a person writes: nothing moves, and nothing is in the way.

import { expect, test } from "./journey.mjs";
import { answer, enter, question, section, start } from "./words.mjs";

test("nothing moves while a person writes", async ({ page }) => {
  await page.clock.install();
  await start(page);
  await section(page, "What the child said");
  const notes = question(page, "wishes_and_feelings").getByRole("textbox");
  const list = () => page.locator(".findings__sheet").innerText();
  const before = await list();
  // A pause is what the list waits for: on a busy machine one letter may take as long, so the clock stands still.
  await page.clock.pauseAt(Date.now() + 60_000);
  await notes.pressSequentially("I like my room and ");
  expect(await list()).toBe(before);
  await page.clock.resume();
  // In the middle of the text the caret stays where it is, whatever the page does meanwhile.
  await notes.press("Home");
  await notes.pressSequentially("“", { delay: 30 });
  await expect.poll(list).not.toBe(before);
  await notes.pressSequentially("Yes, ", { delay: 30 });
  await expect(notes).toHaveValue("“Yes, I like my room and ");
});

test("a text box grows with what is in it", async ({ page }) => {
  await start(page);
  await section(page, "What the child said");
  const notes = question(page, "wishes_and_feelings").getByRole("textbox");
  const height = async () => (await notes.boundingBox()).height;
  const before = await height();
  await notes.fill("A line of notes\n".repeat(14));
  await expect.poll(height).toBeGreaterThan(before + 60);
  await expect.poll(() => notes.evaluate((area) => area.scrollHeight - area.clientHeight)).toBeLessThan(4);
});

test("a date may be dictated into one field, with its month's name and a full stop", async ({ page }) => {
  await start(page);
  const date = question(page, "visit_date");
  await date.getByLabel("Day").fill("20th of November, 2026.");
  await expect(page.locator(".findings").getByRole("link", { name: "Visit date" })).toHaveCount(0);
  await expect(date.getByLabel("Day")).toHaveValue("20th of November, 2026.");
  await expect(date.getByLabel("Day")).toBeFocused();
});

test("a whole date that is pasted into one field goes into the three", async ({ page }) => {
  await start(page);
  const part = (name) => question(page, "visit_date").getByLabel(name);
  for (const [field, typed] of [
    ["Day", "20/11/2026"],
    ["Year", "2026-11-20"],
    ["Month", "Fri 20 Nov 2026"],
  ]) {
    for (const name of ["Day", "Month", "Year"]) await part(name).fill("");
    await part(field).fill(typed);
    await question(page, "visited_by").getByRole("textbox").focus();
    await expect(part("Day")).toHaveValue("20");
    await expect(part("Month")).toHaveValue("11");
    await expect(part("Year")).toHaveValue("2026");
  }
});

test("a question that an answer brings up stands beneath it, to the right, and is announced", async ({ page }) => {
  await start(page);
  await section(page, "Seeing the child");
  await answer(page, "bedroom_seen", false);
  const [no, why] = [question(page, "bedroom_seen"), question(page, "bedroom_not_seen_reason")];
  await expect(why).toHaveClass(/question--depends/);
  const [above, below] = [await no.boundingBox(), await why.boundingBox()];
  expect(below.y).toBeGreaterThan(above.y);
  expect(below.y - (above.y + above.height)).toBeLessThan(60);
  await expect(page.getByRole("status").last()).toContainText("Also asked now: ");
  await expect(page.getByRole("status").last()).toContainText((await why.locator("legend").first().textContent()).trim());
});

test("of a table of thousands as many rows are shown as are read, and none is lost", async ({ page }) => {
  await enter(page);
  const household = Array.from({ length: 3000 }, (_, place) => ({ name: `Person ${place + 1}` }));
  const record = { wayhome: 1, procedure: "newcastle", form: "visit", answers: { household } };
  const buffer = Buffer.from(JSON.stringify(record));
  await page.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer });
  await section(page, "Who lives at home");
  await expect(page.getByText("2799 more rows are in this table. They are kept, and not shown here.")).toBeVisible();
  await expect(page.locator(".row-card")).toHaveCount(201);
  await expect(page.locator(".add-row")).toBeHidden();
  await page.getByRole("button", { name: /^Remove person 1 / }).click();
  await expect(page.getByText("2798 more rows")).toBeVisible();
  await expect(page.locator(".row-card").last().getByRole("textbox").first()).toHaveValue("Person 202");
});
