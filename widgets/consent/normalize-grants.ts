import type { CategoryId, GrantId } from "../../server/contract/consent.ts";
import type { RefusableServices } from "./grants.ts";

/** The shortest list with the same meaning, in the policy's order: a category in place of all its services. */
export function normalizeGrants(granted: readonly GrantId[], policy: RefusableServices): GrantId[] {
  return optionalCategories(policy).flatMap((category) => {
    const services = (policy.services[category] ?? []).map((service) => `${category}.${service}`);
    const chosen = services.filter((id) => granted.includes(id));
    const isWhole = services.length > 0 && chosen.length === services.length;
    return isWhole || granted.includes(category) ? [category] : chosen;
  });
}

/** The categories that a visitor can refuse. */
export function optionalCategories({ services }: RefusableServices): CategoryId[] {
  return (Object.keys(services) as CategoryId[]).filter((category) => category !== "essential");
}
