// Training: a scenario is written from a record, tested, saved, and handed on as a file or a link; a council's own procedure is opened.

import { createHash, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { kept } from "./editions.mjs";
import { expect, test } from "./journey.mjs";
import { folder, landscape, picture, portrait } from "./screens.mjs";
import { root, wayhome } from "./wayhome.mjs";
import { answer, question, small, violations, wide } from "./words.mjs";

const record = join(root, "samples/visit-complete.json");
const projector = { width: 1920, height: 1080 };

async function training(page, end = "#training") {
  await page.goto(`/${end}`);
  await expect(page.getByText("Training: an invented family, not a real record")).toBeVisible();
}

/** A screen that is fit to be shown: axe finds nothing, no target is small, nothing is wider than the page. */
async function fit(page) {
  expect(await violations(page)).toEqual([]);
  expect(await small(page)).toEqual([]);
  for (const size of [portrait, landscape]) {
    await page.setViewportSize(size);
    expect(await wide(page), String(size.width)).toBeLessThanOrEqual(0);
  }
}

/** A text as a link carries it. */
const packed = (text) => deflateRawSync(text).toString("base64url");

let compiled;
/** The compiled procedure of an invented council. */
function harbour() {
  compiled ??= wayhome("compile", join(root, "tests/procedures/harbour.toml"));
  return compiled;
}

/** A compiled procedure that somebody changed, with the hash that it then has. */
function hashed(changed) {
  const without = changed.trim().replace(/"hash":"[0-9a-f]+"/, '"hash":""');
  return without.replace('"hash":""', `"hash":"${createHash("sha256").update(without).digest("hex")}"`);
}

/** What an opened procedure is called in a choice. */
const called = (text, from) => `Harbour County Council (invented), from a ${from} (${JSON.parse(text).hash.slice(0, 8)})`;

const part = (page, name) => page.getByRole("navigation", { name: "Parts of the scenario" }).getByRole("button", { name, exact: true }).click();
const choose = (page, file) => page.getByLabel("Open a file").setInputFiles(file);
const heading = (page) => page.getByRole("heading", { level: 1 });
const problem = (page) => page.locator("#open-problem");

/** A file as the browser is handed it. */
const named = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** Writes a whole scenario from the sample record. */
async function write(page) {
  await training(page);
  await choose(page, record);
  await page.getByRole("button", { name: "Yes, everybody in it is invented" }).click();
  await page.getByLabel("Title").fill("Seen alone");
  await page.getByLabel("What it teaches").fill("What is not written was not done.");
  await page.getByLabel("The day on which the records are checked").fill("2026-03-02");
  await part(page, "Story");
  await page.getByLabel("Heading").fill("At the door");
  await page.getByLabel("What happens").fill("Robin opens the door, and asks whether you want to see the new room.");
  await part(page, "Model record");
  await question(page, "seen_alone").getByLabel("When does it come out?").selectOption({ label: "Step 1: At the door" });
  const expects = page.getByRole("button", { name: "Expect exactly this" });
  if (await expects.isVisible()) await expects.click();
  await part(page, "Other records");
  await page.getByRole("button", { name: "Add a wrong record" }).click();
  await page.getByLabel("Title").fill("Nothing about it");
  await page.getByLabel("What the worker did").fill("The worker wrote about the home, and forgot the child.");
  await page.getByRole("button", { name: "Change its answers" }).click();
  await question(page, "seen_alone").getByRole("radio", { name: "No", exact: true }).check();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByLabel("What to say about it").fill("Say that you saw Robin alone.");
  await expect(page.getByText("Nothing is expected so far.")).toBeVisible();
  await page.getByRole("button", { name: "Expect exactly this" }).click();
  await part(page, "Reasons");
  await page.getByRole("button", { name: "Add a reason" }).click();
  await page.getByLabel("Which answer?").selectOption({ label: "Wishes and feelings" });
  await page.getByLabel("Why it is worded so").fill("Robin’s words stand first.");
  await page.getByLabel("The child’s own words in it").fill("I like my own room. I want to see Pat on Sundays.");
  await part(page, "To talk about");
  await page.getByRole("button", { name: "Add a question" }).click();
  await page.getByLabel("The question: Question 1").fill("Who is Pat?");
}

test("a scenario is made from a record, tested, and saved as a file that the command line takes", async ({ page }, info) => {
  test.slow();
  await write(page);
  await fit(page);
  for (const name of ["About it", "Model record", "Story", "Other records", "Reasons"]) {
    await part(page, name);
    await fit(page);
    await picture(page, `training-write-${name.toLowerCase().replaceAll(" ", "-")}`, { landscape, portrait, projector });
  }
  await part(page, "Test and save");
  await expect(page.getByText("The scenario holds")).toBeVisible();
  await fit(page);
  await picture(page, "training-write-test", { landscape, portrait, projector });
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
  expect(file.suggestedFilename()).toBe("seen-alone.toml");
  const path = info.outputPath("seen-alone.toml");
  await file.saveAs(path);
  expect(await readFile(path, "utf8")).toContain("training = true");
  expect(wayhome("lint", path)).toContain("nothing to put right");

  // A colleague opens it, and teaches with it.
  await training(page, "?colleague#training");
  await choose(page, path);
  await expect(heading(page)).toHaveText("Story: Seen alone");
  await page.getByRole("button", { name: "Demonstrate", exact: true }).click();
  await expect(page.locator(".training__frame")).toContainText("ENG-29");
});

test("what is not right is said in plain words, and leads to where it is mended", async ({ page }) => {
  await write(page);
  await part(page, "About it");
  await page.getByLabel("What it teaches").fill("");
  await part(page, "Reasons");
  await page.getByLabel("The child’s own words in it").fill("Nobody said this");
  await part(page, "Model record");
  await question(page, "bedroom_seen").getByRole("radio", { name: "No", exact: true }).check();
  await part(page, "Test and save");
  const problems = page.locator(".training__problem");
  await expect(problems).toHaveText([/What it teaches is empty/, /does not stand in the answer to “Wishes and feelings”/]);
  await fit(page);
  await problems.first().click();
  await expect(page.getByLabel("What it teaches")).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("What it teaches")).toHaveValue("What is not written was not done.");
  await part(page, "Test and save");
  await expect(page.getByText("The scenario holds")).toBeVisible();
});

