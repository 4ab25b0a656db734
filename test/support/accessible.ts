import { expect } from "@open-wc/testing";

/** Expects that axe finds nothing in the element as it is now, in light and in dark. */
export async function expectAccessible(element: HTMLElement): Promise<void> {
  const { style } = document.documentElement;
  try {
    for (const theme of ["light", "dark"]) {
      style.colorScheme = theme;
      style.background = "Canvas";
      finishEntries(element);
      await expect(element, theme).to.be.accessible();
    }
  } finally {
    style.removeProperty("color-scheme");
    style.removeProperty("background");
  }
}

/** What fades in has no contrast yet. What turns for ever is left to turn. A root knows only its own animations. */
function finishEntries(element: Element): void {
  for (const inner of [element, ...element.querySelectorAll("*")]) {
    const { shadowRoot } = inner;
    if (!shadowRoot) continue;
    for (const animation of shadowRoot.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
    for (const child of shadowRoot.children) finishEntries(child);
  }
}
