import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Turns zod schemas into JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
export interface JsonSchemas {
  /** What a client may send. */
  ofInput(schema: z.ZodType): JsonSchema;
  /** What we answer. */
  ofOutput(schema: z.ZodType): JsonSchema;
  /** Every schema with an id that was met, for `components.schemas`. */
  readonly named: Readonly<Record<string, JsonSchema>>;
}

export function createJsonSchemas(): JsonSchemas {
  const named: Record<string, JsonSchema> = {};

  function convert(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const options = { io, unrepresentable: "any", override: simplify } as const;
    const { $schema: _, $defs = {}, ...body } = withComponentRefs(z.toJSONSchema(schema, options));
    Object.assign(named, $defs);
    return body;
  }

  return {
    ofInput: (schema) => convert(schema, "input"),
    ofOutput: (schema) => convert(schema, "output"),
    named,
  };
}

/** Drops what says nothing to a reader: the regular expression behind a known format, and the bounds of safe integers. */
function simplify({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

function withComponentRefs(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
