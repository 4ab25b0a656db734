/** Those for who is signed in: their addresses cost no other visitor anything. */
const loadForSession = (tag: string): Promise<unknown> =>
  import("./on-demand.ts").then(({ loadForSession: load }) => load(tag));

const ELEMENTS: Record<string, (tag: string) => Promise<unknown>> = {
  "sereno-consent-banner": () => import("../consent-banner/define.ts"),
  "sereno-consent-preferences": () => import("../consent-preferences/define.ts"),
  "sereno-consent-link": () => import("../consent-link/define.ts"),
  "sereno-logout-button": () => import("../logout-button/define.ts"),
  "sereno-session-timeout": loadForSession,
  "sereno-session-table": loadForSession,
  "sereno-debug-widget": loadForSession,
};

/** Loads what defines an element; nothing for a tag that is not ours. Rejects when it cannot be had. */
export async function loadElement(tag: string): Promise<void> {
  await ELEMENTS[tag]?.(tag);
}

/** Adds an element to the page unless it has one, before everything else: early in the tab order. */
export function mountFirst(tag: string): Element {
  let element = document.querySelector(tag);
  if (!element) (document.body ?? document.documentElement).prepend((element = document.createElement(tag)));
  return element;
}
