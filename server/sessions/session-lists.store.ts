import type { Knex } from "knex";
import type { SessionSort } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { TABLES } from "../database/tables.ts";
import {
  type Alternatives,
  applyFilters,
  countRows,
  idsMatching,
  indexedFilters,
  inScope,
  lapsedBy,
  type Query,
} from "./session-filters.ts";
import { type Scope, scopesOf, type SessionPlace, type SessionSearch } from "./session-search.ts";

/** One page of ids, and where the next one begins. */
export interface FoundIds {
  ids: string[];
  /** None when there is nothing behind this page. */
  next: SessionPlace | undefined;
}

/** The rows that a branch of a search looks at, at most so many; then it says where to go on. */
const WALK = 10_000;
/** Up to so many rows with a property are fetched and sorted; of what is more frequent a walk meets enough soon. */
const RARE = 3_000;

const SORTS: Record<SessionSort, readonly string[]> = {
  startedAt: ["created_at", "id"],
  lastSeenAt: ["last_seen_at", "id"],
  user: ["username", "created_at", "id"],
};

type Key = Record<"k0" | "k1" | "k2", string | number> & { id: string };

/** Rows of one scope, and how they are reached: those that have a rare property, or a walk along the sort. */
interface Branch {
  scope: Scope;
  rare: Alternatives | undefined;
}

export type SessionListStore = ReturnType<typeof createSessionListStore>;

/**
 * Lists over a million sessions, in milliseconds whatever is asked for. A database's planner cannot know how rare
 * a value is, or that two frequent ones never meet; so each branch either fetches what is rare, or walks along the
 * index of the sort for a bounded number of rows.
 */
export function createSessionListStore({ knex }: Pick<Database, "knex">) {
  /** A page may hold fewer than `limit` and still have a next one: what was looked at is bounded. */
  async function find(search: SessionSearch, reader = knex): Promise<FoundIds> {
    const branches = await plan(reader, search);
    if (branches.length === 0) return { ids: [], next: undefined };
    const rows: Key[] = await merge(
      reader,
      search,
      branches.map((branch) => page(reader, search, branch)),
    );
    const last = rows[search.limit - 1];
    if (rows.length > search.limit && last) {
      return { ids: rows.slice(0, search.limit).map(({ id }) => id), next: placeOf(search, last) };
    }
    return goOn(reader, search, branches, rows);
  }

  /** No row was left over: either there are no more, or a walk has stopped before its end. */
  async function goOn(knex: Knex, search: SessionSearch, branches: Branch[], rows: Key[]): Promise<FoundIds> {
    const stops = branches
      .filter(({ rare }) => rare === undefined)
      .map(({ scope }) => stopOf(knex, search, scope));
    const [nearest]: Key[] = stops.length === 0 ? [] : await merge(knex, search, stops);
    if (nearest === undefined) return { ids: rows.map(({ id }) => id), next: undefined };
    const next = placeOf(search, nearest);
    const reached: Key[] = await merge(
      knex,
      search,
      branches.map((branch) => upTo(page(knex, search, branch), search, next)),
    );
    return { ids: reached.map(({ id }) => id), next };
  }

  /** How many match, counted no further than `cap` and no further than a page may look. */
  async function count(paged: SessionSearch, cap: number): Promise<{ total: number; isCapped: boolean }> {
    const search = { ...paged, after: undefined };
    let total = 0;
    let isFurther = false;
    for (const branch of await plan(knex, search)) {
      total += isPlain(search, branch)
        ? await countScope(branch.scope, search.now, cap)
        : await countRows(knex, filtered(knex, search, branch));
      if (branch.rare || isPlain(search, branch)) continue;
      isFurther ||= (await stopOf(knex, search, branch.scope)).length > 0;
    }
    return { total: Math.min(total, cap), isCapped: isFurther || total > cap };
  }

  /** By an index alone: a deadline is in no index of `open`, so what has lapsed is subtracted. */
  async function countScope(scope: Scope, now: number, cap: number): Promise<number> {
    const lapsed =
      scope === "active" ? await countRows(knex, idsMatching(knex, lapsedBy(now), "lapsed", WALK)) : 0;
    const rows = inScope(knex({ s: TABLES.sessions }).select("s.id"), scope).limit(cap + lapsed + 1);
    return Math.max(0, (await countRows(knex, rows)) - lapsed);
  }

  return { find, count };
}

/** Decides for each scope whether a filter is rare enough to fetch all that matches it. */
async function plan(knex: Knex, search: SessionSearch): Promise<Branch[]> {
  const branches: Branch[] = [];
  for (const scope of scopesOf(search)) {
    if (scope === "lapsed") branches.push({ scope, rare: lapsedBy(search.now) });
    else branches.push({ scope, rare: await findRarest(knex, search, scope) });
  }
  return branches;
}

