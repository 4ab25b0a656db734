import { findScriptTag } from "./script-tag.ts";

let isAdopted = false;

/**
 * Lets `data-theme` decide between light and dark: on the script tag for the site (`auto` follows the system),
 * on `<html>` or any other element for what is in it. Without it the widgets follow the page's `color-scheme`.
 */
export function adoptTheme(): void {
  if (isAdopted) return;
  isAdopted = true;
  const site = findScriptTag()?.dataset["theme"];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    (site ? rule(":root", site === "auto" ? "light dark" : site) : "") +
      rule("[data-theme=light]", "light") +
      rule("[data-theme=dark]", "dark"),
  );
  // Where a host runs its own tests (jsdom) there are none.
  (document.adoptedStyleSheets as CSSStyleSheet[] | undefined)?.push(sheet);
}

function rule(selector: string, scheme: string): string {
  return `${selector}{--sereno-color-scheme:${scheme}}`;
}
