// The way into training: what the journeys about it have in common.

import { expect } from "./journey.mjs";

/** Opens training from the first page, without a passphrase. */
export async function training(page) {
  await page.goto("/");
  await page.getByRole("link", { name: "Training" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Choose a scenario" })).toBeFocused();
}

/** Opens a scenario, and a way to learn from it. */
export async function scenario(page, title, way) {
  await training(page);
  await page.getByRole("button", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeFocused();
  if (way) await page.getByRole("button", { name: way, exact: true }).click();
}

/** It says on the screen that this is training. */
export async function marked(page) {
  await expect(page.getByText("Training: an invented family, not a real record")).toBeVisible();
}
