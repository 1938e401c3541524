// How long the form takes, at a sixth of this machine's speed: what a keystroke costs, what a tap costs, and a whole check.
// By hand, after `cargo xtask build`: `node tests/browser/measure.mjs`. It prints and never fails: a time is no test.
//
// A keystroke or a tap is measured from the event to the end of all that it brings about before the browser draws (handlers, signals, effects);
// and once more to the end of the drawing.
// A whole check is bounded from above by making a download: that is a full report and the file on top. The package's own, after
// `cargo xtask package`, is timed alone: a report in words, and states without, of a home visit with every question answered.
// A start is that of the installed app without a connection, in a browser that was closed before, until the first screen takes a tap.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../embed/host.mjs";
import { executablePath, switches } from "./chromium.mjs";
import { landscape } from "./screens.mjs";
import { startServer } from "./server.mjs";
import { enter } from "./words.mjs";

const SLOWER = 6;
const ROUNDS = 200;
const STARTS = 9;

const server = await startServer();
const browser = await chromium.launch({ executablePath, args: switches });
try {
  const page = await browser.newPage({ viewport: landscape });
  for (const form of ["Home visit", "Decision to return home"]) {
    await enter(page, server.url);
    await page.getByRole("radio", { name: "Newcastle City Council" }).check();
    await page.getByRole("radio", { name: form }).check();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByRole("navigation", { name: "Sections" }).waitFor();
    const debug = await page.context().newCDPSession(page);
    await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const times = await page.evaluate(measured, ROUNDS);
    await debug.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    for (const [what, taken] of Object.entries(times)) console.log(`${form}, ${what}: ${said(taken)}`);
  }
  const host = await serve({ "/": new URL("../../pkg/dist/", import.meta.url).pathname });
  const bare = await browser.newPage();
  await bare.goto(`${host.url}/index.js`);
  const debug = await bare.context().newCDPSession(bare);
  await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  for (const [what, taken] of Object.entries(await bare.evaluate(checks, ROUNDS))) console.log(`the package, ${what}: ${said(taken)}`);
  await host.close();
} finally {
  await browser.close();
  await server.stop();
}

console.log(`the installed app, start to usable: ${said(await starts(STARTS))}`);

/** Installs the app, takes the network away, and starts it again and again, each time in a new browser. */
async function starts(rounds) {
  const folder = await mkdtemp(join(tmpdir(), "wayhome-start-"));
  const open = () => chromium.launchPersistentContext(folder, { executablePath, args: switches, viewport: landscape });
  const first = (page) => page.getByRole("button", { name: "Use without keeping anything on this device" });
  const server = await startServer();
  let context = await open();
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByText("Wayhome opens on this device without a connection.").waitFor();
  await server.stop();
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    await context.close();
    context = await open();
    const page = await context.newPage();
    const debug = await context.newCDPSession(page);
    await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript(() => {
      const look = () => {
        const there = [...document.querySelectorAll("button")].some((button) => button.textContent.startsWith("Use without keeping"));
        // The frame that shows it is drawn, and what was asked for meanwhile is done: a tap would be taken.
        requestAnimationFrame(there ? () => setTimeout(() => (window.usable = performance.now())) : look);
      };
      look();
    });
    await page.goto(server.url);
    await first(page).waitFor();
    times.push(await page.waitForFunction(() => window.usable).then((usable) => usable.jsonValue()));
  }
  await context.close();
  await rm(folder, { recursive: true, force: true });
  return times;
}

/** Runs in a page that has nothing but the package. */
async function checks(rounds) {
  const { check, judge, load, outline } = await import("/index.js");
  await load({ procedures: ["newcastle"] });
  const note = "Made up for a trial. The child spoke of the garden and of the dog next door. ".repeat(8);
  const value = (question) => {
    switch (question.kind) {
      case "yes_no": return true;
      case "date": return "2026-02-20";
      case "date_time": return "2026-02-20T14:05";
      case "number": return 2;
      case "choice": return question.options[0].id;
      case "choices": return question.options.map(({ id }) => id);
      case "rows": return Array.from({ length: 8 }, () => Object.fromEntries(question.columns.map((column) => [column.id, value(column)])));
      default: return note;
    }
  };
  const questions = outline("newcastle", "visit").sections.flatMap((section) => section.questions);
  const record = { wayhome: 1, procedure: "newcastle", form: "visit", answers: Object.fromEntries(questions.map((question) => [question.id, value(question)])) };
  const times = {};
  for (const [what, run] of [["a whole check in words", check], ["states without words", judge]]) {
    times[what] = [];
    for (let round = 0; round < rounds; round += 1) {
      await new Promise((done) => setTimeout(done, 5));
      const from = performance.now();
      run(record, { today: "2026-03-02" });
      times[what].push(performance.now() - from);
    }
  }
  times["the same, first 20"] = times["a whole check in words"].slice(0, 20);
  return times;
}

/** Runs in the page. */
async function measured(rounds) {
  // Everything that a handler leaves to be done before the browser goes on: microtasks, and those that they ask for.
  const settled = async () => {
    for (let turn = 0; turn < 200; turn += 1) await null;
  };
  const drawn = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
      }),
    );
  const pause = () => new Promise((done) => setTimeout(done, 20));
  const times = {};
  async function timed(what, act, rounds) {
    const [taken, seen] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      await pause();
      const from = performance.now();
      act(round);
      await settled();
      taken.push(performance.now() - from);
      await drawn();
      seen.push(performance.now() - from);
    }
    times[what] = taken;
    times[`${what}, drawn`] = seen;
  }
  const type = (element) => (round) => {
    element.value += String.fromCharCode(97 + (round % 26));
    element.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const tap = (elements) => (round) => elements[round % elements.length].click();
  const notes = document.querySelector("textarea");
  const date = document.querySelectorAll(".govuk-date-input__input");
  notes.focus();
  await timed("a letter in a note", type(notes), rounds);
  const digit = (round) => {
    date[round % 3].value = round % 3 === 2 ? "2026" : String((round % 12) + 1);
    date[round % 3].dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  await timed("a digit in a date", digit, rounds);
  notes.blur();
  await timed("a tap on yes or no", tap([...document.querySelectorAll("input[type=radio]")].filter((radio) => /-(yes|no)$/.test(radio.id))), rounds);
  const download = document.querySelector(".interruption .govuk-button");
  HTMLAnchorElement.prototype.click = () => {}; // Nothing needs to be saved.
  await timed("a whole report and its file", () => download.click(), 40);
  return times;
}

function said(taken) {
  const sorted = taken.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms, of ${sorted.length} at ${SLOWER}× throttle`;
}
