// Where things are.

import { fileURLToPath } from "node:url";

/** The repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
/** These fixtures. */
export const fixtures = fileURLToPath(new URL("./", import.meta.url));
/** Where the tarball is installed, as a council would: outside of the repository’s own packages. */
export const installed = `${root}target/embed/`;
/** What was installed. */
export const packaged = `${installed}node_modules/wayhome/`;
