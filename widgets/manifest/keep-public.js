import { readFileSync } from "node:fs";

const ATTRIBUTE = /@attr \{([^}]+)\} ([\w-]+)/g;

/**
 * Leaves in the manifest what a host may rely on: attributes by the types that their `@attr` names, which say the
 * values where the code has an alias; fields that somebody wrote a word about; events that have a name of ours. The
 * analyzer also lists Lit's inner state, and events by the names of their constructors' parameters. The modules are
 * put in the order of their paths: the analyzer's is that of the folder, which is another one on every disk.
 */
export function keepPublic() {
  return {
    name: "sereno:keep-public",
    packageLinkPhase({ customElementsManifest }) {
      const { modules } = customElementsManifest;
      modules.sort((one, other) => (one.path < other.path ? -1 : 1));
      for (const { path, declarations } of modules) {
        const types = new Map(
          [...readFileSync(path, "utf8").matchAll(ATTRIBUTE)].map(([, type, name]) => [name, type]),
        );
        for (const declaration of declarations) clean(declaration, types);
      }
    },
  };
}

function clean(declaration, types) {
  const { attributes = [], members = [], events = [] } = declaration;
  const shown = attributes.filter(({ name }) => types.has(name));
  for (const attribute of shown) {
    const field = members.find(({ name }) => name === (attribute.fieldName ?? camelCase(attribute.name)));
    attribute.type = { text: types.get(attribute.name) };
    if (!field) continue;
    attribute.fieldName = field.name;
    field.description ??= attribute.description;
  }
  replace(declaration, "attributes", shown);
  replace(declaration, "members", declaration.tagName ? members.filter(isPublic) : members);
  replace(
    declaration,
    "events",
    events.filter(({ name }) => name?.startsWith("sereno-")),
  );
}

function isPublic({ kind, name, privacy, description }) {
  if (privacy === "private" || privacy === "protected" || name.startsWith("#")) return false;
  return kind === "method" || description !== undefined;
}

function replace(declaration, key, list) {
  if (list.length > 0) declaration[key] = list;
  else delete declaration[key];
}

function camelCase(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}
