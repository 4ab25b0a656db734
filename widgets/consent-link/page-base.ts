/** Consent says where Sereno is; only the npm package, which has another way to know (`exports/page-base.ts`), goes without. */
export function pageBase(): string {
  return "/sereno/";
}
