import { build } from "vite";

await build({ root: import.meta.dirname, logLevel: "warn", build: { target: "es2022" } });
