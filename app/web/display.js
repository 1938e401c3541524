// The page looks as was chosen the last time before any of it is shown: no flash of white on a tablet that was made dark.
//
// The choice is made in app/src/display.rs, under the same key. What a browser kept is not trusted: only our own words get onto the page.
(() => {
  "use strict";
  try {
    const kept = localStorage.getItem("wayhome-display");
    if (["light", "dark", "contrast"].includes(kept)) document.documentElement.dataset.theme = kept;
  } catch {
    // A browser that keeps nothing for this page has nothing to restore.
  }
})();
