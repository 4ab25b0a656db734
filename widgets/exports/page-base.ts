import { findScriptTag } from "../shared/script-tag.ts";

let base: string | undefined;

/**
 * Says where Sereno is served, for a page that has not its script tag: `setBase("/account/sereno/")`. To be called
 * before the first element is made; without it that is `/sereno/` of the page's origin.
 */
export function setBase(address: string): void {
  base = new URL(address.endsWith("/") ? address : `${address}/`, document.baseURI).href;
}

/**
 * Takes the place of that of `shared/` when the package is built: in a host's own bundle a module's address says nothing.
 * @public
 */
export function pageBase(): string {
  const script = findScriptTag()?.src;
  return base ?? (script ? new URL(".", script).href : new URL("/sereno/", location.origin).href);
}
