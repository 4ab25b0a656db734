import { z } from "zod";
import { CATEGORY_IDS } from "../contract/index.ts";
import { siteTexts } from "./site-texts.schema.ts";
import { text } from "./text.schema.ts";

const id = z.string().regex(/^[a-z][a-z\d_-]{0,39}$/, "must be a short lower-case name");
/** BCP 47, as far as web pages use it. */
const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, "must be a language tag such as es");

const item = z.strictObject({
  name: z.string().regex(/^[^\s=;,*]{1,100}\*?$/, "must be a name, exact or with one * at its end"),
  kind: z.enum(["cookie", "localStorage", "sessionStorage", "indexedDB"]),
  purpose: text,
  duration: text,
  provider: text,
  httpOnly: z.boolean().optional(),
  revealable: z.boolean().optional(),
});

const service = z.strictObject({ id, name: text, purpose: text, provider: text, items: z.array(item) });

const category = z.strictObject({
  id: z.enum(CATEGORY_IDS),
  name: text,
  description: text,
  services: z.array(service),
});

/**
 * A site's consent policy, in every language. A higher `version` asks everybody again: raise it when purposes
 * or services change, not for a better wording.
 */
export const policySchema = z
  .strictObject({
    version: z.int().min(1).max(999_999),
    /** How often an unanswered question is put: once per browser session, or on each page. */
    reshow: z.literal("page").optional(),
    /** Whether `signals.js` speaks Google Consent Mode v2; it does unless this is false. */
    signals: z.boolean().optional(),
    /** The first is used where a visitor's own is missing. */
    locales: z.array(locale).min(1),
    categories: z.array(category).min(1),
    /** How sessions and cookies are protected, in plain words. */
    protection: z.array(text),
    /** The site's own words in the place of Sereno's. */
    texts: siteTexts.exactOptional(),
  })
  .superRefine((policy, context) => {
    const report = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    reportMissingTexts(policy, policy.locales, [], report);
    reportRepeats(policy.categories, ["categories"], report);
    policy.categories.forEach(({ services }, index) =>
      reportRepeats(services, ["categories", index, "services"], report),
    );
    if (!policy.categories.some((one) => one.id === "essential")) {
      report(["categories"], "must describe the category essential");
    }
  });

export type PolicyDocument = z.output<typeof policySchema>;

type Report = (path: PropertyKey[], message: string) => void;

/** Every object in a policy that is not a known shape is a text by language. */
function reportMissingTexts(
  value: unknown,
  locales: readonly string[],
  path: PropertyKey[],
  report: Report,
): void {
  if (Array.isArray(value)) {
    value.forEach((one, index) => reportMissingTexts(one, locales, [...path, index], report));
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const isText = path[0] === "texts" ? path.length === 3 : isTextField(path);
  if (!isText) {
    for (const [key, one] of Object.entries(value)) reportMissingTexts(one, locales, [...path, key], report);
    return;
  }
  for (const language of locales) {
    if (!Object.hasOwn(value, language)) report([...path, language], "is missing");
  }
}

function isTextField(path: readonly PropertyKey[]): boolean {
  return TEXT_FIELDS.has(path.at(-1)) || path.at(-2) === "protection";
}

const TEXT_FIELDS = new Set<PropertyKey | undefined>([
  "name",
  "description",
  "purpose",
  "duration",
  "provider",
]);

function reportRepeats(parts: readonly { id: string }[], path: PropertyKey[], report: Report): void {
  parts.forEach((part, index) => {
    if (parts.findIndex((one) => one.id === part.id) !== index)
      report([...path, index, "id"], "stands twice");
  });
}
