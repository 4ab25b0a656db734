import type { CSSResult } from "lit";

/** Styles of a part that came late, after those of its element. */
export function addStyles(root: ShadowRoot | null, { styleSheet }: CSSResult): void {
  if (root && styleSheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
