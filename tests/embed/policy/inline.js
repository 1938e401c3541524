// The bytes come with the code: nothing is fetched, and connect-src may be 'none'.
import { load } from "/wayhome/inline.js";

await load({ procedures: ["newcastle"] });
await import("./main.js");
