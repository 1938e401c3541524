// Copies of the built app that a journey may change: a later edition, a broken one.

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "./journey.mjs";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Waits until the whole of Wayhome is on the device. */
export async function kept(page) {
  await expect(page.getByText("Wayhome opens on this device without a connection.")).toBeVisible({ timeout: 30_000 });
}

/** The button that offers a newer edition. */
export const updateNow = (page) => page.getByRole("button", { name: "Update now" });

/** A copy of the app in a folder of its own, to be served with `startServer({ from: copy.folder })`. */
export async function copyOfTheApp() {
  const folder = await mkdtemp(join(tmpdir(), "wayhome-edition-"));
  await cp(dist, folder, { recursive: true });
  const at = (name) => join(folder, name);
  return {
    folder,
    /**
     * Makes it a later edition, as a build would: another page, listed with its hash in another worker. The title tells them apart.
     * With `spoiled` ("damage" or "lose") the page does not arrive as it is listed, from the first moment on; call the result to mend it.
     */
    async publish(name, spoiled) {
      const page = await readFile(at("index.html"), "utf8");
      const later = page.replace(/<meta name="edition"[^>]*>|(?=<\/head>)/, `<meta name="edition" content="${name}">`);
      await writeFile(at("index.html"), later);
      const worker = await readFile(at("sw.js"), "utf8");
      const before = createHash("sha256").update(page).digest("hex");
      const after = createHash("sha256").update(later).digest("hex");
      if (!worker.includes(before)) throw new Error("the worker does not list the page by its hash");
      const mend = spoiled && (await this[spoiled]("index.html"));
      const edition = createHash("sha256").update(name).digest("hex").slice(0, 16);
      await writeFile(at("sw.js"), worker.replace(before, after).replace(/const EDITION = "[0-9a-f]{16}"/, `const EDITION = "${edition}"`));
      return mend;
    },
    /** Serves another worker for the same files, as a later build of the app alone could; the page is spoiled as for `publish`. */
    async republish(spoiled) {
      await writeFile(at("sw.js"), `${await readFile(at("sw.js"), "utf8")}// Another worker.\n`);
      return this[spoiled]("index.html");
    },
    /** Changes a file behind the worker's list, as a lost connection or a meddling proxy would; call the result to mend it. */
    async damage(name) {
      const bytes = await readFile(at(name));
      await writeFile(at(name), bytes.subarray(0, bytes.length - 1));
      return () => writeFile(at(name), bytes);
    },
    /** Takes a file away; call the result to put it back. */
    async lose(name) {
      const bytes = await readFile(at(name));
      await rm(at(name));
      return () => writeFile(at(name), bytes);
    },
    /** Puts markup into the page, as a mistake or a meddling proxy would. */
    async insert(markup) {
      const page = await readFile(at("index.html"), "utf8");
      await writeFile(at("index.html"), page.replace("</body>", `${markup}</body>`));
    },
    /** What docs/hosting.md tells people to do in an emergency. */
    killSwitch: () => cp(at("kill-switch.js"), at("sw.js")),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The edition of the page that is open: what `publish` called it, or nothing for the app as it was built. */
export const edition = (page) => page.evaluate(() => document.querySelector("meta[name=edition]")?.content);
