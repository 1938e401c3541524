// A newer edition of Wayhome: it arrives whole or not at all, and it never takes over while something is open.

import { copyOfTheApp, edition, kept, updateNow } from "./editions.mjs";
import { expect, test as base, watch } from "./journey.mjs";
import { setUp } from "./keeping.mjs";
import { startServer } from "./server.mjs";
import { answer, enter, keepNothing, question, violations } from "./words.mjs";

// A copy of the app that the journey may change while it is served.
const test = base.extend({
  copy: async ({}, use) => {
    const copy = await copyOfTheApp();
    await use(copy);
    await copy.remove();
  },
  served: async ({ copy }, use) => {
    const served = await startServer({ from: copy.folder });
    await use(served);
    await served.stop();
  },
  // Files are damaged on purpose, and the browser says so; nothing else may go wrong.
  trouble: [
    async ({ context, served }, use) => {
      const trouble = await watch(context, served.url);
      await use(trouble);
      expect(trouble.filter((words) => !/is not what the build wrote|404 \(Not Found\)|Failed to update|ERR_CONNECTION_REFUSED/.test(words))).toEqual([]);
    },
    { auto: true },
  ],
});

/** Has the browser ask for a newer worker, and waits until what came of it has settled. */
const askForNewer = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    try {
      await registration.update();
    } catch {
      return "failed";
    }
    const coming = registration.installing;
    if (!coming) return registration.waiting ? "waiting" : "nothing new";
    return new Promise((resolve) => {
      coming.addEventListener("statechange", () => {
        if (coming.state === "installed") resolve("waiting");
        if (coming.state === "redundant") resolve("failed");
      });
    });
  });

test("a newer edition that arrives during typing changes nothing until it is asked for on the start page", async ({ page, copy, served }) => {
  test.slow();
  await page.goto(served.url);
  await kept(page);
  await page.reload();
  await keepNothing(page);
  await page.getByRole("radio", { name: "Newcastle City Council" }).check();
  await page.getByRole("radio", { name: "Home visit" }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.evaluate(() => (window.sameWindow = true));
  const field = question(page, "visited_by").getByRole("textbox");
  await field.pressSequentially("Half a ");
  await copy.publish("second");
  expect(await askForNewer(page)).toBe("waiting");
  await field.pressSequentially("sentence");
  await expect(field).toHaveValue("Half a sentence");
  await expect(field).toBeFocused();
  expect(await page.evaluate(() => window.sameWindow)).toBe(true);
  await expect(updateNow(page)).toHaveCount(0);

  // On the first screen it is offered once no answer would be lost; a plain reload still shows the old one.
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await expect(page.getByText("Wayhome opens on this device without a connection.")).toBeVisible();
  await expect(updateNow(page)).toHaveCount(0);
  await page.locator(".card__open").click();
  await page.getByRole("button", { name: "Download", exact: true }).click();
  await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download record" }).click()]);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await expect(updateNow(page)).toBeVisible();
  await page.reload();
  await keepNothing(page);
  await expect(updateNow(page)).toBeVisible();
  expect(await edition(page)).toBeUndefined();

  await updateNow(page).click();
  await expect(updateNow(page)).toHaveCount(0);
  await kept(page);
  await expect.poll(() => edition(page).catch(() => undefined)).toBe("second");
  const caches = await page.evaluate(() => window.caches.keys());
  expect(caches).toHaveLength(1);
});

test("the start page asks for a newer edition each time it is shown", async ({ page, copy, served }) => {
  await page.goto(served.url);
  await kept(page);
  await keepNothing(page);
  await copy.publish("second");
  await expect(updateNow(page)).toHaveCount(0);
  await page.getByRole("radio", { name: "Newcastle City Council" }).check();
  await page.getByRole("radio", { name: "Home visit" }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await expect(updateNow(page)).toBeVisible({ timeout: 30_000 });
});

test("a newer edition waits while another window is open", async ({ context, page, copy, served }) => {
  await page.goto(served.url);
  await kept(page);
  const other = await context.newPage();
  await enter(other, served.url);
  await other.getByRole("radio", { name: "Newcastle City Council" }).check();
  await other.getByRole("radio", { name: "Home visit" }).check();
  await other.getByRole("button", { name: "Start", exact: true }).click();
  await answer(other, "visited_by", "Somebody");
  await copy.publish("second");
  expect(await askForNewer(page)).toBe("waiting");
  await expect(updateNow(page)).toBeVisible();
  expect(await violations(page), "offered").toEqual([]);
  await updateNow(page).click();
  await expect(page.getByText("Wayhome is open in another window or tab.")).toBeVisible();
  expect(await violations(page), "refused").toEqual([]);
  expect(await edition(page)).toBeUndefined();
  await expect(question(other, "visited_by").getByRole("textbox")).toHaveValue("Somebody");

  await other.close({ runBeforeUnload: false });
  await updateNow(page).click();
  await expect.poll(() => edition(page).catch(() => undefined)).toBe("second");
});

test("a newer edition waits until a record that was left is saved", async ({ page, copy, served }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...words) {
      if (window.full) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, words);
    };
  });
  await page.goto(served.url);
  await kept(page);
  await setUp(page);
  await page.getByRole("radio", { name: "Newcastle City Council" }).check();
  await page.getByRole("radio", { name: "Home visit" }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.evaluate(() => (window.full = true));
  await question(page, "visited_by").getByRole("textbox").pressSequentially("Somebody");
  await copy.publish("second");
  expect(await askForNewer(page)).toBe("waiting");
  await page.goBack();
  await expect(page.getByText("A record that you left is not saved")).toBeVisible();
  await expect(page.getByText("Wayhome opens on this device without a connection.")).toBeVisible();
  await expect(updateNow(page)).toHaveCount(0);
  await page.evaluate(() => (window.full = false));
  await expect(updateNow(page)).toBeVisible();
  await updateNow(page).click();
  await expect.poll(() => edition(page).catch(() => undefined)).toBe("second");
});

