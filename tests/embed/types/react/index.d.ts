// As much of React’s types as its JSX needs, in the same shape: what `@types/react` 19 says of these.

export = React;
export as namespace React;

declare namespace React {
  type ReactNode = string | boolean | null | undefined | JSX.Element | readonly ReactNode[];
  interface RefObject<T> {
    current: T;
  }
  interface Attributes {
    key?: string;
  }
  interface ClassAttributes<T> extends Attributes {
    ref?: RefObject<T | null>;
  }
  interface HTMLAttributes<T> {
    className?: string;
    children?: ReactNode;
    onClick?: (event: { currentTarget: T }) => void;
  }
  type DetailedHTMLProps<E extends HTMLAttributes<T>, T> = ClassAttributes<T> & E;
  function useState<S>(): [S | undefined, (now: S) => void];
  function useRef<T>(initial: T | null): RefObject<T | null>;
  function useEffect(effect: () => void, on?: readonly unknown[]): void;
  namespace JSX {
    interface Element {
      readonly type: string;
    }
    interface IntrinsicAttributes extends Attributes {}
    interface IntrinsicElements {
      div: DetailedHTMLProps<HTMLAttributes<HTMLDivElement>, HTMLDivElement>;
    }
  }
}
