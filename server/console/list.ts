import { z } from "zod";
import type { Page } from "../contract/index.ts";
import type { HtmlValue } from "../http/html.ts";
import { Problem } from "../http/problem.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import type { Query } from "./console-sources.ts";

/** What a list may be filtered by. */
export type Field = { name: string; label: string } & (
  | { type: "text"; hint?: string }
  | { type: "choice"; choices: readonly (readonly [value: string, words: string])[]; isRequired?: true }
  /** A moment, or a day, in UTC. */
  | { type: "time" | "date" }
  | { type: "number" }
);

export interface Column<Item> {
  head: string;
  cell(item: Item): HtmlValue;
  /** The name of the sort by it. */
  sort?: string | undefined;
  kind?: "row-header" | "number" | "actions";
}

/** A list that a page shows: where it is from, and what is seen of each item. */
export interface List<Item> {
  /** Below the base path. */
  path: string;
  caption: string;
  /** What will appear, and how, where there is nothing at all. */
  empty: string;
  fields: readonly Field[];
  columns: readonly Column<Item>[];
  /** Before the names of its parameters in the address, where an element of the page shares them. */
  prefix?: string;
  /** Whether there are no further pages of it. */
  isWhole?: true;
  /** What is asked for where the address says nothing. */
  defaults?: Query;
  read(query: Query): Promise<Page<Item>>;
}

/** A list as it was read: a page of it, or why there is none. */
export interface ReadList<Item> {
  /** What the address says, by the names of the API. */
  given: Query;
  page: Page<Item> | undefined;
  problem: Problem | undefined;
}

/** Parameters that are not filters. */
const PLACE = ["limit", "cursor"] as const;
const ORDER = ["sort", "order"] as const;
const DAY_MS = 86_400_000;
/** With or without seconds. */
const MOMENT = z.iso.datetime({ offset: true }).or(z.iso.datetime({ offset: true, precision: -1 }));

/** Reads the page of the list that the address asks for. A wrong filter or place is part of what it returns. */
export async function readList<Item>(list: List<Item>, query: URLSearchParams): Promise<ReadList<Item>> {
  const given = givenFor(list, query);
  try {
    return { given, page: await list.read(toQuery(list, given)), problem: undefined };
  } catch (error) {
    if (error instanceof Problem && (error.code === "invalid" || error.code === "malformed"))
      return { given, page: undefined, problem: error };
    throw error;
  }
}

/** The address of this list with these changes; an empty value leaves a parameter out. */
export function listAddress<Item>(
  page: ConsolePage,
  list: List<Item>,
  given: Query,
  changes: Readonly<Record<string, string>> = {},
): string {
  const wanted = Object.entries({ ...given, ...changes });
  return addressOf(
    page,
    list.path,
    Object.fromEntries(wanted.map(([name, value]) => [parameterOf(list, name), value])),
  );
}

/** The name that a parameter of the API has in the address. */
export function parameterOf({ prefix = "" }: Pick<List<never>, "prefix">, name: string): string {
  return (PLACE as readonly string[]).includes(name) ? name : prefix + name;
}

/** Whether less is asked for than the whole list. */
export function isFiltered<Item>({ fields, defaults = {} }: List<Item>, given: Query): boolean {
  return fields.some(({ name }) => given[name] !== undefined && given[name] !== defaults[name]);
}

/** The names of the parameters that the API has refused. */
export function wrongFields(problem: Problem | undefined): string[] {
  return problem?.extensions.errors?.map(({ path }) => path) ?? [];
}

function givenFor<Item>(list: List<Item>, query: URLSearchParams): Query {
  const times = new Set(list.fields.flatMap(({ name, type }) => (type === "time" ? [name] : [])));
  const names = [...list.fields.map(({ name }) => name), ...ORDER, ...PLACE];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = query.get(parameterOf(list, name))?.trim();
      return value ? [[name, times.has(name) ? toLocal(name, value) : value]] : [];
    }),
  );
}

/** As a browser's field for times holds it, which knows neither zones nor days: the same moment in UTC. */
function toLocal(name: string, value: string): string {
  // A plus that is not escaped is a blank in an address.
  const iso = toIso(name, value.replace(/ (?=\d\d:\d\d$)/, "+"));
  if (!MOMENT.safeParse(iso).success) return value;
  return new Date(iso).toISOString().replace(/(:00)?(\.000)?Z$/, "");
}

/** What the API is asked: the defaults, and times as it takes them. */
export function toQuery<Item>({ fields, defaults }: List<Item>, given: Query): Query {
  const asked: Record<string, string> = { ...defaults, ...given };
  for (const { name, type } of fields) {
    const value = asked[name];
    if (value !== undefined && (type === "time" || type === "date")) asked[name] = toIso(name, value);
  }
  return asked;
}

/** What a browser's field for times gives has no zone: ours is UTC. A day that is the last one belongs to the span. */
function toIso(name: string, value: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) {
    const start = Date.parse(value);
    if (Number.isNaN(start)) return value;
    return new Date(name === "to" ? start + DAY_MS : start).toISOString();
  }
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(value)
    ? `${value.length === 16 ? `${value}:00` : value}Z`
    : value;
}