for (const way of ["damage", "lose"]) {
  test(`an edition that does not arrive whole leaves the old one working: ${way}`, async ({ page, copy, served }) => {
    await page.goto(served.url);
    await kept(page);
    const mend = await copy.publish("second", way);
    expect(await askForNewer(page)).not.toBe("waiting");
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: "Choose a passphrase" })).toBeVisible();
    await expect(updateNow(page)).toHaveCount(0);
    expect(await edition(page)).toBeUndefined();
    expect(await page.evaluate(() => window.caches.keys())).toHaveLength(1);

    // Once it is whole on the server, it is offered. The page itself asked when it was loaded anew, and that answer may still be the broken one.
    await mend();
    await expect.poll(() => askForNewer(page)).toBe("waiting");
    await expect(updateNow(page)).toBeVisible();
  });
}

/** How many files of Wayhome are on the device. */
const files = (page) =>
  page.evaluate(async () => {
    const [name] = await window.caches.keys();
    return (await (await window.caches.open(name)).keys()).length;
  });

test("another worker for the same files that does not arrive whole leaves the edition in use as it was", async ({ page, copy, served }) => {
  await page.goto(served.url);
  await kept(page);
  const before = await files(page);
  await copy.republish("damage");
  expect(await askForNewer(page)).not.toBe("waiting");
  expect(await files(page)).toBe(before);
  await served.stop();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Choose a passphrase" })).toBeVisible();
  await kept(page);
});

test("that it opens without a connection is said only while every file is there, and one that was lost is fetched again", async ({ page, served }) => {
  await page.goto(served.url);
  await kept(page);
  const before = await files(page);
  // The page itself: the browser may have any other file in a cache of its own, where it is as good.
  const lose = () =>
    page.evaluate(async () => {
      const [name] = await window.caches.keys();
      await (await window.caches.open(name)).delete("/");
    });
  await lose();
  expect(await files(page)).toBe(before - 1);
  await page.reload();
  await kept(page);
  expect(await files(page)).toBe(before);
  await lose();
  await served.stop();
  await keepNothing(page);
  await page.waitForTimeout(1_500);
  await expect(page.getByText("Wayhome opens on this device without a connection.")).toHaveCount(0);
});

test("a first visit whose files do not all arrive keeps nothing, and works", async ({ page, copy, served }) => {
  const worker = await page.request.get(`${served.url}sw.js`).then((answer) => answer.text());
  await copy.damage(worker.match(/icon-512\.[0-9a-f]{16}\.png/)[0]);
  await enter(page, served.url);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active ?? null)).toBeNull();
  expect(await page.evaluate(() => window.caches.keys())).toEqual([]);
  await page.getByRole("radio", { name: "Newcastle City Council" }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
});

test("the kill switch takes the worker and its files away, and leaves the open page alone", async ({ page, copy, served }) => {
  await page.goto(served.url);
  await kept(page);
  await page.evaluate(() => (window.sameWindow = true));
  await copy.killSwitch();
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await expect.poll(() => page.evaluate(() => window.caches.keys())).toEqual([]);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))).toBe(0);
  expect(await page.evaluate(() => window.sameWindow)).toBe(true);
});

test("the kill switch does its work while the worker before it is busy, and the next start comes from the server", async ({ page, copy, served }) => {
  await page.goto(served.url);
  await kept(page);
  await copy.publish("second");
  await copy.killSwitch();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming.addEventListener("statechange", () => {
        if (coming.state === "installed") for (let time = 0; time < 50; time++) registration.active.postMessage("wayhome: is it whole?");
      });
    });
    await registration.update();
  });
  await expect.poll(() => page.evaluate(() => window.caches.keys())).toEqual([]);
  await page.reload();
  expect(await edition(page)).toBe("second");
});
