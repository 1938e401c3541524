// Training: invented families, no passphrase, and no way from it to a real record.

import { readFile } from "node:fs/promises";
import { expect, test } from "./journey.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { marked, scenario, training } from "./training.mjs";
import { answer, enter, question, start, violations, wide } from "./words.mjs";

const projector = { width: 1920, height: 1080 };

test("training is entered without a passphrase, says what it is, and is left again", async ({ page }) => {
  await training(page);
  await marked(page);
  await expect.poll(() => page.locator(".training__scenario").count()).toBeGreaterThanOrEqual(12);
  expect(await violations(page)).toEqual([]);
  await picture(page, "training-scenarios");
  await page.getByRole("button", { name: "Leave training" }).click();
  await expect(page.getByRole("button", { name: "Use without keeping anything on this device" })).toBeVisible();
  await enter(page);
  await expect(page.getByRole("link", { name: "Training" })).toBeVisible();
});

test("a wrong record is put right by the keys of a clicker", async ({ page }) => {
  await scenario(page, "A child not seen alone", "Demonstrate");
  const place = page.locator(".training__place");
  await expect(place).toHaveText("1 / 2");
  await expect(page.locator(".training__frame")).toContainText("NEW-35");
  expect(await violations(page)).toEqual([]);
  await picture(page, "training-demonstrate", { landscape, portrait });
  await page.keyboard.press("PageDown");
  await expect(place).toHaveText("2 / 2");
  await expect(page.locator(".training__frame")).toContainText("Nothing is left to put right.");
  await expect(page.locator(".training__frame")).toContainText("The child did not want to");
  await page.keyboard.press("PageUp");
  await expect(place).toHaveText("1 / 2");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Start again" }).click();
  await expect(place).toHaveText("1 / 2");
  await page.getByRole("button", { name: "Projector view" }).click();
  const size = await page.locator(".training__says").evaluate((says) => parseFloat(getComputedStyle(says).fontSize));
  expect(size).toBeGreaterThanOrEqual(28);
  await page.keyboard.press("ArrowRight");
  await picture(page, "training-projector", { projector });
  await marked(page);
  // Its screens are reached again once it is left, by whatever way.
  await page.goBack();
  await expect(page.locator(".training--projector")).toHaveCount(0);
});

test("each step brings its sentence into view, wherever the page was scrolled to, and moves nothing that is seen", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await scenario(page, "A child not seen alone", "Demonstrate");
  // By its place in the file: each choice is one record.
  await page.getByLabel("Which record do you want to put right?").selectOption({ index: 2 });
  const says = page.locator(".training__says");
  await expect(says).toContainText("The worker wrote the parent's view in full");
  await page.getByRole("button", { name: "Projector view" }).click();
  const place = () =>
    page.evaluate(() => {
      const [bar, says] = [".training__top", ".training__says"].map((part) => document.querySelector(part).getBoundingClientRect());
      return says.top >= bar.bottom && says.bottom <= innerHeight;
    });
  for (const [key, words] of [["PageDown", "What the child wants and feels"], ["ArrowRight", "Ash lives there too"], ["PageUp", "What the child wants and feels"], ["Home", "The worker wrote"]]) {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    expect(await place(), "scrolled away").toBe(false);
    await page.keyboard.press(key);
    await expect(says).toContainText(words);
    await expect.poll(place, { message: key }).toBe(true);
  }
  await page.screenshot({ path: "target/screenshots/training-projector-step.png" });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.setViewportSize(projector);
  await page.getByRole("button", { name: "Forward" }).click();
  await expect(says).toContainText("What the child wants and feels");
  expect(await page.evaluate(() => window.scrollY), "the buttons stay under the finger").toBe(0);
});

