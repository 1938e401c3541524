import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = `${import.meta.dirname}/`;
await build({ absWorkingDir: at, entryPoints: ["main.js"], bundle: true, splitting: true, minify: true, format: "esm", target: "es2022", outdir: "dist" });
copyFileSync(`${at}index.html`, `${at}dist/index.html`);
// esbuild leaves `new URL("./wayhome_bg.wasm", import.meta.url)` as it is: the files go beside what it wrote.
copyFileSync(fileURLToPath(import.meta.resolve("wayhome/wasm")), `${at}dist/wayhome_bg.wasm`);
copyFileSync(fileURLToPath(import.meta.resolve("wayhome/export/wasm")), `${at}dist/wayhome_export_bg.wasm`);
