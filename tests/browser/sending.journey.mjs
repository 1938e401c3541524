// Sending a signed record from the app to the reference receiver, over real HTTP, through everything that can go wrong on the way: it
// arrives once.

import { writeFile } from "node:fs/promises";
import { isUnchanged } from "../../samples/receiver/receiver.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { asked, expect, NAME, sent, signedVisit, state, tap, test, visiting, watched, withLine, WORKER } from "./sending.mjs";
import { wayhome } from "./wayhome.mjs";
import { small, start, violations, wide } from "./words.mjs";

test.describe.configure({ timeout: 300_000 });

test("nothing of sending is shown unless a council set it up, nor before a record is signed", async ({ page, browser }) => {
  await signedVisit(page, false);
  await expect(page.getByRole("heading", { name: "Take it with you" })).toBeVisible();
  await expect(page.getByText(/^Send/)).toHaveCount(0);
  const { line, url } = await withLine();
  const there = await visiting(browser, url);
  await start(there, "Home visit", { entered: true });
  await there.getByRole("button", { name: "Check answers", exact: true }).click();
  await expect(there.getByRole("heading", { name: "Take it with you" })).toBeVisible();
  await expect(there.getByText(/^Send/)).toHaveCount(0);
  expect(line.tries).toEqual([]);
  await there.close();
});

test("an exercise is never sent: it is not even opened among real records", async ({ browser }, info) => {
  const file = info.outputPath("exercise.json");
  await writeFile(file, wayhome("export", "--to=json", "--training", "--today=2026-03-02", "samples/visit-complete.json"));
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await page.getByLabel("Choose a record").setInputFiles(file);
  await expect(page.locator("#open-problem")).toContainText("It is a training record");
  await expect(page.locator(".card")).toHaveCount(0);
  expect(line.tries).toEqual([]);
  await page.close();
});

test("a signed record goes on a tap, whole, once, and with nothing that the browser knows", async ({ browser }) => {
  const { line, url } = await withLine({ token: "sesame" });
  const page = await visiting(browser, url);
  await signedVisit(page);
  await page.getByRole("button", { name: `Send to ${NAME}` }).click();
  await expect(asked(page)).toContainText(line.address);
  await expect(asked(page)).toContainText("It is not kept on this device.");
  await asked(page).getByRole("button", { name: "Go back" }).click();
  await page.waitForTimeout(500);
  expect(line.tries, "nothing before the tap").toEqual([]);
  await tap(page);
  await sent(page);
  const [document] = await line.received();
  expect(isUnchanged(document)).toBe(true);
  expect(document.signed).toMatchObject({ role: "Social worker" });
  expect(document.answers.visited_by).toBe(WORKER);
  expect(line.tries.length).toBe(1);
  const { headers, type, key } = line.tries[0];
  expect(type).toBe("application/json");
  expect(key).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.referer).toBe(undefined);
  expect(headers.cookie).toBe(undefined);
  expect(headers.authorization).toBe("Bearer sesame");
  // Once it has arrived it is not offered again: not by a list that was tidied either.
  await expect(page.getByRole("heading", { name: "Sending" })).toBeFocused();
  await expect(page.getByRole("button", { name: `Send to ${NAME}` })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Remove from this list/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /^Remove from this list/ }).click();
  await expect(page.getByRole("heading", { name: "Sending" })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeFocused();
  await page.locator(".card__open", { hasText: "Home visit" }).click();
  await expect(state(page)).toContainText("Sent on");
  await expect(page.getByRole("button", { name: `Send to ${NAME}` })).toHaveCount(0);
  await page.close();
});

test("in an envelope of CloudEvents, if so set up", async ({ browser }) => {
  const { line, url } = await withLine({ format: "cloudevents" });
  const page = await visiting(browser, url);
  await signedVisit(page);
  await tap(page);
  await sent(page);
  const [event] = await line.received();
  expect(event).toMatchObject({ specversion: "1.0", type: "wayhome.record.exported", source: new URL(url).origin, id: line.tries[0].key });
  expect(isUnchanged(event.data)).toBe(true);
  await page.close();
});

