// Serves the built app on a free port, with the headers that any server of Wayhome must send.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Starts a server of its own: a new port, so a new origin, which shares no storage with another.
 * @param {{from?: string, port?: string, exportTo?: string}} of the folder to serve, if not dist/, the port, if it must be the same again,
 *   and the one origin that the app may send to
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startServer({ from, port = "0", exportTo } = {}) {
  const [program, ...before] = process.env.WAYHOME_XTASK ? [process.env.WAYHOME_XTASK] : ["cargo", "xtask"];
  const server = spawn(program, [...before, "serve", "--no-build", "--no-open", "--port", port, ...(from ? ["--from", from] : []), ...(exportTo ? ["--export-to", exportTo] : [])], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => server.once("close", resolve));
  const url = await Promise.race([addressIn(server.stdout), failure(server)]);
  return {
    url,
    async stop() {
      server.kill();
      await ended;
    },
  };
}

async function addressIn(output) {
  for await (const line of createInterface({ input: output })) {
    const address = line.match(/^Wayhome is at (\S+)$/);
    if (address) {
      output.resume(); // Nobody reads on, and a full pipe would stop the server.
      return address[1];
    }
  }
  return new Promise(() => {}); // It ended without an address; `failure` says why.
}

async function failure(server) {
  let said = "";
  server.stderr.on("data", (text) => (said += text));
  const code = await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("close", resolve);
  });
  throw new Error(`The server stopped (${code}). ${said}`);
}
