import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getPackageRoot } from "../server/package-root.ts";

interface Described {
  name: string;
  description: string;
}

/** An element as the package's `custom-elements.json` describes it. */
export interface ElementDescription {
  tagName: string;
  cssProperties?: (Described & { default: string })[];
  cssParts?: Described[];
}

export interface Manifest {
  elements: ElementDescription[];
}

interface ManifestFile {
  modules: { declarations: Partial<ElementDescription>[] }[];
}

/** What the build wrote about the elements; none before there was a build. */
export function readManifest(): Manifest {
  const file = join(getPackageRoot(), "dist/package/custom-elements.json");
  try {
    const { modules }: ManifestFile = JSON.parse(readFileSync(file, "utf8"));
    return { elements: modules.flatMap(({ declarations }) => declarations.filter(isElement)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { elements: [] };
    throw error;
  }
}

function isElement(declaration: Partial<ElementDescription>): declaration is ElementDescription {
  return declaration.tagName !== undefined;
}