test("through a line that hangs up, fails, cuts answers off and redirects, it arrives once", async ({ browser }) => {
  const { line, url } = await withLine();
  const { page, trouble } = await watched(browser, url);
  await signedVisit(page);
  line.faults.push("hang up", "cut", "503", "redirect", "cut");
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet: no answer. Next try at", { timeout: 30_000 });
  // By itself once, after five seconds at most; then by hand, which does not wait.
  for (let tries = 2; tries <= 6; tries += 1) {
    if (tries > 2) await page.getByRole("button", { name: /^Try again now/ }).click();
    await expect.poll(() => line.tries.length, { timeout: 30_000 }).toBe(tries);
    if (tries < 6) await expect(page.getByRole("button", { name: /^Try again now/ })).toBeVisible();
    if (tries === 4) await expect(page.getByText("It may have arrived already")).toBeVisible();
  }
  await sent(page);
  expect((await line.received()).length).toBe(1);
  expect(new Set(line.tries.map(({ key }) => key)).size).toBe(1);
  // Where it was redirected to, nothing was asked.
  expect(trouble.splice(0)).toEqual(["console: Failed to load resource: net::ERR_FAILED"]);
  await page.close();
});

test("an answer that does not come is waited for as long as the rules say, and then tried again", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await signedVisit(page);
  line.faults.push("stall");
  await tap(page);
  await expect(state(page)).toHaveText("Sending…");
  // It stays where it is, and does nothing meanwhile.
  await expect(page.getByRole("button", { name: /^Take back/ })).toHaveAttribute("aria-disabled", "true");
  await expect(state(page)).toContainText("Not sent yet: no answer.", { timeout: 60_000 });
  await expect(state(page)).toContainText("check the connection. If the connection works, tell whoever looks after the system that it goes to.");
  await sent(page);
  expect((await line.received()).length).toBe(1);
  expect(line.tries.length).toBe(2);
  await page.close();
});

test("what is refused waits for a person, who may try again or take it back", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await signedVisit(page);
  line.faults.push("400", "400");
  await tap(page);
  // Nothing is kept in this visit.
  await expect(state(page)).toContainText("Not accepted by the system (answer 400). It is not kept: leave this page open");
  await page.getByRole("button", { name: /^Try again now/ }).click();
  await expect.poll(() => line.tries.length).toBe(2);
  await expect(state(page)).toContainText("Not accepted");
  // The button went and came back: the keyboard is at one of the two, and not nowhere.
  await expect(page.locator("#around-letters :focus")).toHaveCount(1);
  await page.waitForTimeout(6_000);
  expect(line.tries.length, "it is not tried by itself").toBe(2);
  await page.getByRole("button", { name: /^Take back/ }).click();
  await expect(page.getByRole("button", { name: `Send to ${NAME}` })).toBeVisible();
  expect(await line.received()).toEqual([]);
  await page.close();
});

for (const [way, size] of Object.entries({ portrait, landscape, phone: { width: 320, height: 640 } })) {
  test(`nothing to object to when sending: ${way}`, async ({ browser }) => {
    const { line, url } = await withLine();
    const page = await visiting(browser, url);
    await page.setViewportSize(size);
    const well = async (where) => {
      expect(await violations(page), where).toEqual([]);
      expect(await small(page), where).toEqual([]);
      expect(await wide(page), where).toBe(0);
      if (way !== "phone") await picture(page, where.replaceAll(" ", "-"), { [way]: size });
    };
    await signedVisit(page);
    await well("send offered");
    await page.getByRole("button", { name: `Send to ${NAME}` }).press("Enter");
    await expect(asked(page)).toBeVisible();
    await well("before sending");
    line.faults.push("hang up", "hang up", "hang up");
    await asked(page).getByRole("button", { name: "Send", exact: true }).press("Enter");
    await expect(state(page)).toContainText("Not sent yet");
    await well("waiting to be sent");
    await page.getByRole("button", { name: "Close" }).click();
    await expect(state(page)).toContainText("Not sent yet");
    await well("sending on the first page");
    await page.close();
  });
}
