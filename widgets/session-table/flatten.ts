import { html, nothing, type TemplateResult } from "lit";

/** What has been met of a template so far. Lit knows a template by the identity of its strings, hence the tree. */
interface Shape {
  readonly strings: TemplateStringsArray;
  /** By the text that follows; by `undefined` where a value does. */
  readonly next: Map<string | undefined, Shape>;
}

const EMPTY = createShape([""]);

/**
 * One template in place of many, and of those among their values: each costs Lit more than all that stands in it, and a
 * row is made of a dozen. Where its shape changes it is drawn anew, as a whole.
 */
export function flatten(templates: readonly TemplateResult[]): TemplateResult {
  const values: unknown[] = [];
  let shape = EMPTY;
  const add = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) if (item !== nothing) add(item);
    } else if (isTemplate(value)) {
      value.strings.forEach((text, index) => {
        shape = follow(shape, text);
        if (index < value.values.length) add(value.values[index]);
      });
    } else {
      shape = follow(shape, undefined);
      values.push(value);
    }
  };
  add(templates);
  return html(shape.strings, ...values);
}

function follow({ strings, next }: Shape, text: string | undefined): Shape {
  const known = next.get(text);
  if (known) return known;
  const shape = createShape(
    text === undefined ? [...strings, ""] : [...strings.slice(0, -1), strings.at(-1) + text],
  );
  next.set(text, shape);
  return shape;
}

function createShape(strings: string[]): Shape {
  return { strings: Object.assign(strings, { raw: strings }), next: new Map() };
}

function isTemplate(value: unknown): value is TemplateResult {
  return typeof value === "object" && value !== null && "strings" in value;
}
