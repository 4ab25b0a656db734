import type { CorePolicy, GrantId } from "../../server/contract/consent.ts";
import type { Decision } from "./decision.ts";

export type RefusableServices = Pick<CorePolicy, "services">;

/**
 * Every id that a decision allows; a category stands for all its services. What the policy does not declare
 * was never asked and is not allowed; without a decision nothing is.
 */
export function allowedIds(
  { granted }: Pick<Decision, "granted"> = { granted: [] },
  { services }: RefusableServices,
): GrantId[] {
  return Object.entries(services)
    .flatMap(([category, names]) => [category, ...names.map((name) => `${category}.${name}`)])
    .filter((id) => granted.includes(id) || granted.includes(id.replace(/\..*/, "")));
}
