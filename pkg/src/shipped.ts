// Made by `cargo xtask package`. Do not edit.

/** A procedure that the package ships: what it stands on, and the module of its compiled text. */
export interface Shipped {
  readonly floor?: string;
  readonly module: () => Promise<{ default: string }>;
}

/** The procedures that the package ships, each loaded when it is wanted. */
export const shipped: { readonly [id: string]: Shipped } = {
  tees: { floor: "england", module: () => import("./procedures/tees.js") },
  northamptonshire: { floor: "england", module: () => import("./procedures/northamptonshire.js") },
  newcastle: { floor: "england", module: () => import("./procedures/newcastle.js") },
  nutshell: { floor: "england", module: () => import("./procedures/nutshell.js") },
  wiltshire: { floor: "england", module: () => import("./procedures/wiltshire.js") },
  england: { module: () => import("./procedures/england.js") },
};
