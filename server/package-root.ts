import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of package.json, from sources and from `dist/` alike. Throws when there is none above. */
export function getPackageRoot(from: string = import.meta.dirname): string {
  if (existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("no package.json above this module");
  return getPackageRoot(parent);
}
