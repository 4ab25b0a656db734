import type { PolicyDocument } from "./policy.schema.ts";
import type { Text } from "./text.schema.ts";

type Category = PolicyDocument["categories"][number];
type Service = Category["services"][number];

/**
 * A site's policy with Sereno's own services added to the categories that it has: a file need not repeat them,
 * and does not fall behind when they change. A service of the same id in the file stands instead of ours. Where
 * `own` does not speak a language of the site, its first one is used.
 */
export function completePolicy(site: PolicyDocument, own: PolicyDocument): PolicyDocument {
  const speak = speaker(site.locales, own.locales);
  const categories = site.categories.map((category): Category => {
    const known = new Set(category.services.map(({ id }) => id));
    const ours = own.categories.find(({ id }) => id === category.id)?.services ?? [];
    const added = ours.filter(({ id }) => !known.has(id)).map((service) => translate(service, speak));
    return { ...category, services: [...added, ...category.services] };
  });
  return { ...site, categories };
}

/** Makes a text of `spoken` languages one of `wanted`: a relative (`pt` for `pt-BR`), or the first, for what is missing. */
function speaker(wanted: readonly string[], spoken: readonly string[]): (text: Text) => Text {
  const sources = wanted.map((locale) => {
    const language = locale.split("-")[0];
    const source =
      spoken.find((one) => one === locale) ?? spoken.find((one) => one === language) ?? spoken[0];
    return [locale, source ?? locale] as const;
  });
  return (text) => {
    if (typeof text === "string") return text;
    return Object.fromEntries(sources.map(([locale, source]) => [locale, text[source] ?? ""]));
  };
}

function translate(service: Service, speak: (text: Text) => Text): Service {
  return {
    id: service.id,
    name: speak(service.name),
    purpose: speak(service.purpose),
    provider: speak(service.provider),
    items: service.items.map((item) => ({
      ...item,
      purpose: speak(item.purpose),
      duration: speak(item.duration),
      provider: speak(item.provider),
    })),
  };
}
