// When Wayhome itself fails, the page says so: no blank page, no dead one, and nothing of the record in what is said.

import { expect, test } from "@playwright/test";
import { startServer } from "./server.mjs";
import { enter } from "./words.mjs";

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
    // The page breaks under the app: the next thing that it draws cannot be made.
    await page.evaluate(() => {
      const [clone, make] = [Node.prototype.cloneNode, Document.prototype.createElement];
      // Once, so that the page can still say what has happened.
      const broken = () => {
        Node.prototype.cloneNode = clone;
        Document.prototype.createElement = make;
        throw new Error("broken on purpose");
      };
      Node.prototype.cloneNode = broken;
      Document.prototype.createElement = broken;
    });
    await page.locator(".sections__link", { hasText: "Seeing the child" }).click();
    await page.locator("#question-seen_alone-answer-no").check({ force: true }).catch(() => {});
    const screen = page.getByRole("alert").filter({ hasText: "Wayhome has stopped" });
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
