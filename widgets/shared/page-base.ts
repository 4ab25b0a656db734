/** Where Sereno is served: absolute, ends with "/". The npm package has another way to know it: `exports/page-base.ts`. */
export function pageBase(): string {
  return baseOfModule(import.meta.url);
}

/** `/sereno/sereno.js` and `/sereno/assets/x-1a2b.js` both lie below the base `/sereno/`. */
export function baseOfModule(moduleUrl: string): string {
  return moduleUrl.replace(/[?#].*$/, "").replace(/(assets\/)?[^/]*$/, "");
}
