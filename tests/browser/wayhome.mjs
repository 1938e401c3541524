// The command line, for the journeys that look at exports.

import { execFileSync } from "node:child_process";
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
