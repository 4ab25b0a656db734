/** What tells people how a logout went. On a page without `sereno.js` nobody else loads it. */
const LOADERS: Readonly<Record<string, () => Promise<unknown>>> = {
  // oxlint-disable-next-line no-restricted-imports -- The one element that the page session itself brings.
  "sereno-session-timeout": () => import("../session-timeout/define.ts"),
};

/**
 * Adds an element to the page unless it has one; the element loader does the rest. Beside the body: a page that swaps
 * its body (Turbo, htmx) keeps it with all its state, and a dialog that makes the body inert leaves it alone.
 */
export function mountOnce(tag: string): void {
  if (document.querySelector(tag)) return;
  document.documentElement.append(document.createElement(tag));
  LOADERS[tag]?.().catch(() => undefined);
}
