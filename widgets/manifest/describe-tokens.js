import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** Sources of the tokens, by the name under which an element's own files import them. */
const SOURCES = {
  "shared/tokens.ts": ["widgets/shared/tokens.ts"],
  "shared/tokens.styles.ts": ["widgets/shared/tokens.ts", "widgets/shared/tokens.styles.ts"],
};
const DESCRIPTION = /@cssprop (--sereno-[\w-]+) - (.+)/g;
const USE = /var\((--sereno-[\w-]+), /g;

/** Gives every element the custom properties that its styles read, described where they are defined. */
export function describeTokens() {
  return {
    name: "sereno:describe-tokens",
    packageLinkPhase({ customElementsManifest }) {
      for (const { path, declarations } of customElementsManifest.modules) {
        for (const element of declarations.filter(({ customElement }) => customElement)) {
          element.cssProperties = tokensOf(dirname(path));
        }
      }
    },
  };
}

function tokensOf(folder) {
  const code = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  const imported = Object.keys(SOURCES).filter((source) =>
    code.some((text) => text.includes(`"../${source}"`)),
  );
  const files = new Set(imported.flatMap((source) => SOURCES[source]));
  return [...files].flatMap(readTokens);
}

/** Throws when a token is used without a word about it, or described and not used. */
function readTokens(file) {
  const text = readFileSync(file, "utf8");
  const descriptions = new Map(
    [...text.matchAll(DESCRIPTION)].map(([, name, words]) => [name, words.trim()]),
  );
  const uses = [...text.matchAll(USE)];
  const used = new Set(uses.map(([, name]) => name));
  const wrong = [...new Set([...used, ...descriptions.keys()])].filter(
    (name) => !used.has(name) || !descriptions.has(name),
  );
  if (wrong.length > 0) throw new Error(`${file}: ${wrong.join(", ")} must be described and used`);
  return uses.map((use) => ({
    name: use[1],
    description: descriptions.get(use[1]),
    default: readFallback(text, use.index + use[0].length),
  }));
}

/** To the bracket that closes `var(`. */
function readFallback(text, start) {
  let depth = 1;
  let end = start;
  while (depth > 0) {
    if (text[end] === "(") depth++;
    if (text[end] === ")") depth--;
    end++;
  }
  return text.slice(start, end - 1);
}