test("an attempt is blind until it is rated, and is then laid beside the model record", async ({ page }) => {
  await scenario(page, "A child not seen alone", "Try");
  const why = page.getByText("Why this settles nothing");
  await expect(page.getByText("Model record")).toHaveCount(0);
  for (let step = 0; step < 4; step++) await page.getByRole("button", { name: "What happens next?" }).click();
  await page.getByRole("button", { name: "Fill in the facts of the story" }).click();
  await expect(page.getByText("You spoke with Robin alone last time, so that is done.")).toBeVisible();
  await expect(why).toHaveCount(0);
  // What the learner wrote is not written over.
  await answer(page, "visited_by", "The learner");
  await page.getByRole("button", { name: "Fill in the facts of the story" }).click();
  await expect(question(page, "visited_by").getByRole("textbox")).toHaveValue("The learner");
  await answer(page, "wishes_and_feelings", "Robin said: “Not today.” I think that Robin is tired.");
  await answer(page, "wishes_and_feelings_how", ["spoken"]);
  expect(await violations(page)).toEqual([]);
  await picture(page, "training-try");
  await page.getByRole("button", { name: "I have finished" }).click();
  await page.getByRole("radio", { name: "I would ask somebody" }).first().check();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Show the model record" }).click();
  // The button filled in the reason, so nobody found it.
  const list = (name) => page.locator("h3", { hasText: new RegExp(`^${name}$`) }).locator("xpath=following-sibling::ul[1]");
  await expect(list("Found")).toContainText("NEW-39a");
  await expect(list("Found")).not.toContainText("ENG-29");
  await expect(list("Missed")).toContainText("NEW-39b-siblings");
  await expect(why).toHaveCount(2);
  await expect(page.locator(".training__quoted").getByText("“Not today.”", { exact: true })).toBeVisible();
  await expect(page.locator(".training__opinion", { hasText: "I think that Robin is tired." })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await picture(page, "training-revealed");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save my evidence as a file" }).click()]);
  const evidence = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(evidence).toMatchObject({ training: true, scenario: "not-seen-alone", ratings: [{ rating: "not_sure" }], found: ["NEW-39a"], missed: ["NEW-39b-siblings"], contradicted: [] });
  const [record] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save my training record as a file" }).click()]);
  expect(JSON.parse(await readFile(await record.path(), "utf8"))).toMatchObject({ training: true, form: "visit" });
});

/** Fills in the facts of the whole story, answers otherwise, and has the model record shown; gives the evidence. */
async function otherwise(page, title, wrong) {
  await scenario(page, title, "Try");
  const next = page.getByRole("button", { name: "What happens next?" });
  while (await next.isVisible()) await next.click();
  await page.getByRole("button", { name: "Fill in the facts of the story" }).click();
  for (const [id, value] of Object.entries(wrong)) await answer(page, id, value);
  await page.getByRole("button", { name: "I have finished" }).click();
  await page.getByRole("button", { name: "Show the model record" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save my evidence as a file" }).click()]);
  return JSON.parse(await readFile(await file.path(), "utf8"));
}

test("a false yes is shown as against the story, with its rules and the reason", async ({ page }) => {
  const evidence = await otherwise(page, "A child not seen alone", { seen_alone: true, wishes_and_feelings: "Robin is well." });
  expect(evidence.missed).toEqual(expect.arrayContaining(["NEW-35", "ENG-29"]));
  expect(evidence.contradicted).toEqual([{ question: "seen_alone", rules: ["NEW-35", "ENG-29"] }]);
  const list = (name) => page.locator("h3", { hasText: new RegExp(`^${name}$`) }).locator("xpath=following-sibling::ul[1]");
  const against = list("Not as the story tells it");
  await expect(against).toContainText("Your record: Yes");
  await expect(against).toContainText("Story: No");
  await expect(against).toContainText("Not today. I want to finish my game with Ash.");
  await expect(against).toContainText("NEW-35, ENG-29");
  await expect(list("Missed").locator("li", { hasText: "NEW-35" })).toContainText("In the model record: Explained.");
  expect(await violations(page)).toEqual([]);
  await picture(page, "training-against", { landscape, portrait });
});

test("the bedroom is found by its reason, and missed by a yes", async ({ page }) => {
  const honest = await otherwise(page, "A teenager says no to the bedroom", { bedroom_not_seen_reason: "young_person_declined" });
  expect(honest).toMatchObject({ found: ["NEW-36"], contradicted: [] });
  await page.getByRole("button", { name: "Leave training" }).click();
  await page.getByRole("button", { name: "Go on without saving" }).click();
  const lie = await otherwise(page, "A teenager says no to the bedroom", { bedroom_seen: true });
  expect(lie).toMatchObject({ found: [], contradicted: [{ question: "bedroom_seen" }] });
  expect(lie.missed).toContain("NEW-36");
});

test("one fact changes, and one sentence says what that moved", async ({ page }) => {
  await scenario(page, "The day before the sixteenth birthday", "Change one fact");
  const says = page.locator(".training__says");
  await page.getByRole("button", { name: "One year older" }).click();
  await expect(says).toHaveText("Sixteen today: the Director of Children's Services must approve.");
  expect(await violations(page)).toEqual([]);
  await picture(page, "training-change", { landscape, portrait, projector });
  await page.getByRole("button", { name: "One year younger" }).click();
  await page.locator("#days").fill("19");
  await expect(says).toContainText("19 working days looked after: this procedure does not say who approves.");
  await page.getByLabel("Legal status").selectOption({ label: "Care order (C2)" });
  await expect(says).toContainText("Care order");
});

test("a case that is no decision yet shows its own age and days, counted to its own day", async ({ page }) => {
  await scenario(page, "Past the second review, and still not home", "Change one fact");
  await expect(page.locator("#age")).toHaveText("6");
  // From 8 June to 13 November 2026, without the bank holiday of August.
  await expect(page.locator("label[for=days]")).toHaveText("Working days looked after: 113");
  await page.getByRole("button", { name: "One year older" }).click();
  await expect(page.locator(".training__says")).toContainText("Seven today");
});

test("a scenario that is no decision says that one is checked, and has no list of what a decision would still ask", async ({ page }) => {
  await scenario(page, "A child not seen alone", "Change one fact");
  const said = page.getByText("As if the decision to return home were being made with these facts.");
  for (const way of ["Change one fact", "Compare"]) {
    await page.getByRole("button", { name: way, exact: true }).click();
    await expect(said).toBeVisible();
    await expect(page.getByRole("heading", { name: "Who approves" }).first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "What is left to put right" })).toHaveCount(0);
    await picture(page, `training-as-decision-${way.at(0)}`);
  }
  await scenario(page, "The day before the sixteenth birthday", "Change one fact");
  await expect(page.getByRole("heading", { name: "What is left to put right" })).toBeVisible();
  await expect(said).toHaveCount(0);
});

test("one case stands under two procedures and the law, and the approval table is a picture", async ({ page }) => {
  await scenario(page, "Sixteen, and the procedure asks for less than the law", "Compare");
  await expect(page.locator(".training__columns section")).toHaveCount(3);
  await expect(page.locator(".training__columns")).toContainText("Regulation 39(5)");
  await expect.poll(() => page.locator("td.grid__cell--weaker").count()).toBeGreaterThan(0);
  await expect.poll(() => page.locator("td.grid__silent").count()).toBeGreaterThan(0);
  await page.locator("td.grid__cell--weaker").last().click();
  await expect(page.locator(".training__picture .govuk-inset-text").first()).toContainText("NUT-10");
  await page.getByText("The same as a table").first().click();
  expect(await violations(page)).toEqual([]);
  await page.locator(".training__picture").first().scrollIntoViewIfNeeded();
  await picture(page, "training-compare", { landscape, portrait, projector });
  await page.locator(".training__picture").first().screenshot({ path: "target/screenshots/training-approval-table.png" });
});

test("a case says how old its document is, and that nobody in practice has read the rules", async ({ page }) => {
  await scenario(page, "Sixteen, and the procedure asks for less than the law");
  const cautions = page.locator(".training__cautions");
  await expect(cautions).toContainText("The document is dated");
  await expect(cautions).toContainText("Check that it is still in force.");
  await expect(cautions).toContainText("Nobody in practice has read these rules yet.");
  await page.emulateMedia({ media: "print" });
  await expect(cautions).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await picture(page, "training-cautions", { landscape, portrait });
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.getByLabel("Compare with which procedure?").selectOption({ label: "Northamptonshire" });
  const of = (authority) => page.locator(".training__columns section", { has: page.getByRole("heading", { level: 2, name: authority }) });
  await expect(of("procedure in a nutshell")).toContainText("Check that it is still in force.");
  await expect(of("Northamptonshire")).toContainText("Nobody in practice has read these rules yet.");
});

test("the cells of the approval picture are targets, and their letters can be read", async ({ page }) => {
  await scenario(page, "Sixteen, and the procedure asks for less than the law", "Compare");
  const cells = page.locator("td.grid__cell");
  await expect.poll(() => cells.count()).toBeGreaterThan(100);
  const phone = { width: 390, height: 844 };
  for (const [size, least] of [[portrait, 44], [{ width: 1280, height: 720 }, 44], [projector, 44], [phone, 24]]) {
    await page.setViewportSize(size);
    const smallest = await cells.evaluateAll((all) => {
      const boxes = all.map((cell) => cell.getBoundingClientRect());
      const letters = all.map((cell) => parseFloat(getComputedStyle(cell).fontSize));
      return { high: Math.min(...boxes.map((box) => box.height)), wide: Math.min(...boxes.map((box) => box.width)), letters: Math.min(...letters) };
    });
    expect(smallest.high, `at ${size.width}`).toBeGreaterThanOrEqual(least);
    expect(smallest.wide, `at ${size.width}`).toBeGreaterThanOrEqual(least);
    expect(smallest.letters, `at ${size.width}`).toBeGreaterThanOrEqual(16);
    expect(await wide(page), `at ${size.width}`).toBeLessThanOrEqual(0);
    await page.locator(".training__picture").first().screenshot({ path: `target/screenshots/training-cells-${size.width}.png` });
  }
  await page.setViewportSize(projector);
  expect((await page.locator("table.grid").first().boundingBox()).width, "before an audience it takes the room").toBeGreaterThan(1400);
});

test("a file in another encoding, or too large, is refused for that reason", async ({ page }) => {
  await training(page);
  const refused = async (buffer, words) => {
    await page.getByLabel("Open a file").setInputFiles({ name: "seen.toml", mimeType: "application/toml", buffer });
    await expect(page.locator("#open-problem")).toContainText(words);
  };
  await refused(Buffer.from('title = "Chloë"', "latin1"), "save it as UTF-8");
  await refused(Buffer.from("a".repeat(300 * 1024)), "larger than 256 KB");
  await refused(Buffer.from('\ufefftitle = "Chloë"', "utf16le"), "save it as UTF-8");
  await refused(Buffer.from('title = "Chloë"'), "is missing");
  await refused(Buffer.from("age-encryption.org/v1\n"), "To open an encrypted training record, decrypt it first");
});

test("who stays at the browser's question on the way back is where they were, and can still leave", async ({ page }) => {
  const asked = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await scenario(page, "A child not seen alone", "Try");
  await page.getByRole("button", { name: "Fill in the facts of the story" }).click();
  await page.evaluate(() => history.go(-3));
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect.poll(() => new URL(page.url()).hash, "the address says what is shown").toBe("#training");
  await marked(page);
  await page.getByRole("button", { name: "Leave training" }).click();
  await page.getByRole("button", { name: "Go on without saving" }).click();
  await expect(page.getByRole("button", { name: "Use without keeping anything on this device" })).toBeVisible();
  expect(asked, "asked once").toHaveLength(1);
});

test.describe("without a service worker, which would answer at once", () => {
  test.use({ serviceWorkers: "block" });

  test("who stays with an unsaved record is not taken to training by loading the page anew, and can still go there", async ({ page }) => {
    let leave = false;
    const asked = [];
    page.on("dialog", async (dialog) => {
      asked.push(dialog.type());
      await (leave ? dialog.accept() : dialog.dismiss());
    });
    await start(page);
    await answer(page, "visited_by", "Pat Placeholder");
    await page.goBack();
    const home = page.getByRole("heading", { level: 1, name: "Children and records" });
    const link = page.getByRole("link", { name: "Training" });
    const hash = () => new URL(page.url()).hash;
    for (const times of [1, 2]) {
      await link.click();
      await expect.poll(() => asked).toHaveLength(times);
      await expect.poll(hash, "the address says what is shown").toBe("");
      await expect(home).toBeVisible();
    }
    // A device on which the page takes long to come: what is asked for is still what comes.
    let slow = 0;
    await page.route("**/*", async (route) => {
      if (route.request().isNavigationRequest()) {
        slow += 1;
        await new Promise((done) => setTimeout(done, 2000));
      }
      await route.continue();
    });
    leave = true;
    await link.click();
    await expect(page.getByRole("heading", { level: 1, name: "Choose a scenario" })).toBeVisible();
    expect(hash()).toBe("#training");
    expect(slow, "it did take long").toBe(1);
  });
});

test("nothing is wider than the page", async ({ page }) => {
  await scenario(page, "A procedure that says nothing");
  for (const way of ["Story", "Demonstrate", "Try", "Change one fact", "Compare"]) {
    await page.getByRole("button", { name: way, exact: true }).click();
    for (const size of [portrait, landscape, projector]) {
      await page.setViewportSize(size);
      expect(await wide(page), `${way} at ${size.width}`).toBeLessThanOrEqual(0);
    }
  }
});
