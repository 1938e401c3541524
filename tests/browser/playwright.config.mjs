// The browser journeys: the built app in dist/, served by `cargo xtask serve`, in the browser of this machine.
// `cargo xtask test` runs them; by hand: `npx playwright test --config tests/browser/playwright.config.mjs`.

import { defineConfig } from "@playwright/test";
import { executablePath, switches } from "./chromium.mjs";
import { landscape } from "./screens.mjs";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.journey.mjs",
  outputDir: "../../target/journeys",
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "../../target/journeys.json" }]],
  // A journey that fails once has failed.
  retries: 0,
  // A busy machine is slow, and not wrong. Nothing here measures time.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  use: {
    viewport: landscape,
    hasTouch: true,
    actionTimeout: 30_000,
    locale: "en-GB",
    timezoneId: "Europe/London",
    launchOptions: { executablePath, args: switches },
  },
});
