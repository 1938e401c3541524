// What waits to be sent: it is told apart, taken back, goes to no other address, and is not left by mistake.

import { updateNow } from "./editions.mjs";
import { unlock } from "./keeping.mjs";
import { asked, expect, keeping, NAME, sent, signedVisit, state, tap, test, visiting, withLine, WORKER } from "./sending.mjs";
import { sign } from "./signing.mjs";
import { addChild, begin, heard, listen } from "./words.mjs";

test.describe.configure({ timeout: 300_000 });

test("deleting a record takes back what was to be sent of it", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await signedVisit(page);
  line.faults.push("503", "503");
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".home__loose").getByRole("button", { name: /^Delete/ }).click();
  const asks = page.getByRole("dialog", { name: "Delete this record?" });
  await expect(asks).toContainText("What is waiting to be sent of it is then not sent.");
  await asks.getByRole("button", { name: "Delete record" }).click();
  await expect(page.getByRole("heading", { name: "Sending" })).toHaveCount(0);
  const tries = line.tries.length;
  await page.waitForTimeout(6_000);
  expect(line.tries.length, "it is no longer tried").toBe(tries);
  expect(await line.received()).toEqual([]);
  await page.close();
});

test("what waits is not sent to the address of a later deployment unless a person sends it again", async () => {
  const { line, url, stop } = await withLine();
  const { profile, context, page } = await keeping(url, { offline: true });
  line.faults.push(...Array(20).fill("503"));
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");

  // The council now has its records sent elsewhere. The device has the earlier edition until a person takes the later one.
  await stop();
  const there = await withLine({ name: "Quay", port: new URL(url).port });
  expect(there.url).toBe(url);
  await page.reload();
  await unlock(page);
  // Loaded anew, it leads back to the record; an update is offered where nothing is open.
  await page.getByRole("button", { name: "Close" }).click();
  await expect(updateNow(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.locator(".update")).toContainText("Then it asks for the passphrase again.");
  await updateNow(page).click();
  await unlock(page);
  const card = page.locator("section", { has: page.getByRole("heading", { name: "Sending" }) }).locator(".card");
  await expect(card).toContainText(`to ${NAME}`);
  await expect(card).toContainText("It was meant for another address than this copy of Wayhome has, and is not sent from here.");
  await expect(card).toContainText("It may have arrived already");
  await expect(card).not.toContainText("does no harm");
  await expect(card.getByRole("button", { name: /^Try again now/ })).toHaveCount(0);
  const tries = line.tries.length;
  await page.waitForTimeout(12_000);
  expect(line.tries.length, "nor to the earlier one, which the policy no longer allows").toBe(tries);
  expect(there.line.tries).toEqual([]);

  await card.getByRole("button", { name: /^Take back/ }).click();
  await expect(card).toHaveCount(0);
  await page.locator(".home__loose .card__open").first().click();
  // That it may have arrived there stays said where the record is.
  await expect(state(page)).toContainText("Taken back.");
  await expect(page.getByText("It may have arrived already")).toBeVisible();
  await page.getByRole("button", { name: "Send to Quay" }).click();
  await expect(asked(page)).toContainText(there.line.address);
  expect(there.line.tries).toEqual([]);
  await asked(page).getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.locator("#around-letters .card", { hasText: "to Quay" })).toContainText("Sent on ", { timeout: 60_000 });
  expect((await there.line.received()).map(({ answers }) => answers.visited_by)).toEqual([WORKER]);
  expect(await line.received()).toEqual([]);
  await context.close();
  await profile.remove();
});

test("the browser asks before a page is left that holds what is not sent yet, and only then", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  const asks = () =>
    page.evaluate(() => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    });
  await signedVisit(page);
  expect(await asks(), "the record is nowhere else").toBe(true);
  await page.getByRole("button", { name: "Download record" }).click();
  await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog", { name: "Before you download" }).getByRole("button", { name: "Download record" }).click(),
  ]);
  await expect.poll(asks, "it is in a file").toBe(false);
  line.faults.push("503", "503", "503", "503");
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");
  expect(await asks(), "it waits here alone").toBe(true);
  const dialog = page.waitForEvent("dialog");
  await page.evaluate(() => void setTimeout(() => location.reload()));
  expect((await dialog).type()).toBe("beforeunload");
  await (await dialog).dismiss();
  await expect(state(page)).toContainText("Not sent yet");
  line.faults.length = 0;
  await page.getByRole("button", { name: /^Try again now/ }).click();
  await sent(page);
  expect(await asks(), "it has arrived").toBe(false);
  expect((await line.received()).length).toBe(1);
  await page.close();
});

test("what waits is told apart by whose it is, keeps the focus through a try, and speaks once it has ended", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  line.down = true;
  for (const reference of ["R-1", "R-2"]) {
    await addChild(page, reference);
    await begin(page);
    await sign(page);
    await tap(page);
    await expect(state(page)).toContainText("Not sent yet");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Back", exact: true }).click();
  }
  const named = (words, reference) => page.getByRole("button", { name: new RegExp(`^${words} ${reference}: Home visit, `) });
  for (const reference of ["R-1", "R-2"]) {
    await expect(named("Try again now", reference)).toHaveCount(1);
    await expect(named("Take back", reference)).toHaveCount(1);
  }
  await listen(page);
  const button = await named("Try again now", "R-2").elementHandle();
  for (let time = 0; time < 2; time += 1) {
    const tries = line.tries.length;
    await button.press("Enter");
    await expect.poll(() => line.tries.length).toBeGreaterThan(tries);
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("false");
  }
  expect(await button.evaluate((button) => button === document.activeElement), "it is still the one that has the focus").toBe(true);
  expect(await heard(page)).toEqual([]);
  line.down = false;
  await button.press("Enter");
  const said = async () => (await heard(page)).filter((words) => words.startsWith("R-2: "));
  await expect.poll(said).toEqual([expect.stringMatching(/^R-2: Home visit, .*\. Sent on /)]);
  await expect(page.getByRole("heading", { name: "Sending" })).toBeFocused();
  await expect(named("Remove from this list", "R-2")).toHaveCount(1);
  await page.close();
});
