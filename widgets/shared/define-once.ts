import { adoptTheme } from "./theme.ts";

/**
 * Registers a custom element unless the tag is taken: two versions of the script on one page must not
 * break the page. Never throws, on a server that renders a host's pages neither: there nothing is registered.
 */
export function defineOnce(tag: string, elementClass: CustomElementConstructor): void {
  if (typeof document === "undefined") return;
  adoptTheme();
  if (customElements.get(tag)) return;
  try {
    customElements.define(tag, elementClass);
  } catch (error) {
    console.warn(tag, error);
  }
}
