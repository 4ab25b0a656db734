import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The folder of package.json, from sources and from `dist/` alike. Throws when there is none above. */
export function getPackageRoot(from: string = import.meta.dirname): string {
  if (existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("no package.json above this module");
  return getPackageRoot(parent);
}

/** The version that package.json names. */
export async function readVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(getPackageRoot(), "package.json"), "utf8"));
  return version;
}
