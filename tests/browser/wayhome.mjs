// The command line, for the journeys that look at exports; and which procedures ship.

import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs `wayhome`; returns its standard output. */
export function wayhome(...words) {
  return execFileSync("cargo", ["run", "--quiet", "--package", "wayhome-cli", "--", ...words], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** The ids of the procedures that people choose from: all that ship but the law. */
export async function local() {
  const shipped = await readFile(join(root, "crates/wayhome-procedures/shipped.txt"), "utf8");
  return shipped.trim().split("\n").filter((id) => id !== "england");
}