async function findRarest(
  knex: Knex,
  search: SessionSearch,
  scope: Scope,
): Promise<Alternatives | undefined> {
  let rarest: { alternatives: Alternatives; rows: number } | undefined;
  // Along the start, the range only says where the walk begins and ends.
  const range = search.sort === "startedAt" ? { from: undefined, to: undefined } : {};
  for (const alternatives of indexedFilters({ ...search, ...range }, scope)) {
    const rows = await countRows(knex, idsMatching(knex, alternatives, scope, RARE + 1));
    if (rows <= RARE && rows < (rarest?.rows ?? Infinity)) rarest = { alternatives, rows };
  }
  return rarest?.alternatives;
}

/** One row more than a page. What a walk gives is in order already; sorting it again would read all of it. */
function page(knex: Knex, search: SessionSearch, branch: Branch): Query {
  const rows = filtered(knex, search, branch).limit(search.limit + 1);
  return branch.rare ? inOrder(startAfter(rows, search), search) : rows;
}

/** What passes the filters. The LIMIT inside keeps the databases from looking elsewhere. */
function filtered(knex: Knex, search: SessionSearch, { scope, rare }: Branch): Query {
  const looked = rare ? gather(knex, scope, rare) : walk(knex, search, scope).select("s.*").limit(WALK);
  const rows = knex.select(keysOf(search)).from(looked.as("s"));
  applyFilters(rows, search, scope, search.now);
  return rows;
}

function gather(knex: Knex, scope: Scope, rare: Alternatives): Query {
  const rows = knex({ s: TABLES.sessions }).select("s.*");
  return inScope(rows.whereIn("s.id", idsMatching(knex, rare, scope, WALK)), scope).limit(4 * WALK);
}

/** Along the index of the sort, from where the page begins. */
function walk(knex: Knex, search: SessionSearch, scope: Scope): Query {
  const { sort, subjectId, from, to } = search;
  const rows = inScope(knex({ s: TABLES.sessions }), scope);
  if (sort === "startedAt" && subjectId !== undefined) rows.where("s.subject_id", subjectId);
  if (sort === "startedAt" && from !== undefined) rows.where("s.created_at", ">=", from);
  if (sort === "startedAt" && to !== undefined) rows.where("s.created_at", "<", to);
  return inOrder(startAfter(rows, search), search);
}

/** The last row that a walk looks at; none when it comes to its end. */
function stopOf(knex: Knex, search: SessionSearch, scope: Scope): Query {
  return walk(knex, search, scope)
    .select(keysOf(search))
    .limit(1)
    .offset(WALK - 1);
}

function startAfter(rows: Query, search: SessionSearch): Query {
  if (search.after === undefined) return rows;
  return rows.whereRaw(compare(search, search.order === "asc" ? ">" : "<"), search.after);
}

function upTo(rows: Query, search: SessionSearch, place: SessionPlace): Query {
  return rows.whereRaw(compare(search, search.order === "asc" ? "<=" : ">="), place);
}

function compare({ sort }: SessionSearch, operator: string): string {
  const columns = SORTS[sort].map((column) => `s.${column}`);
  return `(${columns.join(", ")}) ${operator} (${columns.map(() => "?").join(", ")})`;
}

function inOrder(rows: Query, { sort, order }: SessionSearch): Query {
  return rows.orderBy(SORTS[sort].map((column) => ({ column: `s.${column}`, order })));
}

/** The first rows of all branches together, each of which is in order. */
function merge(knex: Knex, search: SessionSearch, branches: Query[]): Query {
  const names = keyNames(search);
  const all = branches.map((branch) => knex.select("id", ...names).from(branch.as("branch")));
  return knex
    .select()
    .from(knex.queryBuilder().unionAll(all).as("merged"))
    .orderBy(names.map((column) => ({ column, order: search.order })))
    .limit(search.limit + 1);
}

function keysOf({ sort }: SessionSearch): string[] {
  return ["s.id", ...SORTS[sort].map((column, index) => `s.${column} as k${index}`)];
}

function keyNames({ sort }: SessionSearch): string[] {
  return SORTS[sort].map((_, index) => `k${index}`);
}

function placeOf({ sort }: SessionSearch, row: Key): SessionPlace {
  return SORTS[sort].map((_, index) => row[`k${index}` as "k0"]);
}

/** Whether nothing but the state is asked for. */
function isPlain(search: SessionSearch, { scope }: Branch): boolean {
  return scope !== "lapsed" && search.exceptId === undefined && indexedFilters(search, scope).length === 0;
}
