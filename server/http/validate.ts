import type { z } from "zod";
import { Problem } from "./problem.ts";

/** The parsed value, or 422 `invalid` that names every wrong field. Use what it returns, never the input. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem("invalid", "Some fields are missing or wrong.", {
    errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
  });
}
