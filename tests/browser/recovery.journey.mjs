// When Wayhome itself fails, the page says so: no blank page, no dead one, and nothing of the record in what is said.

import { expect, test } from "@playwright/test";
import { startServer } from "./server.mjs";
import { AREA, controlOf, PASSPHRASE, setUp, unlock } from "./keeping.mjs";
import { enter, section, start, violations } from "./words.mjs";

/** The page breaks under the app: the next thing that it draws cannot be made. */
function breakPage() {
  const [clone, make] = [Node.prototype.cloneNode, Document.prototype.createElement];
  // Once, so that the page can still say what has happened.
  const broken = () => {
    Node.prototype.cloneNode = clone;
    Document.prototype.createElement = make;
    throw new Error("broken on purpose");
  };
  Node.prototype.cloneNode = broken;
  Document.prototype.createElement = broken;
}

const stopped = (page) => page.getByRole("alert").filter({ hasText: "Wayhome has stopped" });

// Without the `trouble` of the other journeys: here trouble is what is asked for.
test("a panic in the middle of a record shows what to do", async ({ page }) => {
  const server = await startServer();
  try {
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    await enter(page, server.url);
    await page.getByRole("radio", { name: "Newcastle City Council" }).check();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByLabel("Who visited?").fill("A canary of a name");
    await page.evaluate(breakPage);
    await page.locator(".sections__link", { hasText: "Seeing the child" }).click();
    await page.locator("#question-seen_alone-answer-no").check({ force: true }).catch(() => {});
    const screen = stopped(page);
    await expect(screen).toBeVisible();
    // It is where the person looks, and what no longer works does not seem to.
    await expect(screen).toBeFocused();
    await expect(screen).toBeInViewport();
    await expect(page).toHaveTitle("Wayhome has stopped");
    expect(await page.locator("select:enabled, button:enabled, [type=radio]:enabled, input:not([readonly]), textarea:not([readonly])").count()).toBe(0);
    await expect(screen).not.toContainText("canary");
    expect(said.filter((words) => words.includes("canary"))).toEqual([]);
    await expect(screen.getByRole("link", { name: "Reload this page" })).toBeVisible();
  } finally {
    await server.stop();
  }
});

test("a panic behind the cover or a dialog shows what to do, and keeps hidden what was hidden; loaded anew, every letter is there", async ({ page }) => {
  const server = await startServer();
  try {
    await page.goto(server.url);
    await setUp(page, { pin: "4071" });
    await start(page, "Home visit", { entered: true });
    await section(page, AREA.section);
    for (const [words, over] of [
      ["before the cover", async () => {
        await page.getByRole("button", { name: "Hide screen" }).click();
        await page.locator("#reopen").fill("1234");
        await page.evaluate(breakPage);
        await page.getByRole("button", { name: "Go on" }).click();
      }],
      [", before the dialog", async () => {
        await page.getByRole("banner").getByRole("button", { name: "Download" }).click();
        await page.evaluate(breakPage);
        // Draws the cover over it.
        await page.getByRole("dialog").getByRole("button", { name: "Hide screen" }).click();
      }],
    ]) {
      await controlOf(page, AREA).pressSequentially(words);
      await expect(page.locator(".top__saved")).toContainText("Saved on this device");
      await over();
      const screen = stopped(page);
      await expect(screen).toBeVisible();
      await expect(screen).toBeFocused();
      expect(await screen.evaluate((element) => element.contains(document.elementFromPoint(innerWidth / 2, element.getBoundingClientRect().top + 20)))).toBe(true);
      await expect(page.getByRole("dialog")).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
      await screen.getByRole("link", { name: "Reload this page" }).click();
      await unlock(page, { pin: "4071" });
    }
    await expect(controlOf(page, AREA)).toHaveValue("before the cover, before the dialog");
  } finally {
    await server.stop();
  }
});
