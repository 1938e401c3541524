// The package as a council embeds it: the packed tarball, installed into an empty folder, in each way of loading it.
// `cargo xtask test` runs this; by hand: `cargo xtask package`, then `npx playwright test --config tests/embed/playwright.config.mjs`.

import { defineConfig } from "@playwright/test";
import { executablePath, switches } from "../browser/chromium.mjs";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.embed.mjs",
  globalSetup: "./install.mjs",
  outputDir: "../../target/embed-results",
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "../../target/embed.json" }]],
  // What fails once has failed.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    locale: "en-GB",
    timezoneId: "Europe/London",
    launchOptions: { executablePath, args: switches },
  },
});
