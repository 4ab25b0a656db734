import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { format } from "prettier";

/**
 * Types for Vue 3 in the form of its own guide: https://vuejs.org/guide/extras/web-components.html. Written here,
 * because `custom-element-vuejs-integration` takes every event for a `CustomEvent` and names listeners as no
 * template does.
 */
const HEADER = `
import type { EmitFn, HTMLAttributes, PublicProps } from "vue";

type DefineElement<Element extends HTMLElement, Props, Events> = new () => Element & {
  $props: Omit<HTMLAttributes, keyof Props> & Props & Listeners<Events> & PublicProps;
  $emit: EmitFn<{ [Name in keyof Events]: (event: Events[Name]) => void }>;
};

type Listeners<Events> = {
  [Name in keyof Events & string as \`on\${Capitalize<Camelize<Name>>}\`]?: (event: Events[Name]) => void;
};

type Camelize<Name extends string> = Name extends \`\${infer First}-\${infer Rest}\`
  ? \`\${First}\${Capitalize<Camelize<Rest>>}\`
  : Name;
`;

/** Types for templates and render functions of Vue. */
export function writeVueTypes(output) {
  return {
    name: "sereno:vue-types",
    async packageLinkPhase({ customElementsManifest: { modules } }) {
      const elements = modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));
      const text = [
        ...modules.map(importOf),
        HEADER,
        `declare module "vue" { interface GlobalComponents {`,
        ...elements.map(componentOf),
        "} }",
      ].join("\n");
      writeFileSync(join(output, "vue.d.ts"), await format(text, { parser: "typescript", printWidth: 110 }));
    },
  };
}

function importOf({ path, declarations }) {
  const names = declarations.map(({ name }) => name).join(", ");
  return `import type { ${names} } from "../types/exports/${basename(path)}";`;
}

function componentOf({ name, tagName, description, members = [], attributes = [], events = [] }) {
  const writable = members.filter((member) => member.kind === "field" && !member.readonly && !member.static);
  const props = [
    ...writable.map((field) => propOf(field, `${name}["${field.name}"]`)),
    ...attributes
      .filter(({ name: attribute, fieldName }) => attribute !== fieldName)
      .map((attribute) =>
        propOf(attribute, attribute.fieldName ? `${name}["${attribute.fieldName}"]` : attribute.type.text),
      ),
  ];
  const emitted = events.map((event) => `${comment(event.description)}"${event.name}": ${event.type.text};`);
  return `${comment(description)}"${tagName}": DefineElement<${name}, { ${props.join("\n")} }, { ${emitted.join("\n")} }>;`;
}

function propOf({ name, description }, type) {
  return `${comment(description)}"${name}"?: ${type};`;
}

function comment(text) {
  return text ? `/** ${text.replace(/\s+/g, " ")} */\n` : "";
}
