// Browsers and devices that lack something: each is told in plain words what is so and what still works. Never a blank page.

import { chromium } from "playwright-core";
import { executablePath, switches } from "./chromium.mjs";
import { expect, test, watchToo } from "./journey.mjs";
import { answer, enter, keepNothing, section, start } from "./words.mjs";

const STILL = "You can still fill in and check a record.";

/** What a browser lacks, done before anything of the page runs, and the words that a person then reads. */
const MISSING = {
  "no database": [() => Object.defineProperty(window, "indexedDB", { value: undefined }), "This browser has nowhere to keep records."],
  "a database that throws when it is looked at": [
    () => Object.defineProperty(window, "indexedDB", { get: () => { throw new DOMException("", "SecurityError"); } }),
    "This browser has nowhere to keep records.",
  ],
  "a private window that refuses its database": [
    () => (IDBFactory.prototype.open = () => { throw new DOMException("", "InvalidStateError"); }),
    "That is so in some private windows",
  ],
  "a database that fails when it is written to": [
    () => (IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); }),
    "That is so in some private windows",
  ],
  "no locks between tabs": [() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }), "This browser cannot keep two tabs from writing the same record."],
  "no encryption": [() => Object.defineProperty(Crypto.prototype, "subtle", { value: undefined }), "This browser cannot encrypt."],
  "no room": [() => (StorageManager.prototype.estimate = async () => ({ quota: 0, usage: 0 })), "This device gives Wayhome no room"],
};

/** Fills in two questions and sees the checks answer. */
async function works(page) {
  await start(page);
  await section(page, "Seeing the child");
  await answer(page, "seen_alone", false);
  await expect(page.locator(".finding", { hasText: "Reason for not speaking alone" }).first()).toBeVisible();
}

for (const [name, [spoil, words]] of Object.entries(MISSING)) {
  test(`${name}: it says so, and a record can be filled in`, async ({ page }) => {
    await page.addInitScript(spoil);
    await page.goto("/");
    const said = page.getByRole("region", { name: "About this device" });
    await expect(said).toContainText(words);
    await expect(said).toContainText(STILL);
    await expect(page.getByRole("heading", { level: 1, name: "This browser does not let Wayhome keep anything" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Keep records on this device" })).toHaveCount(0);
    await works(page);
  });
}

test("a whole browser is told nothing", async ({ page }) => {
  await enter(page);
  await expect(page.getByText("Wayhome opens on this device without a connection.")).toBeVisible();
  await expect(page.getByRole("region", { name: "About this device" })).toHaveCount(0);
});

test("no service worker: it needs a connection, says so, and works", async ({ page }) => {
  await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
  await page.goto("/");
  await expect(page.getByRole("region", { name: "About this device" })).toContainText("opens only with a connection");
  await works(page);
});

test("no WebAssembly, as in Lockdown Mode: a message that needs none", async ({ page }) => {
  await page.addInitScript(() => delete window.WebAssembly);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Wayhome cannot start in this browser" })).toBeFocused();
  await expect(page.getByRole("main")).toContainText("Lockdown Mode");
  await expect(page.getByRole("main")).toContainText("Whatever you saved on this device is still there.");
  await expect(page).toHaveTitle("Wayhome cannot start in this browser – Wayhome");
});

test("a part that does not arrive: a message, and a way to try again", async ({ page, trouble }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByRole("main")).toContainText("did not arrive or did not run");
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Choose a passphrase" })).toBeVisible();
  trouble.splice(0, trouble.length, ...trouble.filter((words) => !words.includes("ERR_FAILED")));
});

test("no JavaScript at all: the page says so", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await watchToo(context, baseURL);
  const page = await context.newPage();
  await page.goto(baseURL);
  await expect(page.locator("noscript")).toBeVisible();
  expect(await page.locator("noscript").textContent()).toContain("Wayhome needs JavaScript");
  await context.close();
});

test("a connection that is not secure: one message, and a record can be filled in", async ({ server }) => {
  // A host that is not this computer itself, so that the browser takes the page for insecure.
  const { port } = new URL(server.url);
  const browser = await chromium.launch({ executablePath, args: [...switches, "--host-resolver-rules=MAP wayhome.test 127.0.0.1"] });
  try {
    const page = await browser.newPage({ baseURL: `http://wayhome.test:${port}/` });
    const trouble = await watchToo(page.context(), `http://wayhome.test:${port}/`);
    await page.goto("/");
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    const said = page.getByRole("region", { name: "About this device" });
    await expect(said).toContainText("not secure");
    await expect(said.getByRole("paragraph")).toHaveCount(2);
    await works(page);
    // The browser says itself which header it does not follow there.
    trouble.splice(0, trouble.length, ...trouble.filter((words) => !words.includes("Cross-Origin-Opener-Policy header has been ignored")));
  } finally {
    await browser.close();
  }
});

test.describe("an iPad", () => {
  // Safari on an iPad calls itself a Mac; that it has a touch screen gives it away. Emulated: no iPad was at hand.
  const safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";
  const fingers = () => Object.defineProperty(Navigator.prototype, "maxTouchPoints", { get: () => 5 });
  test.use({ userAgent: safari });

  test("in a tab, only made-up answers: no record is opened, and the form says what it is", async ({ page }) => {
    await page.addInitScript(fingers);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Only made-up answers in this tab" })).toBeVisible();
    await expect(page.getByRole("region", { name: "About this device" })).toContainText("Add to Home Screen");
    await expect(page.getByRole("button", { name: "Keep records on this device" })).toHaveCount(0);
    await keepNothing(page);
    await expect(page.getByLabel("Choose a record")).toHaveCount(0);
    // No child is added here, and nothing points to where one could be.
    await expect(page.getByText("For a single record.")).not.toContainText("add the child above");
    await page.getByRole("radio", { name: "Newcastle City Council" }).check();
    await expect(page.getByRole("button", { name: "Start", exact: true })).toHaveCount(0);
    await page.getByRole("button", { name: "Try with made-up answers" }).click();
    await expect(page.getByText("Made-up answers only: this is a browser tab on an iPad or iPhone.")).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
    await page.getByRole("button", { name: "Check answers" }).first().click();
    await expect(page.getByText("Training: an exercise, about nobody")).toBeVisible();
  });

  test("from the home screen, real records", async ({ page }) => {
    await page.addInitScript(fingers);
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "standalone", { value: true }));
    await enter(page);
    await page.getByRole("radio", { name: "Newcastle City Council" }).check();
    await expect(page.getByRole("button", { name: "Start", exact: true })).toBeVisible();
    await expect(page.getByText("For a single record.")).toContainText("To carry answers along, add the child above.");
    await expect(page.getByRole("region", { name: "About this device" })).toHaveCount(0);
  });

  test("a Mac, which has no touch screen, is no iPad", async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "maxTouchPoints", { get: () => 0 }));
    await enter(page);
    await page.getByRole("radio", { name: "Newcastle City Council" }).check();
    await expect(page.getByRole("button", { name: "Start", exact: true })).toBeVisible();
  });
});
