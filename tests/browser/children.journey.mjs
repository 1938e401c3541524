// Adding a child, deleting, and putting a reference right.

import { firstVisit, home, open } from "./children.mjs";
import { expect, test } from "./journey.mjs";
import { picture } from "./screens.mjs";
import { addChild, answer, begin, question, section, violations } from "./words.mjs";

test("a child is added by Enter as by the button", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Add a child" }).click();
  await page.getByRole("main").getByRole("group").getByRole("radio", { name: "Newcastle City Council" }).first().check();
  await expect(page.getByText("Nobody in practice has read these rules yet.").last()).toBeVisible();
  await page.getByLabel("What is the child’s reference?").fill("R-77");
  await page.getByLabel("What is the child’s reference?").press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "R-77" })).toBeVisible();
});

test("deleting asks first, and can be undone", async ({ page }) => {
  await open(page);
  await firstVisit(page);
  const record = page.locator(".card", { hasText: "Home visit" });
  await record.getByRole("button", { name: /^Delete/ }).click();
  const asked = page.getByRole("dialog", { name: "Delete this record?" });
  await asked.getByRole("button", { name: "Go back" }).click();
  await expect(record).toBeVisible();
  await record.getByRole("button", { name: /^Delete/ }).click();
  await expect(asked.getByRole("button", { name: "Delete record" })).toHaveClass(/govuk-button--warning/);
  for (const [theme, red] of [["light", "rgb(143, 26, 18)"], ["dark", "rgb(255, 171, 161)"], ["contrast", "rgb(255, 171, 161)"]]) {
    await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await expect(asked.getByRole("button", { name: "Delete record" })).toHaveCSS("background-color", red);
    expect(await violations(page), theme).toEqual([]);
    await picture(page, `delete-${theme}`);
  }
  await asked.getByRole("button", { name: "Delete record" }).click();
  await expect(record).toHaveCount(0);
  await page.getByRole("button", { name: "Undo delete" }).click();
  await expect(record).toBeVisible();

  await page.getByRole("button", { name: "Delete this child and all records" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete this child and all records" }).click();
  await expect(home(page)).toBeVisible();
  await expect(page.locator(".card")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo delete" }).click();
  await expect(page.locator(".card", { hasText: "R-2041" })).toContainText("1 record");
});

test("a reference can be put right; the records that say the old one are counted", async ({ page }) => {
  await open(page);
  await firstVisit(page);
  const change = page.getByRole("button", { name: "Change the reference" });
  const reference = page.getByLabel("What is the child’s reference?");
  await change.click();
  await expect(reference).toBeFocused();
  await expect(reference).toHaveValue("R-2041");
  await reference.fill(" ");
  await change.click();
  await expect(page.getByRole("link", { name: "Enter the child’s reference" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await reference.fill("R-2014");
  await change.click();
  await expect(page.getByRole("heading", { level: 1, name: "R-2014" })).toBeFocused();
  await expect(page.getByText("1 record says another reference.")).toBeVisible();
  await picture(page, "child-other-reference");
  // What is started now says the new one.
  await begin(page);
  await section(page, "About the child");
  await expect(question(page, "child_reference").getByRole("textbox")).toHaveValue("R-2014");
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".card", { hasText: "3 November 2026" }).getByRole("button", { name: /^Home visit/ }).click();
  await section(page, "About the child");
  await answer(page, "child_reference", "R-2014");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByText("another reference")).toHaveCount(0);
  await page.goBack();
  await addChild(page, "R-3");
  await change.click();
  await reference.fill("r-2014");
  await change.click();
  await expect(page.getByRole("link", { name: /^There is a child with this reference already/ })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "R-3" })).toBeFocused();
});
