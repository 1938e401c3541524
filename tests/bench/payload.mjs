// What a page loads for this one form: the library, bundled and made small, and the form.

import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const kilobytes = (bytes) => brotliCompressSync(bytes).length / 1024;

async function bundled(source, external = []) {
  const made = await build({
    external,
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true, minify: true, format: "esm", platform: "browser", write: false, logLevel: "silent",
  });
  return kilobytes(made.outputFiles[0].contents);
}

const dist = new URL("../../pkg/dist/", import.meta.url);

/** Library and form together, by peer. The form is what `form.mjs` reads, as JSON; each peer writes it in its own words. */
export async function payloads(form) {
  const data = `export const form = ${JSON.stringify(form)};`;
  const sizes = new Map();
  const add = async (name, source) => sizes.set(name, await bundled(`${source}\n${data}`));
  await add("ajv", "export { default } from 'ajv';");
  await add("zod 4", "export { z } from 'zod';");
  await add("valibot", "export * from 'valibot';");
  await add("json-logic-engine, compiled", "export { LogicEngine } from 'json-logic-engine';");
  await add("json-rules-engine", "export { Engine } from 'json-rules-engine';");
  await add("SurveyJS", "export { Model } from 'survey-core';");
  const theirs = new URL("./node_modules/@gorules/zen-engine-wasm/dist/", import.meta.url);
  sizes.set("GoRules ZEN, WebAssembly", kilobytes(await readFile(new URL("zen_engine_wasm_bg.wasm", theirs))) + kilobytes(await readFile(new URL("zen_engine_wasm.js", theirs))));
  // What a page loads of the package: its script and WebAssembly, and the procedure with the law beneath it.
  const files = ["wayhome_bg.wasm", `procedures/${form.procedure}.js`, "procedures/england.js"];
  const parts = await Promise.all(files.map(async (file) => kilobytes(await readFile(new URL(file, dist)))));
  const script = await bundled("export * from '../../pkg/dist/index.js';", ["./procedures/*"]);
  sizes.set("Wayhome", parts.reduce((sum, part) => sum + part, script));
  return sizes;
}
