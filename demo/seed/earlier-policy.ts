import { createPolicy, type Policy } from "../../server/consent/policy.ts";
import type { PolicyDocument } from "../../server/consent/policy.schema.ts";

/** The town's policy before the film came, and when the counter kept its number for a month only. */
export function earlierPolicy({ version, snapshot }: Pick<Policy, "version" | "snapshot">): Policy {
  const present = JSON.parse(snapshot) as Omit<PolicyDocument, "version">;
  const categories = present.categories.map((category) => ({
    ...category,
    services: category.services
      .filter(({ id }) => id !== "film")
      .map((service) => (service.id === "counter" ? keptForAMonth(service) : service)),
  }));
  return createPolicy({ ...present, categories, version: version - 1 });
}

type Service = PolicyDocument["categories"][number]["services"][number];

function keptForAMonth(service: Service): Service {
  return { ...service, items: service.items.map((item) => ({ ...item, duration: "30 days" })) };
}
