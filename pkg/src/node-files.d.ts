// All that is used of Node, so that the package needs no types of another.
declare module "node:fs" {
  export function readFileSync(file: URL): Uint8Array<ArrayBuffer>;
}

declare const process: {
  /** Since Node 20.16. */
  getBuiltinModule?(name: "node:fs"): typeof import("node:fs");
};
