import type { CategoryId, DeclaredItem, PolicyResource } from "../../server/contract/index.ts";

/** Category under which the policy declares a cookie or a storage key; undefined when it does not. */
export function findDeclaredCategory(
  policy: PolicyResource,
  kind: DeclaredItem["kind"],
  name: string,
): CategoryId | undefined {
  const declares = (item: DeclaredItem): boolean => item.kind === kind && matches(item.name, name);
  return policy.categories.find((category) => category.services.some((one) => one.items.some(declares)))?.id;
}

/** A declared name is exact, or ends with one `*`. */
function matches(declared: string, name: string): boolean {
  return declared.endsWith("*") ? name.startsWith(declared.slice(0, -1)) : declared === name;
}
