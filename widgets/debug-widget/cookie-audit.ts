import type { DeclaredItem, GrantId, PolicyResource } from "../../server/contract/index.ts";

/** A cookie, a storage key or a database that is there. */
export interface Observed {
  kind: DeclaredItem["kind"];
  name: string;
}

/** Something that is there and should not be. */
export interface Finding extends Observed {
  /** What declares it, all of it refused; undefined when nothing does. */
  refused: GrantId | undefined;
}

/**
 * Compares what is there with what the policy declares and the visitor allows. Returns what is not declared, and what
 * is there although every service that declares it is refused. Asks nobody: both sides are at hand.
 */
export function auditObserved(
  observed: readonly Observed[],
  { categories }: PolicyResource,
  isAllowed: (id: GrantId) => boolean,
): Finding[] {
  const declared = categories.flatMap(({ id, services }) =>
    services.flatMap((service) =>
      // What is essential cannot be refused.
      service.items.map((item) => ({ item, id: id === "essential" ? id : `${id}.${service.id}` })),
    ),
  );
  return observed.flatMap((one) => {
    const ids = declared.filter(({ item }) => declares(item, one)).map(({ id }) => id);
    return ids.some(isAllowed) ? [] : [{ ...one, refused: ids[0] }];
  });
}

/** A declared name is exact, or ends with one `*`. */
function declares({ kind, name }: DeclaredItem, observed: Observed): boolean {
  if (kind !== observed.kind) return false;
  return name.endsWith("*") ? observed.name.startsWith(name.slice(0, -1)) : observed.name === name;
}
