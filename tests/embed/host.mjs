// A council’s web server, as plain as can be: files of some folders, with the headers that a fixture needs.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".ndjson": "application/x-ndjson",
  ".wasm": "application/wasm",
};

/**
 * @param {{[path: string]: string}} folders the folder behind each path: `{ "/": "…/site/", "/wayhome/": "…" }`
 * @param {{[name: string]: string}} headers what is sent with every file
 * @returns {Promise<{url: string, asked: string[], close: () => Promise<void>}>} `asked` grows with every request
 */
export async function serve(folders, headers = {}) {
  const asked = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
    asked.push(path);
    const prefix = Object.keys(folders).sort((a, b) => b.length - a.length).find((prefix) => path.startsWith(prefix));
    const file = prefix === undefined ? "" : folders[prefix] + path.slice(prefix.length) + (path.endsWith("/") ? "index.html" : "");
    if (!isFile(file)) {
      response.writeHead(path === "/favicon.ico" ? 204 : 404, { "content-type": "text/plain" }).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    close: () => new Promise((resolve) => server.closeAllConnections(server.close(resolve))),
  };
}

function isFile(file) {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
