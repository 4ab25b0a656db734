import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { generateJsxTypes } from "@wc-toolkit/jsx-types";
import { format } from "prettier";

const HEADER = `import type { DetailedHTMLProps, HTMLAttributes } from "react";
type BaseProps<Element extends HTMLElement> = DetailedHTMLProps<HTMLAttributes<Element>, Element>;`;
const FOOTER = `declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends CustomElements {}
  }
  interface CSSProperties extends CustomCssProperties {}
}`;

/**
 * Types for React 19, from the generator's types of props and events. What it adds for every framework at once is
 * left out: it augments modules that are not there, and knows a `ref` only as a function.
 */
export function writeReactTypes(output) {
  return {
    name: "sereno:react-types",
    async packageLinkPhase({ customElementsManifest }) {
      const types = generateJsxTypes(structuredClone(customElementsManifest), {
        fileName: null,
        componentTypePath: (_name, _tag, path) => `../types/exports/${basename(path)}`,
      });
      const text = adapt(types, attributesWithoutField(customElementsManifest));
      writeFileSync(
        join(output, "react.d.ts"),
        await format(text, { parser: "typescript", printWidth: 110 }),
      );
    },
  };
}

function adapt(types, attributes) {
  const [imports, , props] = cut(types, [
    "/**\n * This type can be used to create scoped tags",
    "export type ConsentBannerProps",
  ]);
  const [own] = cut(props, ["declare module 'react'"]);
  const adapted = own
    .replace(/export type \w+SolidJsProps = \{[^}]*\}/g, "")
    .replace(/export type CustomElementsSolidJs = \{[^]*?\n {2}\}\n/, "")
    .replace(/Partial<(\w+Props) & BaseProps<(\w+)> & BaseEvents>/g, "$1 & BaseProps<$2>")
    .replace(/\/\*\*[^*]*\*\/\s*"undefined"\?: unknown \| undefined;/g, "")
    .replace(
      /"([\w-]+)"\?: unknown \| undefined/g,
      (_, name) => `"${name}"?: ${attributes.get(name)} | undefined`,
    );
  return [imports, HEADER, adapted, FOOTER].join("\n");
}

/** The text between marks, each of which must be there once. */
function cut(text, marks) {
  const parts = [];
  let rest = text;
  for (const mark of marks) {
    const at = rest.indexOf(mark);
    if (at < 0) throw new Error(`@wc-toolkit/jsx-types writes other types now: ${mark} is missing`);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest];
}

function attributesWithoutField({ modules }) {
  const attributes = modules.flatMap(({ declarations }) =>
    declarations.flatMap((element) => element.attributes ?? []),
  );
  return new Map(attributes.filter(({ fieldName }) => !fieldName).map(({ name, type }) => [name, type.text]));
}
