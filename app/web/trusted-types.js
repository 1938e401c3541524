// The page's Trusted Types policy: the last word on any markup or script address that reaches the page as text.
//
// Leptos builds its static markup through `template.innerHTML`, which the content security policy
// (`require-trusted-types-for 'script'`) refuses unless a policy named `default` lets it through. This one lets plain
// markup through and refuses whatever could run: what somebody typed must never become a program, even by a mistake of ours.
// The file stands apart from the rest because no inline script is allowed and because it must run before everything else.
(() => {
  "use strict";
  if (!window.trustedTypes) return; // A browser without Trusted Types does not ask.

  const REFUSED = [
    /<\s*\/?\s*(script|iframe|frame|frameset|object|embed|applet|base|meta|link|style|portal|foreignobject|animate|set)\b/i,
    /[\s"'/]on[a-z]+\s*=/i, // an event handler in an attribute
    /(j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:/i, // browsers skip the spaces
    /=\s*("[^"]*|'[^']*|[^\s"'>]*)&(#|colon;|tab;|newline;)/i, // an attribute that spells its letters in another way
    /\b(srcdoc|formaction|xlink:href)\s*=/i,
    /=\s*["']?\s*data\s*:/i,
  ];

  // The only scripts ever started by address from within the page: the service worker, and the workers that make keys from passphrases and
  // encrypt hand-over files. The build names the latter two by their content, here and where they are used.
  const SCRIPT_ADDRESSES = ["/sw.js", "/key-worker.js", "/sealer-worker.js"];

  window.trustedTypes.createPolicy("default", {
    createHTML(text) {
      if (REFUSED.some((pattern) => pattern.test(text))) {
        throw new TypeError("Wayhome refuses markup that could run as a program.");
      }
      return text;
    },
    createScriptURL(address) {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin || !SCRIPT_ADDRESSES.includes(url.pathname)) {
        throw new TypeError("Wayhome refuses a script address that is not its own.");
      }
      return address;
    },
    // No createScript: text never becomes script.
  });
})();
