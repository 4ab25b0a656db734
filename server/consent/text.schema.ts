import { z } from "zod";

/** A text in every language of the policy, or one that is the same in all: a name, an address. */
export type Text = string | Record<string, string>;

const words = z.string().trim().min(1).max(4_000);

export const text: z.ZodType<Text> = z.union([words, z.record(z.string(), words)], {
  error: 'must be a text, or one by language such as {"en": "…", "es": "…"}',
});
