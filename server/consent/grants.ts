import type { CategoryId, CorePolicy, GrantId } from "../contract/index.ts";

type Services = Pick<CorePolicy, "services">;

/** The categories that a visitor can refuse, in the policy's order. */
export function optionalCategories({ services }: Services): CategoryId[] {
  return Object.keys(services) as CategoryId[];
}

/** Ids that the policy does not know, or that nobody grants: `essential`. */
export function unknownGrants(granted: readonly GrantId[], policy: Services): GrantId[] {
  const known = new Set<GrantId>(
    optionalCategories(policy).flatMap((category) => [category, ...servicesOf(policy, category)]),
  );
  return granted.filter((id) => !known.has(id));
}

/** The shortest list with the same meaning, in the policy's order: a category stands for all its services. */
export function normalizeGrants(granted: readonly GrantId[], policy: Services): GrantId[] {
  return optionalCategories(policy).flatMap((category) => {
    const services = servicesOf(policy, category);
    const chosen = services.filter((id) => granted.includes(id));
    const whole = granted.includes(category) || (services.length > 0 && chosen.length === services.length);
    return whole ? [category] : chosen;
  });
}

/** Whether a list of grants allows a category or a service. What is not listed is refused. */
export function allows(granted: readonly GrantId[], id: GrantId): boolean {
  const [category = ""] = id.split(".");
  return category === "essential" || granted.includes(category) || granted.includes(id);
}

function servicesOf({ services }: Services, category: CategoryId): GrantId[] {
  return (services[category] ?? []).map((service) => `${category}.${service}`);
}
