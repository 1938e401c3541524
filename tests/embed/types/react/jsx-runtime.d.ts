import * as React from "./";
export namespace JSX {
  type Element = React.JSX.Element;
  interface IntrinsicAttributes extends React.JSX.IntrinsicAttributes {}
  interface IntrinsicElements extends React.JSX.IntrinsicElements {}
}
export function jsx(type: unknown, props: unknown): React.JSX.Element;
export function jsxs(type: unknown, props: unknown): React.JSX.Element;
