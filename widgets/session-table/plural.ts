import { numberFormat, pluralRules } from "../shared/locale.ts";

/** A text by plural category of its language (CLDR); `#` is the number. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export function formatPlural(forms: Plural, count: number, locale: string): string {
  const form = forms[pluralRules(locale).select(count)] ?? forms.other;
  return form.replace("#", numberFormat(locale).format(count));
}

/** Replaces every `{name}`; the values are text, never markup. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
