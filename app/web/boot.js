// Starts Wayhome, and says so in plain words where it cannot start. It runs before any WebAssembly, so it must need none.
//
// The build puts it in the place of the script that Trunk writes into the page. The addresses below are those of files as they
// are called in this repository; the build turns them into the names that the files have from their content.
(() => {
  "use strict";

  // Words, all in one place, so that another language can stand beside them. The app's own are in app/src/strings/.
  const WORDS = {
    starting: "Wayhome is starting.",
    heading: "Wayhome cannot start in this browser",
    noWasm: [
      "This browser does not run WebAssembly, which Wayhome is made of.",
      "On an iPad, iPhone or Mac, Lockdown Mode turns it off. If your authority allows it, turn Lockdown Mode off for this website alone: in Safari, open the page menu beside the address, then Website Settings.",
      "Otherwise use an up-to-date browser, such as Chrome, Edge, Firefox or Safari.",
    ],
    noStart: [
      "Some part of Wayhome did not arrive or did not run. The connection may have been lost, or something on the way here changes what Wayhome is made of.",
      "Reload the page. If it stays like this, tell whoever looks after Wayhome in your authority.",
    ],
    kept: "Whatever you saved on this device is still there. Nothing was sent anywhere.",
    reload: "Reload",
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  // Seen where it takes long: for the first time, on a slow connection.
  const waiting = element("p", "govuk-body starting", WORDS.starting);

  /** Puts a message in the place of the page. It holds nothing that anybody typed, and no error's own words, which might. */
  const say = (paragraphs) => {
    if (document.getElementById("cannot-start")) return;
    document.title = `${WORDS.heading} – Wayhome`;
    waiting.remove();
    const message = element("main", "govuk-width-container govuk-main-wrapper", "");
    message.id = "cannot-start";
    const heading = element("h1", "govuk-heading-l", WORDS.heading);
    heading.tabIndex = -1;
    const reload = element("button", "govuk-button", WORDS.reload);
    reload.type = "button";
    reload.addEventListener("click", () => location.reload());
    const body = [...paragraphs, WORDS.kept].map((words) => element("p", "govuk-body", words));
    message.append(heading, ...body, reload);
    document.body.append(message);
    heading.focus();
  };

  const start = async () => {
    if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiate !== "function") {
      say(WORDS.noWasm);
      return;
    }
    try {
      const app = await import("/app.js");
      await app.default({ module_or_path: "/app_bg.wasm" });
    } catch {
      // Once the app runs, its own message (app/src/recovery.rs) says what went wrong.
      if (!document.querySelector("main, .recovery")) say(WORDS.noStart);
    } finally {
      waiting.remove();
    }
  };

  /** Has the whole of Wayhome kept on this device, so that it opens without a connection. It works with one where it cannot be kept. */
  const keep = () => {
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
  };

  document.body.append(waiting);
  start().then(keep);
})();
