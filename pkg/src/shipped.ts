// Made by `cargo xtask package`. Do not edit.

/** The procedures that the package ships, each a module of its own that is loaded when it is wanted. */
export const shipped: { readonly [id: string]: () => Promise<{ default: string }> } = {
  tees: () => import("./procedures/tees.js"),
  northamptonshire: () => import("./procedures/northamptonshire.js"),
  newcastle: () => import("./procedures/newcastle.js"),
  nutshell: () => import("./procedures/nutshell.js"),
  wiltshire: () => import("./procedures/wiltshire.js"),
  england: () => import("./procedures/england.js"),
};
