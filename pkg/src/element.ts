import { WayhomeElement } from "./element/base.js";
import { WayhomeCheck } from "./element/check.js";
import { WayhomeForm } from "./element/form.js";

export type { ChangeDetail, ErrorDetail } from "./element/base.js";
export type { MappedControl, Mapping } from "./element/names.js";
export { WayhomeCheck, WayhomeForm };

// As bundlers find a file that goes along. Where another entry has loaded Wayhome already, nothing is fetched.
WayhomeElement.source = () => new URL("./wayhome_bg.wasm", import.meta.url);

// On a server there is nothing to define.
if (globalThis.customElements) {
  if (!customElements.get("wayhome-check")) customElements.define("wayhome-check", WayhomeCheck);
  if (!customElements.get("wayhome-form")) customElements.define("wayhome-form", WayhomeForm);
}

declare global {
  interface HTMLElementTagNameMap {
    "wayhome-check": WayhomeCheck;
    "wayhome-form": WayhomeForm;
  }
  // Of elements, the document and the window: the events bubble, out of shadow roots, too.
  interface GlobalEventHandlersEventMap {
    "wayhome-change": CustomEvent<import("./element/base.js").ChangeDetail>;
    "wayhome-error": CustomEvent<import("./element/base.js").ErrorDetail>;
    "wayhome-ready": CustomEvent<null>;
  }
}
