// When Wayhome itself fails, the page says so: no blank page, no dead one, and nothing of the record in what is said.

import { expect, test as base, watch } from "./journey.mjs";
import { AREA, controlOf, setUp, unlock } from "./keeping.mjs";
import { enter, section, start, violations } from "./words.mjs";

// The one error that is asked for here: where the app stopped, and that it did. Nothing else may go wrong.
const CAUSED = /^(console: Wayhome stopped at |uncaught: RuntimeError: unreachable$)/;
const test = base.extend({
  trouble: [
    async ({ context, server }, use) => {
      const trouble = await watch(context, server.url);
      await use(trouble);
      expect(trouble.filter((words) => !CAUSED.test(words))).toEqual([]);
    },
    { auto: true },
  ],
});

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

/** What is shown once the app has stopped: where the person looks, in its own words, with all that no longer works at rest. */
async function says(page) {
  const screen = stopped(page);
  await expect(screen).toBeVisible();
  await expect(screen).toBeFocused();
  await expect(screen).toBeInViewport();
  await expect(page).toHaveTitle("Wayhome has stopped");
  expect(await page.locator("select:enabled, button:enabled, [type=radio]:enabled, input:not([readonly]), textarea:not([readonly])").count()).toBe(0);
  await expect(screen.getByRole("link", { name: "Reload this page" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  // What is to be copied can be read.
  await expect(screen).toContainText("Copy what you need from the page below");
  const opacities = await page.locator("select").evaluateAll((all) => all.map((one) => getComputedStyle(one).opacity));
  expect(opacities.filter((opacity) => opacity !== "1")).toEqual([]);
  return screen;
}

test("a panic in the middle of a record shows what to do", async ({ page }) => {
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await start(page);
  await page.getByLabel("Who visited?").fill("A canary of a name");
  await page.evaluate(breakPage);
  await page.locator(".sections__link", { hasText: "Seeing the child" }).click();
  await page.locator("#question-seen_alone-answer-no").check({ force: true }).catch(() => {});
  await expect(await says(page)).not.toContainText("canary");
  expect(said.filter((words) => words.includes("canary"))).toEqual([]);
});

/** How each view is reached, and what there draws something. */
const views = {
  "the first screen": [enter, (page) => page.getByRole("radio", { name: "Newcastle City Council" }).check()],
  "choosing a passphrase": [
    (page) => page.goto("/"),
    (page) => page.getByRole("button", { name: "Keep records on this device" }).click(),
  ],
  "the device": [
    async (page) => {
      await page.goto("/");
      await setUp(page);
      await page.getByRole("button", { name: "This device" }).click();
      await expect(page.getByText("Argon2id")).toBeVisible();
    },
    (page) => page.getByRole("button", { name: "Change passphrase" }).click(),
  ],
  "signing": [
    async (page) => {
      await start(page);
      await page.getByRole("button", { name: "Check answers", exact: true }).click();
      await page.getByRole("button", { name: "Sign off this record" }).click();
    },
    (page) => page.getByRole("button", { name: "Sign", exact: true }).click(),
  ],
  "training": [(page) => page.goto("/#training"), (page) => page.locator(".training__scenario").first().click()],
  "writing a scenario": [
    async (page) => {
      await page.goto("/#training");
      await page.locator(".training__scenario").first().click();
      await page.getByRole("button", { name: "Make it your own" }).click();
    },
    (page) => page.getByRole("navigation", { name: "Parts of the scenario" }).getByRole("button", { name: "Test and save" }).click(),
  ],
};

for (const [name, [reach, act]] of Object.entries(views)) {
  test(`a panic shows what to do: ${name}`, async ({ page }) => {
    await reach(page);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await page.evaluate(breakPage);
    // What was tapped may be at rest by the time that the tap has ended.
    await act(page).catch(() => {});
    await says(page);
  });
}

test("a panic behind the cover or a dialog shows what to do, and keeps hidden what was hidden; loaded anew, every letter is there", async ({ page }) => {
  await page.goto("/");
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
    await expect(page).toHaveTitle("Wayhome has stopped");
    await expect(screen).not.toContainText("Copy");
    await expect(screen).toContainText("What was saved on this device is still there, and opens with the passphrase.");
    expect(await violations(page)).toEqual([]);
    await screen.getByRole("link", { name: "Reload this page" }).click();
    await unlock(page, { pin: "4071" });
  }
  await expect(controlOf(page, AREA)).toHaveValue("before the cover, before the dialog");
});
