import type { GrantId } from "../../server/contract/consent.ts";

/** One category that can be refused, and its services as full ids (`analytics.matomo`). */
export interface Choice {
  category: string;
  services: readonly GrantId[];
}

export type ChoiceState = "on" | "off" | "mixed";

/** Where a category stands: `mixed` when some of its services are on. */
export function stateOf({ category, services }: Choice, draft: readonly GrantId[]): ChoiceState {
  const on = servicesOn({ category, services }, draft);
  if (draft.includes(category) || (services.length > 0 && on.length === services.length)) return "on";
  return on.length ? "mixed" : "off";
}

export function servicesOn({ category, services }: Choice, draft: readonly GrantId[]): readonly GrantId[] {
  return draft.includes(category) ? services : services.filter((id) => draft.includes(id));
}

/** All of a category, unless all of it is on already. */
export function toggleCategory(choice: Choice, draft: readonly GrantId[]): GrantId[] {
  const rest = without(choice, draft);
  return stateOf(choice, draft) === "on" ? rest : [...rest, choice.category];
}

export function toggleService(id: GrantId, choice: Choice, draft: readonly GrantId[]): GrantId[] {
  const on = servicesOn(choice, draft);
  const changed = on.includes(id) ? on.filter((one) => one !== id) : [...on, id];
  return [...without(choice, draft), ...changed];
}

function without({ category, services }: Choice, draft: readonly GrantId[]): GrantId[] {
  return draft.filter((id) => id !== category && !services.includes(id));
}
