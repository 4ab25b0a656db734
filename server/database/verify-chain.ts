import type { Knex } from "knex";
import { type ChainEntry, type ChainLink, commit, hashLink } from "./hash-chain.ts";
import { type ChainRow, TABLES } from "./tables.ts";

/** A row of a chain; `salt` is null once it is erased. */
type LinkedRow = Omit<ChainLink, "salt"> & { salt: string | null };

/** A table whose rows are chained, and what of a row is hashed. */
export interface Chain<Row extends LinkedRow> {
  readonly table: string;
  entryOf(row: Row): ChainEntry;
  /** Whether nothing personal is left where the salt is gone. */
  isErased(row: Row): boolean;
}

export interface ChainFault {
  /** The row that is wrong, or the first that is not there. */
  seq: number;
  kind: "altered" | "missing" | "misplaced";
  message: string;
}

export interface ChainReport {
  /** How many rows were read. */
  rows: number;
  /** The last row, whose hash vouches for all before it. */
  seq: number;
  hash: string | null;
  /** The first fault; null when every row is as it was written. */
  fault: ChainFault | null;
}

/** Finds the hash that a PRUNED row of the audit log gives for the last row that was pruned. */
export type FindCheckpoint = (seq: number) => Promise<string | undefined>;

const ROWS_PER_READ = 1_000;

/** Computes a whole chain anew, as an auditor would, a batch of rows at a time. What is appended meanwhile is left out. */
export async function verifyChain<Row extends LinkedRow>(
  knex: Knex,
  chain: Chain<Row>,
  findCheckpoint: FindCheckpoint,
): Promise<ChainReport> {
  const bounds = await getBounds(knex, chain.table);
  const report = await follow(knex, chain, bounds);
  const after = await getBounds(knex, chain.table);
  // Rows were pruned under way: what seemed to be missing may be that.
  if (report.fault !== null && after.pruned_seq !== bounds.pruned_seq) {
    return verifyChain(knex, chain, findCheckpoint);
  }
  const fault =
    report.fault ?? (await checkPruned(bounds, findCheckpoint)) ?? (await findForeign(knex, chain, bounds));
  return { ...report, fault };
}

async function follow<Row extends LinkedRow>(
  knex: Knex,
  chain: Chain<Row>,
  bounds: ChainRow,
): Promise<ChainReport> {
  let rows = 0;
  let place = { seq: bounds.pruned_seq, hash: bounds.pruned_hash };
  for await (const row of readRows(knex, chain, bounds.seq)) {
    // Pruning that was interrupted has left rows, which still follow each other.
    if (rows === 0 && row.seq <= bounds.pruned_seq) place = { seq: row.seq - 1, hash: row.previous_hash };
    rows += 1;
    const fault = checkRow(chain, row, place) ?? checkAgainst(row, bounds);
    if (fault !== undefined) return { rows, ...place, fault };
    place = { seq: row.seq, hash: row.hash };
  }
  const fault = place.seq < bounds.seq ? missing(place.seq + 1, bounds.seq) : null;
  return { rows, ...place, fault };
}

async function* readRows<Row extends LinkedRow>(
  knex: Knex,
  { table }: Chain<Row>,
  last: number,
): AsyncGenerator<Row> {
  for (let seq = 0; ;) {
    const rows: Row[] = await knex(table)
      .where("seq", ">", seq)
      .where("seq", "<=", last)
      .orderBy("seq")
      .limit(ROWS_PER_READ);
    yield* rows;
    if (rows.length < ROWS_PER_READ) return;
    seq = rows.at(-1)?.seq ?? last;
  }
}

function checkRow<Row extends LinkedRow>(
  { entryOf, isErased }: Chain<Row>,
  row: Row,
  before: { seq: number; hash: string | null },
): ChainFault | undefined {
  const { seq, salt, commitment, previous_hash, hash } = row;
  if (seq !== before.seq + 1) return missing(before.seq + 1, seq - 1);
  if (previous_hash !== before.hash) {
    return { seq, kind: "misplaced", message: `row ${seq} does not follow from row ${before.seq}` };
  }
  const { open, personal } = entryOf(row);
  const isKept = salt === null ? isErased(row) : commit(salt, personal) === commitment;
  if (isKept && hashLink(previous_hash, seq, open, commitment) === hash) return undefined;
  return { seq, kind: "altered", message: `row ${seq} is not what was written` };
}

/** The places that are kept apart from the rows: where the chain ends, and up to where it was pruned. */
function checkAgainst({ seq, hash }: LinkedRow, bounds: ChainRow): ChainFault | undefined {
  const isKept =
    (seq !== bounds.seq || hash === bounds.hash) &&
    (seq !== bounds.pruned_seq || hash === bounds.pruned_hash);
  return isKept ? undefined : { seq, kind: "altered", message: `row ${seq} was replaced` };
}

async function checkPruned(
  { pruned_seq: seq, pruned_hash }: ChainRow,
  findCheckpoint: FindCheckpoint,
): Promise<ChainFault | undefined> {
  if (seq === 0 || (await findCheckpoint(seq)) === pruned_hash) return undefined;
  return { seq, kind: "missing", message: `the rows up to ${seq} are gone, and no PRUNED row says so` };
}

/** A row behind the last that was written. Rows are written together with the chain's end, which is read after them. */
async function findForeign<Row extends LinkedRow>(
  knex: Knex,
  { table }: Chain<Row>,
  { seq }: ChainRow,
): Promise<ChainFault | null> {
  const row: Row | undefined = await knex(table).where("seq", ">", seq).orderBy("seq").first();
  if (row === undefined || row.seq <= (await getBounds(knex, table)).seq) return null;
  return { seq: row.seq, kind: "altered", message: `row ${row.seq} was put in beside the chain` };
}

function missing(from: number, to: number): ChainFault {
  const message = from === to ? `row ${from} is missing` : `rows ${from} to ${to} are missing`;
  return { seq: from, kind: "missing", message };
}

async function getBounds(knex: Knex, chain: string): Promise<ChainRow> {
  const row: ChainRow | undefined = await knex(TABLES.chains).where({ chain }).first();
  if (row === undefined) throw new Error(`There is no chain ${chain}.`);
  return row;
}
