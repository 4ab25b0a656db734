import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Knex } from "knex";
import { lockChain } from "./dialect.ts";
import { TABLES } from "./tables.ts";

/** What a chained row carries beside its own fields. */
export interface ChainLink {
  seq: number;
  salt: string;
  /** Salted commitment to the personal fields: erasing them and the salt leaves the chain verifiable. */
  commitment: string;
  previous_hash: string | null;
  hash: string;
}

/** A row's own fields, before it has its place in a chain. */
export interface ChainEntry {
  /** Fields that stay for good; they are hashed as they are. */
  open: Record<string, unknown>;
  /** Fields that may be erased; the hash covers their commitment only. */
  personal: Record<string, unknown>;
}

/**
 * Makes the next links of a table's chain, in order, inside the transaction that inserts the rows. One writer
 * at a time: it holds the chain's lock until the commit, so call it last.
 */
export async function nextLinks(
  trx: Knex.Transaction,
  table: string,
  entries: readonly ChainEntry[],
): Promise<ChainLink[]> {
  if (entries.length === 0) return [];
  await lockChain(trx, table);
  let { seq, hash: previous } = await getHead(trx, table);
  const links = entries.map(({ open, personal }) => {
    const salt = randomBytes(16).toString("hex");
    const commitment = commit(salt, personal);
    seq += 1;
    const hash = hashLink(previous, seq, open, commitment);
    const link = { seq, salt, commitment, previous_hash: previous, hash };
    previous = hash;
    return link;
  });
  await trx(TABLES.chains).where({ chain: table }).update({ seq, hash: previous });
  return links;
}

/** Where a chain ends; kept apart from its rows, so that one that lost its last rows shows it. */
export async function getHead(knex: Knex, table: string): Promise<{ seq: number; hash: string | null }> {
  const head = await knex(TABLES.chains).where({ chain: table }).first("seq", "hash");
  if (head === undefined) throw new Error(`There is no chain ${table}.`);
  return head;
}

/** The next link for one row, as `nextLinks` makes it. */
export async function nextLink(trx: Knex.Transaction, table: string, entry: ChainEntry): Promise<ChainLink> {
  const [link] = await nextLinks(trx, table, [entry]);
  if (link === undefined) throw new Error("one entry makes one link");
  return link;
}

/** HMAC-SHA-256 of the fields under the salt, hex. */
export function commit(salt: string, personal: Record<string, unknown>): string {
  return createHmac("sha256", salt).update(canonical(personal)).digest("hex");
}

/** SHA-256 over the previous hash, the place in the chain, the open fields and the commitment, hex. */
export function hashLink(
  previous: string | null,
  seq: number,
  open: Record<string, unknown>,
  commitment: string,
): string {
  return createHash("sha256").update(canonical({ previous, seq, open, commitment })).digest("hex");
}

/** JSON with sorted keys: both databases, and any later reader, hash the same bytes (RFC 8785 for what we store). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
