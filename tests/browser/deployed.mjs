// The app as a council deploys it: with somewhere to send to, and a mapping of its own.

import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "./server.mjs";
import { root } from "./wayhome.mjs";

/**
 * Deploys a copy of the built app and serves it.
 * @param {{sending?: object, mapping?: string, port?: string}} what `sending.json` says, a compiled mapping, and the port where it must be the same again
 */
export async function deployed({ sending, mapping, port }) {
  const around = await mkdtemp(join(tmpdir(), "wayhome-deployed-"));
  const folder = join(around, "served");
  const words = ["deploy", "--to", folder];
  if (sending) {
    await writeFile(join(around, "sending.json"), JSON.stringify(sending));
    words.push("--sending", join(around, "sending.json"));
  }
  if (mapping) {
    await writeFile(join(around, "export.json"), mapping);
    words.push("--mapping", join(around, "export.json"));
  }
  const [program, ...before] = process.env.WAYHOME_XTASK ? [process.env.WAYHOME_XTASK] : ["cargo", "xtask"];
  execFileSync(program, [...before, ...words], { cwd: root, stdio: "pipe" });
  const server = await startServer({ from: folder, port, exportTo: sending && new URL(sending.to).origin });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(around, { recursive: true, force: true });
    },
  };
}
