// Nothing that identifies a child gets where others read it: titles, addresses, histories, logs, file names, caches, the network.

import { readFile } from "node:fs/promises";
import { expect, test } from "./journey.mjs";
import { kept } from "./editions.mjs";
import { addChild, alert, enter, question, section, start } from "./words.mjs";

// A word that nothing of ours holds.
const CANARY = "Quillfeather";

/** Types the canary into every text box of the open section; says how many there were. */
async function typeInto(page) {
  const boxes = page.locator("main").locator("textarea:visible, input[type=text]:visible");
  let typed = 0;
  for (const box of await boxes.all()) {
    await box.fill(CANARY);
    await box.blur();
    typed += 1;
  }
  return typed;
}

const everywhere = (page) =>
  page.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map(async (name) => {
      const cache = await caches.open(name);
      const kept = await Promise.all((await cache.keys()).map(async (request) => request.url + (await (await cache.match(request)).text())));
      return name + kept.join();
    }));
    return {
      title: document.title,
      address: location.href,
      state: JSON.stringify(history.state),
      cookies: document.cookie,
      local: JSON.stringify({ ...localStorage }),
      session: JSON.stringify({ ...sessionStorage }),
      databases: JSON.stringify(await indexedDB.databases()),
      caches: stores.join(),
      requests: performance.getEntries().map(({ name }) => name).join(),
      window: window.name,
    };
  });

test("what is typed into a form is found in no title, address, history, log, file name, cache or request", async ({ context, page }) => {
  test.slow();
  const said = [];
  context.on("console", (message) => said.push(message.text()));
  context.on("request", (request) => said.push(`${request.url()} ${request.postData() ?? ""} ${JSON.stringify(request.headers())}`));
  await page.goto("/");
  await kept(page);
  await start(page);
  const titles = await page.locator(".sections__title").allTextContents();
  const names = [];
  let typed = 0;
  for (const title of titles) {
    await section(page, title);
    typed += await typeInto(page);
    for (const [place, found] of Object.entries(await everywhere(page))) expect(found ?? "", `${place}, ${title}`).not.toContain(CANARY);
    names.push(await page.title());
  }
  expect(typed, "the canary was typed somewhere").toBeGreaterThan(5);
  expect(new Set(names).size, "titles name the section").toBeGreaterThan(1);

  await page.getByRole("button", { name: "Download", exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download record" }).click()]);
  expect(download.suggestedFilename()).not.toContain(CANARY);
  // The control: where it is meant to be, it is found.
  expect(await readFile(await download.path(), "utf8")).toContain(CANARY);
  expect(said.join("\n")).not.toContain(CANARY);
});

test("a file that cannot be opened is not quoted", async ({ page }) => {
  await enter(page);
  const texts = [
    `{"procedure":"newcastle","form":"visit","answers":{"visited_by":"${CANARY}"`,
    `${CANARY}`,
    `{"procedure":"newcastle","form":"visit","answers":"${CANARY}"}`,
    `{"procedure":"${CANARY} is hit","form":"visit","answers":{}}`,
    `{"procedure":"newcastle","form":"${CANARY} is scared","answers":{}}`,
    `{"procedure":"newcastle","form":"visit","answers":{"${CANARY} is scared":1,"${CANARY} is scared":2}}`,
  ];
  for (const text of texts) {
    await page.getByLabel("Choose a record").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(alert(page)).toBeVisible();
    expect(await page.locator("body").innerText()).not.toContain(CANARY);
  }
});

test("no control lets the browser remember or send away what is typed", async ({ page }) => {
  await start(page);
  for (const title of await page.locator(".sections__title").allTextContents()) {
    await section(page, title);
    expect(await remembering(page), title).toEqual([]);
  }
  await expect(question(page, "nothing")).toHaveCount(0);
});

/** The controls that let the browser remember, correct or send away what is typed. Nothing is typed into a file input, but what was chosen may be kept. */
const remembering = (page) =>
  page.locator("main").locator("textarea, input, select").evaluateAll((controls) =>
    controls
      .filter((control) => {
        const typed = control.matches("textarea, input:not([type]), input[type=text], input[type=search], input[type=date]");
        return control.autocomplete !== "off" || (typed && (control.spellcheck || control.getAttribute("autocorrect") !== "off"));
      })
      .map((control) => control.id || control.outerHTML),
  );

test("nor does the first screen, whose search is for children", async ({ page }) => {
  await enter(page);
  for (let child = 1; child <= 6; child += 1) {
    await addChild(page, `R-${child}`);
    await page.getByRole("button", { name: "Back", exact: true }).click();
  }
  await expect(page.getByRole("searchbox")).toBeVisible();
  await page.locator(".home__quick summary").click();
  expect(await remembering(page)).toEqual([]);
});

test("no control of training does either, least of all where a scenario is written", async ({ page }) => {
  await page.goto("/#training");
  expect(await remembering(page)).toEqual([]);
  await page.getByRole("button", { name: "A child not seen alone" }).click();
  const ways = page.getByRole("navigation", { name: "Ways to learn" });
  for (const way of ["Demonstrate", "Try", "Change one fact", "Compare", "Story"]) {
    await ways.getByRole("button", { name: way, exact: true }).click();
    expect(await remembering(page), way).toEqual([]);
  }
  await page.getByRole("button", { name: "Make it your own" }).click();
  const parts = page.getByRole("navigation", { name: "Parts of the scenario" });
  let boxes = 0;
  for (const part of ["About it", "Model record", "Story", "Other records", "Reasons", "To talk about", "Test and save"]) {
    await parts.getByRole("button", { name: part, exact: true }).click();
    if (part === "Test and save") await page.getByRole("button", { name: "Copy a link" }).click();
    boxes += await page.locator("main").locator("textarea, input[type=text], input[type=date]").count();
    expect(await remembering(page), part).toEqual([]);
  }
  await expect(page.getByLabel("Link to this scenario")).toBeVisible();
  expect(await remembering(page), "the link").toEqual([]);
  expect(boxes, "there was something to write in").toBeGreaterThan(20);
});