test("a link carries the scenario, and the address says nothing once it is read", async ({ page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-write"]);
  await write(page);
  await part(page, "Test and save");
  await page.getByRole("button", { name: "Copy a link" }).click();
  const link = await page.getByLabel("Link to this scenario").inputValue();
  expect(link).toContain("/#training=");
  await expect(page.getByText("Copied.")).toBeVisible();
  const other = await context.newPage();
  await other.goto(link);
  await expect(heading(other)).toHaveText("Story: Seen alone");
  expect(other.url()).toBe(`${baseURL}#training`);
  expect(await other.evaluate(() => JSON.stringify(history.state))).toBe("1");
  // Where the app is open already, too.
  await other.goto(baseURL);
  await other.goto(link);
  await expect(heading(other)).toHaveText("Story: Seen alone");
});

for (const [name, fragment] of [
  ["no base64", "%%%"],
  ["no compressed text", Buffer.from("nothing at all").toString("base64url")],
  ["too long", "a".repeat(33_000)],
  ["a hundred million letters", deflateRawSync(Buffer.alloc(100_000_000, 123)).toString("base64url").slice(0, 31_000)],
  ["a million letters", deflateRawSync(Buffer.alloc(1_000_000, 123)).toString("base64url")],
  ["no scenario", deflateRawSync('{"model":{"answers":"Robin"}}').toString("base64url")],
  ["a record", deflateRawSync('{"procedure":"newcastle","form":"visit","answers":{}}').toString("base64url")],
  ["a later format", deflateRawSync('{"wayhome":2,"model":{}}').toString("base64url")],
  ["text that is not UTF-8", deflateRawSync(Buffer.from([123, 255, 254])).toString("base64url")],
  ["a procedure that is cut off", packed(harbour().slice(0, 9000))],
  ["half of a packed procedure", packed(harbour()).slice(0, 3000)],
  ["a procedure that somebody edited", packed(harbour().replace("must", "should"))],
  ["a procedure without its hash", packed(harbour().replace(/"hash":"[0-9a-f]+"/, '"hash":""'))],
  ["a procedure larger than a link may hold", packed(harbour().replace('{"wayhome":1,', `{"wayhome":1,${" ".repeat(300_000)}`))],
  ["a procedure of a later format", packed(harbour().replace('{"wayhome":1', '{"wayhome":7'))],
  ["what only calls itself a procedure", packed('{"wayhome":1,"authority":"Robin","hash":"1","forms":[]}')],
]) {
  test(`a link that holds ${name} is refused in words`, async ({ page, baseURL }) => {
    await training(page, `#training=${fragment}`);
    await expect(problem(page)).toContainText("What the link carries could not be opened.");
    await expect(problem(page)).not.toContainText("Robin");
    await expect(page.getByText("Procedures that you opened")).toHaveCount(0);
    expect(page.url()).toBe(`${baseURL}#training`);
    await expect(page.getByRole("button", { name: "A child not seen alone" })).toBeVisible();
  });
}

test("a record asks whether its family is invented, and goes nowhere without an answer", async ({ page }) => {
  await training(page);
  await choose(page, record);
  const asks = page.getByRole("heading", { name: "Is this family invented?" });
  await expect(asks).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Go back" }).click();
  await expect(asks).toBeHidden();
  await expect(page.getByRole("button", { name: "Go on writing" })).toHaveCount(0);
  await choose(page, named("training.json", JSON.stringify({ training: true, ...JSON.parse(await readFile(record, "utf8")) })));
  await expect(heading(page)).toHaveText("About it: A scenario without a title");
});

test("a file is dropped, and what is no file of Wayhome's is refused in words", async ({ page }) => {
  await training(page);
  const drop = async (name, text) => {
    const data = await page.evaluateHandle(([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      return data;
    }, [name, text]);
    await page.locator(".training__drop").dispatchEvent("drop", { dataTransfer: data });
  };
  await drop("a.toml", "title = 'Seen'\nseen = yes");
  await expect(problem(page)).toContainText("Line 2: this value needs quotation marks");
  await expect(problem(page)).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await drop("a.json", "[1, 2");
  await expect(problem(page)).toContainText("The file could not be opened.");
  await drop("a.toml", await readFile(join(root, "crates/wayhome-training/scenarios/03-day-before-sixteen.toml"), "utf8"));
  await expect(heading(page)).toHaveText("Story: The day before the sixteenth birthday");
});

test("a council's own procedure is opened, used beside the others, and refused where it is damaged", async ({ page }) => {
  test.slow();
  const compiled = harbour();
  await training(page);
  await choose(page, named("harbour.json", compiled.replace("must", "should")));
  await expect(problem(page)).toContainText("it is damaged, or somebody changed it");
  await choose(page, named("harbour.json", compiled.slice(0, 4000)));
  await expect(problem(page)).toContainText("The file could not be opened.");
  await choose(page, named("harbour.json", compiled.replace('{"wayhome":1', '{"wayhome":7')));
  await expect(problem(page)).toContainText("format 7");
  await choose(page, named("harbour.json", compiled));
  const name = called(compiled, "file");
  await expect(page.getByText(name, { exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Past the second review, and still not home" }).click();
  await expect(heading(page)).toHaveText("Story: Past the second review, and still not home");
  await expect(page.getByLabel("Which procedure?"), "it has no form for a review").toHaveCount(0);
  await page.getByRole("button", { name: "Other scenarios" }).click();
  await page.getByRole("button", { name: "The day before the sixteenth birthday" }).click();
  await page.getByLabel("Which procedure?").selectOption({ label: name });
  await expect(page.locator(".govuk-hint").first()).toContainText("Harbour County Council");
  await expect(page.getByText("This story was written for Tees")).toBeVisible();
  await page.getByRole("button", { name: "Change one fact", exact: true }).click();
  await page.getByRole("button", { name: "One year older" }).click();
  await expect(page.locator(".training__says")).toContainText("Sixteen today");
  await expect(page.locator(".training__says")).toContainText("the Director of Children's Services must approve");
  await page.getByRole("button", { name: "Try", exact: true }).click();
  await answer(page, "legal_status", "care_order");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.locator(".training__picture").first()).toContainText("Harbour County Council");
  expect(await page.locator("td.grid__silent").count()).toBeGreaterThan(0);
  expect(await violations(page)).toEqual([]);
});

test("a procedure is not opened as whole where the browser cannot check it", async ({ page }) => {
  await page.addInitScript(() => {
    delete SubtleCrypto.prototype.digest;
  });
  await training(page);
  await choose(page, named("harbour.json", harbour()));
  await expect(problem(page)).toContainText("cannot be checked here");
});

test("a procedure whose law is not here is refused, and not checked without it", async ({ page }) => {
  await training(page);
  await choose(page, named("floating.json", hashed(harbour().replace('"floor":"england"', '"floor":"wales"'))));
  await expect(problem(page)).toContainText("The procedure `harbour` stands on `wales`, which is not there. Add `wales` first.");
  await expect(page.getByText("Harbour County Council (invented), from a file")).toHaveCount(0);
});

test("a link carries a council's own procedure, which is used without a connection", async ({ page, context }) => {
  test.slow();
  await context.grantPermissions(["clipboard-write"]);
  await page.goto("/");
  await kept(page);
  await training(page);
  await choose(page, named("harbour.json", `\ufeff${harbour()}\n`));
  await page.getByRole("button", { name: "Copy a link to this procedure" }).click();
  const link = await page.getByLabel("Link to this procedure").inputValue();
  await expect(page.getByText("Copied.")).toBeVisible();
  await fit(page);
  await picture(page, "training-procedure-link", { landscape, portrait, projector });
  await page.close();

  const other = await context.newPage();
  await context.setOffline(true);
  await other.goto(link);
  const name = called(harbour(), "link");
  await expect(other.getByText(name, { exact: true })).toBeVisible();
  expect(other.url()).toMatch(/#training$/);
  await other.getByRole("button", { name: "The day before the sixteenth birthday" }).click();
  await other.getByLabel("Which procedure?").selectOption({ label: name });
  await other.getByRole("button", { name: "Try", exact: true }).click();
  await answer(other, "legal_status", "care_order");
  await expect(other.locator(".govuk-hint").first()).toContainText("Harbour County Council");
  await other.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(other.locator(".training__picture").first()).toContainText("Harbour County Council");
  expect(await violations(other)).toEqual([]);
});

test("a procedure from a link takes the place of none that Wayhome ships", async ({ page }, info) => {
  test.slow();
  const source = info.outputPath("newcastle.toml");
  const text = await readFile(join(root, "tests/procedures/harbour.toml"), "utf8");
  await writeFile(source, text.replaceAll("harbour.", "newcastle.").replace('id = "harbour"', 'id = "newcastle"'));
  const compiled = wayhome("compile", source);
  await training(page, `#training=${packed(compiled)}`);
  await expect(page.getByText(called(compiled, "link"), { exact: true })).toBeVisible();
  await expect(page.getByText("Wayhome has a procedure with the same id. That one stays")).toBeVisible();
  await page.getByRole("button", { name: "A child not seen alone" }).click();
  await expect(page.locator(".govuk-hint").first()).toContainText("Newcastle City Council");
  await expect(page.locator("main")).not.toContainText("Harbour County Council (invented), Home");
});

test("a procedure that is too long for a link says so", async ({ page }) => {
  await training(page);
  const noise = randomBytes(40_000).toString("base64");
  await choose(page, named("long.json", hashed(harbour().replace("Harbour County Council does not exist.", noise))));
  await page.getByRole("button", { name: "Copy a link to this procedure" }).click();
  await expect(page.getByText("The procedure is too long for a link. Send its file.")).toBeVisible();
  await expect(page.getByLabel("Link to this procedure")).toHaveCount(0);
});

test("a scenario in a link follows a council's procedure that came by a link before it", async ({ page, baseURL }) => {
  const scenario = { wayhome: 1, training: true, id: "quay", title: "On the quay", shows: "A visit.", procedure: "harbour", form: "visit", today: "2026-03-02", step: [{ title: "At the door", tells: "Robin opens.", facts: {} }], model: { answers: {} } };
  await training(page, `#training=${packed(JSON.stringify(scenario))}`);
  await expect(problem(page)).toContainText("open its compiled file or its link first");
  await page.goto(`${baseURL}#training=${packed(harbour())}`);
  await expect(page.getByText(called(harbour(), "link"), { exact: true })).toBeVisible();
  await page.goto(`${baseURL}#training=${packed(JSON.stringify(scenario))}`);
  await expect(heading(page)).toHaveText("Story: On the quay");
  expect(page.url()).toBe(`${baseURL}#training`);
  await page.goBack();
  await expect(page.getByText(called(harbour(), "link"), { exact: true })).toBeVisible();
});

test("Back goes one screen back, and leaving asks before anything is lost", async ({ page, baseURL }) => {
  await training(page);
  await page.getByRole("button", { name: "A child not seen alone" }).click();
  await page.getByRole("button", { name: "Try", exact: true }).click();
  await answer(page, "wishes_and_feelings", "Robin is tired.");
  await page.getByRole("button", { name: "I have finished" }).click();
  await page.getByRole("radio", { name: "I would ask somebody" }).first().check();
  await page.getByRole("button", { name: "Show the model record" }).click();
  await expect(page.getByRole("heading", { name: "What the case turns on" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("radio", { name: "I would ask somebody" }).first()).toBeChecked();
  await page.goBack();
  await expect(question(page, "wishes_and_feelings").getByRole("textbox")).toHaveValue("Robin is tired.");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "At the door" })).toBeVisible();
  await expect(page.getByRole("button", { name: "I have finished" })).toHaveCount(0);
  await page.goForward();
  await expect(question(page, "wishes_and_feelings").getByRole("textbox")).toHaveValue("Robin is tired.");
  expect(page.url()).toBe(`${baseURL}#training`);
  expect(await page.evaluate(() => JSON.stringify(history.state))).toMatch(/^\d+$/);
  for (const away of ["Other scenarios", "Leave training"]) {
    await page.getByRole("button", { name: away }).click();
    await expect(page.getByRole("heading", { name: "What you wrote is not saved" })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Go back" }).click();
    await expect(heading(page)).toHaveText("Try: A child not seen alone");
  }
  await page.getByRole("button", { name: "Leave training" }).click();
  await page.getByRole("button", { name: "Go on without saving" }).click();
  await expect(page.getByRole("button", { name: "Use without keeping anything on this device" })).toBeVisible();
});

test("an empty scenario begins with what there is to do, by the keyboard alone", async ({ page }) => {
  await training(page);
  await page.getByLabel("For which procedure and form?").selectOption({ label: "Newcastle City Council: Home visit" });
  await page.getByRole("button", { name: "Begin" }).press("Enter");
  await expect(heading(page)).toBeFocused();
  for (const [name, words] of [["Other records", "There is no wrong record yet."], ["Reasons", "There is no reason yet."], ["To talk about", "There is no question yet."]]) {
    await page.getByRole("button", { name, exact: true }).press("Enter");
    await expect(page.getByText(words)).toBeVisible();
    await fit(page);
  }
  await page.getByRole("button", { name: "Add a question" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Question 1" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Who is Pat?");
  await expect(page.getByLabel("The question: Question 1")).toHaveValue("Who is Pat?");
  await page.getByRole("button", { name: "Remove: Question 1" }).press("Enter");
  await expect(page.getByText("There is no question yet.")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByLabel("The question: Question 1")).toHaveValue("Who is Pat?");
  await page.getByRole("button", { name: "Test and save", exact: true }).press("Enter");
  await expect(page.getByText("The title is empty.")).toBeVisible();
  await page.screenshot({ path: `${folder}training-write-empty.png` });
});
