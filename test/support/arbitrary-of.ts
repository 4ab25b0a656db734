import fc, { type Arbitrary } from "fast-check";

/** A JSON schema, as far as our API's document uses it for requests. */
export interface RequestSchema {
  $ref?: string;
  anyOf?: RequestSchema[];
  const?: unknown;
  enum?: unknown[];
  type?: string;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  items?: RequestSchema;
  properties?: Record<string, RequestSchema>;
  required?: string[];
}

const FORMATS: Partial<Record<string, Arbitrary<string>>> = {
  uuid: fc.uuid(),
  "date-time": fc
    .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString()),
};
/** Texts and lists are longer only where they must be. */
const LENGTH = 40;
const ITEMS = 4;

/** Values that a schema allows; `named` are the schemas that it may refer to. */
export function arbitraryOf(schema: RequestSchema, named: Record<string, RequestSchema>): Arbitrary<unknown> {
  const of = (part: RequestSchema = {}): Arbitrary<unknown> => arbitraryOf(part, named);
  const { minLength = 0, maxLength = LENGTH, minItems = 0, minimum = -1e9, maximum = 1e9 } = schema;
  if (schema.$ref !== undefined) return of(named[schema.$ref.replace("#/components/schemas/", "")]);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(of));
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  switch (schema.type) {
    case "string":
      return (
        FORMATS[schema.format ?? ""] ??
        fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, minLength + LENGTH) })
      );
    case "integer":
      return fc.integer({ min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9) });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(of(schema.items), { minLength: minItems, maxLength: minItems + ITEMS });
    case "object":
      return schema.properties
        ? recordOf(schema.properties, schema.required, of)
        : fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: ITEMS });
    default:
      return fc.jsonValue();
  }
}

function recordOf(
  properties: Record<string, RequestSchema>,
  requiredKeys: string[] = [],
  of: (part: RequestSchema) => Arbitrary<unknown>,
): Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([key, part]) => [key, of(part)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys });
}
