// The browser's storage fails in every way that it can. "Saved" is never said of what is not; "Not saved" is said within a second.

import { expect, test } from "../journey.mjs";
import { section, start } from "../words.mjs";
import { AREA, controlOf, PASSPHRASE, saved, setUp, unlock } from "../keeping.mjs";

/** Lets the page's storage fail: `window.fault` says how. */
function failing() {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...words) {
    if (words[1] !== "readwrite" || !window.fault) return transaction.apply(this, words);
    if (window.fault === "closed") {
      this.close();
      return transaction.apply(this, words);
    }
    const made = transaction.apply(this, words);
    if (window.fault === "aborted") queueMicrotask(() => made.abort());
    return made;
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...words) {
    if (window.fault === "full") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, words);
  };
  const { commit } = IDBTransaction.prototype;
  IDBTransaction.prototype.commit = function () {
    // The transaction stays open: another request holds it. Nothing is ever heard of it, as when another tab blocks the store.
    if (window.fault === "blocked") {
      const store = this.objectStore("rows");
      const again = () => window.fault === "blocked" && (store.get("probe").onsuccess = again);
      return again();
    }
    return commit.call(this);
  };
}

for (const fault of ["aborted", "full", "closed", "blocked"]) {
  test(`storage that is ${fault}`, async ({ page }) => {
    test.setTimeout(60_000);
    await page.addInitScript(failing);
    await page.goto("/");
    await setUp(page);
    await start(page, "Home visit", { entered: true });
    await section(page, AREA.section);
    const area = controlOf(page, AREA);
    await area.pressSequentially("kept ");
    await expect(saved(page)).toContainText("Saved on this device");
    await page.evaluate((fault) => (window.fault = fault), fault);
    // Measured in the page, from the key to the words.
    const took = page.evaluate(
      () =>
        new Promise((resolve) => {
          const line = document.querySelector(".top__saved");
          let typed = null;
          document.addEventListener("input", () => (typed ??= performance.now()), { once: true, capture: true });
          const false_ = [];
          const look = () => {
            if (typed !== null && line.textContent.startsWith("Saved") && performance.now() - typed > 50) false_.push(line.textContent);
            if (line.textContent === "Not saved") resolve({ milliseconds: performance.now() - typed, false_ });
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    await area.press("x");
    const { milliseconds, false_ } = await took;
    if (fault !== "closed") expect(false_, "never said falsely").toEqual([]);
    expect(milliseconds).toBeLessThan(1_000);
    const said = page.getByRole("alert").filter({ hasText: "Your latest answers are on the screen only" });
    await expect(said.getByRole("button", { name: "Download record" })).toBeVisible();
    await page.evaluate(() => (window.fault = ""));
    // A write that was only held up comes through by itself as soon as it may.
    if (fault !== "blocked") await said.getByRole("button", { name: "Try again" }).click();
    await expect(saved(page)).toContainText("Saved on this device", { timeout: 15_000 });
  });
}

test("what the browser clears while a record is open is said not to be saved, before another letter is typed", async ({ page }) => {
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("kept");
  await expect(saved(page)).toContainText("Saved on this device");
  const tools = await page.context().newCDPSession(page);
  await tools.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "indexeddb" });
  await expect(saved(page)).toContainText("Not saved");
  await expect(controlOf(page, AREA)).toHaveValue("kept");
  await expect(page.getByRole("alert").getByRole("button", { name: "Download record" })).toBeVisible();
});

test("a browser that keeps nothing says so and lets the work begin", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "This browser does not let Wayhome keep anything" })).toBeVisible();
  await page.getByRole("button", { name: "Use without keeping anything on this device" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
});

test("Argon2id that does not run is replaced by the named fallback", async ({ page }) => {
  await page.addInitScript(() => {
    delete window.Worker;
  });
  await page.goto("/");
  await expect(page.getByText("PBKDF2-SHA-256 with 600,000 rounds")).toBeVisible();
  await setUp(page);
  await page.getByRole("button", { name: "This device" }).click();
  await expect(page.getByText("pbkdf2-sha-256")).toBeVisible();
});

for (const [what, refused] of [["so much memory", ({ memory }) => memory > 1_024], ["so many passes", ({ passes }) => passes > 1]]) {
  test(`Argon2id that runs, but not with ${what}, is replaced as well`, async ({ page }) => {
    await page.addInitScript(`window.refused = ${refused}`);
    await page.addInitScript(() => {
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, ...words) {
        if (window.refused(message)) setTimeout(() => this.dispatchEvent(new Event("error")), 0);
        else postMessage.call(this, message, ...words);
      };
    });
    await page.goto("/");
    if (what === "so much memory") await expect(page.getByText("PBKDF2-SHA-256 with 600,000 rounds")).toBeVisible();
    await setUp(page);
    await page.getByRole("button", { name: "This device" }).click();
    await expect(page.getByText("pbkdf2-sha-256")).toBeVisible();
    // Another passphrase goes the same way.
    await page.getByRole("button", { name: "Change passphrase" }).click();
    await page.locator("#old-passphrase").fill(PASSPHRASE);
    await page.locator("#changed-passphrase").fill("another four words here");
    await page.getByRole("main").getByRole("button", { name: "Change passphrase" }).click();
    await expect(page.getByText("The passphrase is changed.")).toBeVisible();
    await page.reload();
    await unlock(page, { passphrase: "another four words here" });
  });
}
