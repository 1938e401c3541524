// Installs the packed tarball into an empty folder, without a network: it depends on nothing.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fixtures, installed, root } from "./places.mjs";

export default function install() {
  const { version } = JSON.parse(readFileSync(`${root}pkg/package.json`, "utf8"));
  const tarball = process.env.WAYHOME_TARBALL ?? `${root}target/package/wayhome-${version}.tgz`;
  if (!existsSync(tarball)) throw new Error(`${tarball} is missing. Run \`cargo xtask package\` first.`);
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  for (const fixture of ["plain", "vite", "webpack", "esbuild", "node", "types", "policy", "forbidden", "frame", "elements"]) {
    cpSync(`${fixtures}${fixture}`, `${installed}${fixture}`, { recursive: true });
  }
  writeFileSync(`${installed}package.json`, JSON.stringify({ private: true, type: "module" }));
  execFileSync("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball], { cwd: installed, stdio: "pipe" });
}
