const ELEMENTS: Record<string, () => Promise<unknown>> = {
  "sereno-consent-banner": () => import("../consent-banner/define.ts"),
  "sereno-consent-preferences": () => import("../consent-preferences/define.ts"),
  "sereno-consent-link": () => import("../consent-link/define.ts"),
  "sereno-logout-button": () => import("../logout-button/define.ts"),
  "sereno-session-timeout": () => import("../session-timeout/define.ts"),
  "sereno-session-table": () => import("../session-table/define.ts"),
  "sereno-debug-widget": () => import("../debug-widget/define.ts"),
};

/** Loads what defines an element; nothing for a tag that is not ours. Rejects when it cannot be had. */
export async function loadElement(tag: string): Promise<void> {
  await ELEMENTS[tag]?.();
}

/** Adds an element to the page unless it has one, before everything else: early in the tab order. */
export function mountFirst(tag: string): Element {
  let element = document.querySelector(tag);
  if (!element) (document.body ?? document.documentElement).prepend((element = document.createElement(tag)));
  return element;
}
