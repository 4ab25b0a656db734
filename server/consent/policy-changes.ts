import type {
  DeclaredItem,
  GrantId,
  PolicyChange,
  PolicyResource,
  PolicyService,
} from "../contract/index.ts";
import { matchLocale, type Policy } from "./policy.ts";

/** A category, or a service with the name of its category. */
interface Part {
  id: GrantId;
  name: string;
  category?: string;
  /** Absent for a category. */
  service?: PolicyService;
  /** Whether it is told when it comes or goes: a category that has services is told by them. */
  isTold: boolean;
}

/**
 * What is new, not as it was, or gone in `after`, in the language nearest to `locale`. Another purpose, provider,
 * duration or cookie is a change, a better name is none; where the policies have no language in common, only what
 * they declare is compared.
 */
export function comparePolicies(before: Policy, after: Policy, locale: string): PolicyChange[] {
  const common = findCommonLocale(before, after, locale);
  const earlier = partsOf(before.describe(common ?? locale));
  const later = partsOf(after.describe(common ?? locale));
  const shown = [...partsOf(after.describe(locale)), ...partsOf(before.describe(locale))];
  const tell = (kind: PolicyChange["kind"], { id }: Part, items: string[]): PolicyChange => {
    const { name = id, category } = shown.find((part) => part.id === id) ?? {};
    return { kind, id, name, ...(category !== undefined && { category }), items };
  };
  const told = later.flatMap((part) => {
    const was = earlier.find(({ id }) => id === part.id);
    if (was === undefined) return part.isTold ? [tell("added", part, namesOf(part))] : [];
    const items = changedItems(was, part, common !== undefined);
    const isSame = items.length === 0 && (common === undefined || isWordedAlike(was, part));
    return isSame ? [] : [tell("changed", part, items)];
  });
  const gone = earlier.filter(({ id, isTold }) => isTold && !later.some((part) => part.id === id));
  return [...told, ...gone.map((part) => tell("removed", part, namesOf(part)))];
}

/** A language that both are written in, the nearest to `locale` if it is one. */
function findCommonLocale(before: Policy, after: Policy, locale: string): string | undefined {
  return [matchLocale(after.locales, locale), ...after.locales].find((one) => before.locales.includes(one));
}

function partsOf({ categories }: PolicyResource): Part[] {
  return categories.flatMap(({ id, name, services }) => [
    { id, name, isTold: services.length === 0 },
    ...services.map((service) => ({
      id: `${id}.${service.id}`,
      name: service.name,
      category: name,
      service,
      isTold: true,
    })),
  ]);
}

function namesOf({ service }: Part): string[] {
  return (service?.items ?? []).map(({ name }) => name);
}

/** Names of what is declared anew, or otherwise than before, or no longer. */
function changedItems(before: Part, after: Part, isWordingCompared: boolean): string[] {
  const say = (item: DeclaredItem) =>
    [item.name, item.kind, ...(isWordingCompared ? [item.purpose, item.duration, item.provider] : [])].join(
      "\n",
    );
  const [earlier, later] = [before, after].map(({ service }) => service?.items ?? []) as [
    DeclaredItem[],
    DeclaredItem[],
  ];
  const known = new Set(earlier.map(say));
  const kept = new Set(later.map(({ name }) => name));
  return [
    ...later.filter((item) => !known.has(say(item))),
    ...earlier.filter(({ name }) => !kept.has(name)),
  ].map(({ name }) => name);
}

function isWordedAlike({ service: before }: Part, { service: after }: Part): boolean {
  return before?.purpose === after?.purpose && before?.provider === after?.provider;
}
