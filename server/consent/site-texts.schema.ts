import { z } from "zod";
import { FILLED_IN, REPLACEABLE_TEXTS, type TextPlace } from "../contract/index.ts";
import { type Text, text } from "./text.schema.ts";

/** A site's own words by where they stand and by name, in every language of its policy. */
export type SiteTextDocument = Partial<Record<TextPlace, Record<string, Text>>>;

/** `texts` of a policy: what is none of ours is refused by name, and so is a text without what is filled in. */
export const siteTexts: z.ZodType<SiteTextDocument> = z.strictObject(
  Object.fromEntries(
    (Object.keys(REPLACEABLE_TEXTS) as TextPlace[]).map((place) => [place, textsOf(place).exactOptional()]),
  ),
);

function textsOf(place: TextPlace) {
  const names: readonly string[] = REPLACEABLE_TEXTS[place];
  return z.strictObject(
    Object.fromEntries(names.map((name) => [name, holding(FILLED_IN[place]?.[name] ?? []).exactOptional()])),
  );
}

function holding(parts: readonly string[]): z.ZodType<Text> {
  if (parts.length === 0) return text;
  return text.refine(
    (value) => wordings(value).every((wording) => parts.every((part) => wording.includes(part))),
    { error: `must hold ${parts.join(" and ")}` },
  );
}

function wordings(value: Text): string[] {
  return typeof value === "string" ? [value] : Object.values(value);
}
