// Once it is on the device, Wayhome asks nobody for anything: every journey below goes on after its server was killed.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { executablePath, switches } from "./chromium.mjs";
import { kept } from "./editions.mjs";
import { expect, test, watch } from "./journey.mjs";
import { startServer } from "./server.mjs";
import { answer, enter, left, question, section, start, violations } from "./words.mjs";

/**
 * What goes to the network from now on, from the page or from the worker. The browser's own question whether there is a newer worker
 * is left out: it carries nothing, and it is the browser that asks it.
 */
function network(context) {
  const asked = [];
  context.on("request", async (request) => {
    if (request.url().startsWith("blob:") || new URL(request.url()).pathname === "/sw.js") return;
    if (request.serviceWorker() !== null) return void asked.push(`the worker: ${request.url()}`);
    const response = await request.response().catch(() => null);
    if (!response?.fromServiceWorker()) asked.push(`the page: ${request.url()}`);
  });
  return asked;
}

/** The browser says on the console that it could not ask for a newer worker; that is so, and no failure. */
const withoutServer = (trouble) => trouble.filter((words) => !/ERR_CONNECTION_REFUSED|Failed to update a ServiceWorker/.test(words));

async function inPersistentProfile(profile, url, journey) {
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: switches, locale: "en-GB", timezoneId: "Europe/London" });
  try {
    const trouble = await watch(context, url);
    const page = context.pages()[0] ?? (await context.newPage());
    await journey(page, context);
    expect(withoutServer(trouble)).toEqual([]);
  } finally {
    await context.close();
  }
}

test("with the server killed and the browser started anew, a visit is recorded, downloaded and opened again", async () => {
  test.slow();
  const server = await startServer();
  const profile = await mkdtemp(join(tmpdir(), "wayhome-profile-"));
  try {
    await inPersistentProfile(profile, server.url, async (page) => {
      await page.goto(server.url);
      await kept(page);
    });
    await server.stop();

    await inPersistentProfile(profile, server.url, async (page, context) => {
      const asked = network(context);
      // A cold start, at the address and at a place within the app.
      await page.goto(`${server.url}record`);
      await expect(page.getByRole("heading", { level: 1, name: "Choose a passphrase" })).toBeVisible();
      await enter(page, server.url);
      await kept(page);
      await page.getByRole("radio", { name: "Newcastle City Council" }).check();
      await page.getByRole("radio", { name: "Home visit" }).check();
      await page.getByRole("button", { name: "Start", exact: true }).click();
      await answer(page, "visit_date", "2026-11-20");
      await section(page, "Seeing the child");
      await answer(page, "seen_alone", false);
      await expect(question(page, "not_alone_reason")).toBeVisible();
      const before = await left(page);

      await page.getByRole("button", { name: "Download", exact: true }).click();
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download record" }).click()]);
      const file = JSON.parse(await readFile(await download.path(), "utf8"));
      expect(file.answers).toMatchObject({ visit_date: "2026-11-20", seen_alone: false });
      await page.getByRole("button", { name: "Close" }).click();
      await page.getByLabel("Choose a record").setInputFiles(await download.path());
      await expect(page.getByRole("heading", { level: 1, name: "The visit" })).toBeVisible();
      await expect.poll(() => left(page)).toBe(before);
      expect(await violations(page)).toEqual([]);
      expect(asked).toEqual([]);
    });
  } finally {
    await server.stop();
    await rm(profile, { recursive: true, force: true });
  }
});

test("every procedure and every form opens with the server killed", async ({ context, page, trouble }) => {
  test.slow();
  const server = await startServer();
  await page.goto(server.url);
  await kept(page);
  await server.stop();
  const asked = network(context);
  await enter(page, server.url);
  const procedures = page.locator("input[name=procedure]");
  await expect(procedures.first()).toBeVisible();
  for (let place = 0; place < (await procedures.count()); place += 1) {
    await procedures.nth(place).check();
    const forms = await page.locator("input[name=form]").count();
    expect(forms).toBeGreaterThan(0);
    for (let form = 0; form < forms; form += 1) {
      await enter(page, server.url);
      await procedures.nth(place).check();
      await page.locator("input[name=form]").nth(form).check();
      await page.getByRole("button", { name: "Start", exact: true }).click();
      await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
    }
    await enter(page, server.url);
  }
  expect(asked).toEqual([]);
  // The journey's own server still stands; only this one was killed.
  trouble.splice(0, trouble.length, ...withoutServer(trouble).filter((words) => !words.startsWith("request to another host")));
});

test("while the server stands it is asked for nothing either", async ({ context, page, baseURL }) => {
  await page.goto("/");
  await kept(page);
  const asked = network(context);
  await start(page);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Choose a passphrase" })).toBeVisible();
  await page.goto(`${baseURL}?unasked=1#part`);
  await kept(page);
  expect(asked).toEqual([]);
});

test("a file that is not the app's is not looked for", async ({ page, trouble }) => {
  await page.goto("/");
  await kept(page);
  const status = await page.evaluate(() => fetch("/kill-switch.js").then((answer) => answer.status));
  expect(status).toBe(404);
  trouble.splice(0, trouble.length, ...trouble.filter((words) => !words.includes("404")));
});

test("with the server killed, training works: a scenario is demonstrated, tried, changed, compared, written, and opened from a link", async ({ context, page, trouble }) => {
  test.slow();
  const server = await startServer();
  await page.goto(server.url);
  await kept(page);
  await server.stop();
  const asked = network(context);
  await page.goto(`${server.url}#training`);
  await expect(page.locator(".training__scenario").first()).toBeVisible();
  const titles = await page.locator(".training__scenario").allTextContents();
  expect(titles.length).toBeGreaterThanOrEqual(12);
  for (const title of titles) {
    await page.getByRole("button", { name: title, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await page.getByRole("button", { name: "Other scenarios" }).click();
  }
  await page.getByRole("button", { name: "The day before the sixteenth birthday" }).click();
  await page.getByRole("button", { name: "Demonstrate", exact: true }).click();
  await page.keyboard.press("PageDown");
  await expect(page.locator(".training__place")).toHaveText("2 / 2");
  await page.getByRole("button", { name: "Try", exact: true }).click();
  await page.getByRole("button", { name: "Fill in the facts of the story" }).click();
  await page.getByRole("button", { name: "I have finished" }).click();
  await page.getByRole("button", { name: "Show the model record" }).click();
  await expect(page.getByRole("heading", { name: "Missed" })).toBeVisible();
  await page.getByRole("button", { name: "Change one fact", exact: true }).click();
  await page.getByRole("button", { name: "One year older" }).click();
  await expect(page.locator(".training__says")).toContainText("Sixteen today");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.locator(".training__picture").first()).toBeVisible();
  await page.getByRole("button", { name: "Story", exact: true }).click();
  await page.getByRole("button", { name: "Make it your own" }).click();
  await page.getByRole("button", { name: "Go on without saving" }).click();
  await page.getByRole("button", { name: "Test and save" }).click();
  await expect(page.getByText("The scenario holds")).toBeVisible();
  await page.getByRole("button", { name: "Copy a link" }).click();
  const link = await page.getByLabel("Link to this scenario").inputValue();
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole("heading", { level: 1, name: "The day before the sixteenth birthday" })).toBeVisible();
  expect(asked).toEqual([]);
  trouble.splice(0, trouble.length, ...withoutServer(trouble).filter((words) => !words.startsWith("request to another host")));
});
