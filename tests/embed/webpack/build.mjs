import { copyFileSync } from "node:fs";
import webpack from "webpack";

const at = `${import.meta.dirname}/`;
webpack({ mode: "production", context: at, entry: "./main.js", output: { path: `${at}dist`, filename: "main.js", module: true }, experiments: { outputModule: true } }, (error, stats) => {
  if (error ?? stats.hasErrors()) throw error ?? new Error(stats.toString("errors-only"));
  copyFileSync(`${at}index.html`, `${at}dist/index.html`);
});
