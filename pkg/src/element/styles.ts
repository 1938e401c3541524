// The look, as a constructed style sheet: no inline style, which a strict policy would refuse.

const CSS = `
:host {
  display: block;
  font: var(--wayhome-font, inherit);
  color: var(--wayhome-text, #0b0c0c);
  background: var(--wayhome-background, transparent);
  --_accent: var(--wayhome-accent, #14394a);
  --_line: var(--wayhome-line, #6f777b);
  --_breached: var(--wayhome-breached, #aa2a16);
  --_muted: var(--wayhome-muted, #484f53);
  --_gap: var(--wayhome-gap, 1rem);
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
h2, h3, legend { font-size: 1.1875em; font-weight: 700; margin: 0 0 calc(var(--_gap) / 2); padding: 0; }
h3 { font-size: 1em; margin-top: var(--_gap); }
p { margin: 0 0 calc(var(--_gap) / 2); }
ol, ul { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid var(--_line); padding: calc(var(--_gap) * .6) 0; }
li ul { padding-inline-start: var(--_gap); }
li li { border: 0; padding: 0 0 .25em; }
.state { display: block; font-size: .875em; color: var(--_muted); }
.breached > .state { color: var(--_breached); font-weight: 700; }
.go { font: inherit; color: var(--_accent); background: none; border: 0; padding: 0; min-height: 44px; text-align: start; text-decoration: underline; cursor: pointer; }
.problem { border-inline-start: 5px solid var(--_breached); padding: calc(var(--_gap) / 2) var(--_gap); }
summary { cursor: pointer; min-height: 24px; color: var(--_accent); }
details { margin-top: .25em; }
:focus-visible { outline: 3px solid var(--wayhome-focus, #0b0c0c); outline-offset: 2px; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.section { margin-bottom: calc(var(--_gap) * 2); }
.question { margin-bottom: calc(var(--_gap) * 1.5); }
.question > label, .question > fieldset > legend { display: block; font-size: 1em; font-weight: 700; margin-bottom: .25em; }
.hint { color: var(--_muted); margin-bottom: .25em; }
.error { color: var(--_breached); font-weight: 700; }
.option { display: flex; align-items: center; gap: .6em; min-height: 44px; }
.option input { width: 24px; height: 24px; margin: 0; accent-color: var(--_accent); flex: none; }
.date { display: flex; gap: var(--_gap); flex-wrap: wrap; }
.date input { width: 4em; }
.date .year input { width: 6em; }
.date label { display: block; }
:is(input[type=text], input[type=datetime-local]), select, textarea { font: inherit; color: inherit; background: var(--wayhome-field, #fff); border: 2px solid var(--_line); border-radius: var(--wayhome-radius, 0); min-height: 44px; padding: .3em .5em; max-width: 100%; }
.question > input[type=text], textarea { width: 100%; max-width: 40em; }
.row { border-inline-start: 4px solid var(--_line); padding-inline-start: var(--_gap); margin-bottom: var(--_gap); }
.action { font: inherit; color: var(--_accent); background: none; border: 2px solid currentColor; min-height: 44px; padding: .3em 1em; cursor: pointer; }
.printed { display: none; }
@media print {
  .typed, [part=action] { display: none; }
  .printed { display: block; min-height: 2.4em; padding: .3em .5em; border: 1px solid var(--_line); white-space: pre-wrap; overflow-wrap: anywhere; }
}
@media (prefers-color-scheme: dark) {
  :host([theme=auto]) { color: var(--wayhome-text, #f3f2f1); background: var(--wayhome-background, #121516); --_accent: var(--wayhome-accent, #8ec7e0); --_line: var(--wayhome-line, #9aa3a7); --_breached: var(--wayhome-breached, #ff9c8a); --_muted: var(--wayhome-muted, #c5cbce); }
  :host([theme=auto]) :is(input, select, textarea) { background: var(--wayhome-field, #1d2224); }
  :host([theme=auto]) :focus-visible { outline-color: var(--wayhome-focus, #fff); }
}
`;

/** A sheet dresses the elements of one document; an element may be moved into another. */
const sheets = new WeakMap<Document, CSSStyleSheet>();

/** Gives a shadow root our look. A browser too old for constructed sheets shows everything without it. */
export function dress(root: ShadowRoot): void {
  const page = root.ownerDocument;
  const Sheet = page.defaultView?.CSSStyleSheet;
  if (!("adoptedStyleSheets" in root) || !Sheet) return;
  let sheet = sheets.get(page);
  if (!sheet) {
    sheet = new Sheet();
    sheet.replaceSync(CSS);
    sheets.set(page, sheet);
  }
  root.adoptedStyleSheets = [sheet];
}
