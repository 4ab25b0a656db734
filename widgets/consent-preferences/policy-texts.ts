import type {
  CategoryId,
  CorePolicy,
  PolicyCategory,
  PolicyResource,
} from "../../server/contract/consent.ts";
import { policyFile } from "../consent/site-texts.ts";
import type { ApiClient } from "../shared/api-client.ts";
import type { PreferencesMessages } from "./messages.ts";

/** The site's own texts and lists, in the language of the page. A file of its own hash, so cached for good. */
export function loadPolicy(api: ApiClient, policy: CorePolicy, element: Element): Promise<PolicyResource> {
  return api.get<PolicyResource>(policyFile(policy, element));
}

/** What can be decided without those texts: categories by our own names, services by their ids. */
export function bareCategories(policy: CorePolicy, text: PreferencesMessages): PolicyCategory[] {
  const ids = [
    "essential",
    ...Object.keys(policy.services).filter((id) => id !== "essential"),
  ] as CategoryId[];
  return ids.map((id) => ({
    id,
    ...text.categories[id],
    services: (policy.services[id] ?? []).map((service) => ({
      id: service,
      name: service,
      purpose: "",
      provider: "",
      items: [],
    })),
  }));
}
