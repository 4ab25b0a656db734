import { basename, dirname } from "node:path";

const EVENTS = "events.ts";

/** Tells of the files that the package exports, one for each folder of elements, in place of the sources. */
export function publishPaths(output) {
  return {
    name: "sereno:publish-paths",
    packageLinkPhase({ customElementsManifest }) {
      const published = new Map();
      for (const { path, declarations } of customElementsManifest.modules) {
        const shown = declarations.filter(({ tagName }) => tagName || basename(path) === EVENTS);
        const name = basename(dirname(path));
        if (shown.length > 0) published.set(name, [...(published.get(name) ?? []), ...shown]);
      }
      customElementsManifest.modules = [...published].map(([name, declarations]) =>
        moduleOf(`${output}/${name}.js`, declarations),
      );
    },
  };
}

function moduleOf(path, declarations) {
  const exports = declarations.flatMap(({ name, tagName }) => {
    const declaration = { name, module: path };
    const definition = { kind: "custom-element-definition", name: tagName, declaration };
    return [{ kind: "js", name, declaration }, ...(tagName ? [definition] : [])];
  });
  return { kind: "javascript-module", path, declarations, exports };
}
