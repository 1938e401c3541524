// Opening Wayhome for the first time.

import { expect, test } from "./journey.mjs";
import { picture } from "./screens.mjs";
import { enter } from "./words.mjs";

test("the app opens on its start page", async ({ page }) => {
  await enter(page);
  await picture(page, "opening");
});

test("on a slow connection the page says that it is starting, and nothing of that is left", async ({ page }) => {
  const starting = page.getByText("Wayhome is starting.");
  let arrive;
  await page.route("**/app_bg.*.wasm", async (route) => {
    await new Promise((done) => (arrive = done));
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await expect(starting).toBeVisible();
  await expect.poll(() => typeof arrive).toBe("function");
  arrive();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(starting).toHaveCount(0);
});

test("the page runs under the content security policy and has no code of its own", async ({ page }) => {
  const response = await page.goto("/");
  const headers = response.headers();
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).toContain("require-trusted-types-for 'script'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["cache-control"]).toBe("no-store");
  // The height of the line at the top is told to the style sheet by a property of the root, which no markup sets.
  expect(await page.locator("script:not([src]), style, [style]:not(html)").count()).toBe(0);
});

// Set by `page.evaluate`, which the policy for scripts does not reach but Trusted Types do.
for (const markup of [
  "<img src=x onerror=document.title='run'>",
  "<script>document.title='run'</script>",
  "<svg/onload=document.title='run'>",
  "<a href='javascript:document.title=1'>",
  "<a href='java\tscript:document.title=1'>",
  '<a href="&#106;avascript:document.title=1">',
  "<iframe srcdoc='x'></iframe>",
]) {
  test(`markup that could run is refused: ${JSON.stringify(markup)}`, async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const refusal = await page.evaluate((text) => {
      try {
        document.createElement("div").innerHTML = text;
        return "let through";
      } catch (error) {
        return error.message;
      }
    }, markup);
    expect(refusal).toContain("Wayhome refuses");
  });
}

test("text becomes neither a program nor the address of one", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const refusal = await page.evaluate(() => {
    try {
      document.createElement("script").src = "https://example.org/x.js";
      return "let through";
    } catch (error) {
      return error.message;
    }
  });
  expect(refusal).toContain("not its own");
});
