import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Knex } from "knex";
import pg from "pg";

/** The only file that asks which database it is. */
export type Dialect = "sqlite" | "postgresql";

const require = createRequire(import.meta.url);
const SqliteClient: new (...args: never[]) => {
  _query(connection: unknown, query: unknown): Promise<unknown>;
} = require("knex/lib/dialects/sqlite3/index.js");
const SqliteTransaction: new (...args: unknown[]) => {
  query(connection: unknown, sql: string): Promise<unknown>;
} = require("knex/lib/dialects/sqlite3/execution/sqlite-transaction.js");

/**
 * Knex begins with a plain BEGIN. A transaction that reads before it writes then fails with SQLITE_BUSY at
 * once when another process commits in between, whatever the busy timeout; taking the write lock first waits.
 */
class ImmediateTransaction extends SqliteTransaction {
  begin(connection: unknown): Promise<unknown> {
    return this.query(connection, "BEGIN IMMEDIATE;");
  }
}

/** How long a statement waits for another process's write lock. */
const BUSY_MS = 5_000;
const BUSY_POLL_MS = 2;

/**
 * Asks for a lock that another process holds every other millisecond. SQLite's own waiting asks ever more seldom,
 * every 50 ms after the sixth time, and so misses the gaps that a busy writer leaves to the others.
 */
class PatientSqliteClient extends SqliteClient {
  transaction(...args: unknown[]) {
    return new ImmediateTransaction(this, ...args);
  }

  override async _query(connection: unknown, query: unknown): Promise<unknown> {
    for (let end: number | undefined; ;) {
      try {
        return await super._query(connection, query);
      } catch (error) {
        end ??= performance.now() + BUSY_MS;
        if (codeOf(error) !== "SQLITE_BUSY" || performance.now() >= end) throw error;
        await pause(BUSY_POLL_MS);
      }
    }
  }
}

/** Which database a `DATABASE_URL` names: `sqlite:<file>` or `postgres://…`. Throws for anything else. */
export function dialectOf(url: string): Dialect {
  if (/^sqlite:./.test(url)) return "sqlite";
  if (/^postgres(ql)?:\/\//.test(url)) return "postgresql";
  throw new Error("DATABASE_URL must be sqlite:<file> or postgres://…");
}

/** Knex settings for a `DATABASE_URL`. Creates the folder and the file of an SQLite database, readable by its owner only. */
export function knexConfigOf(url: string): Knex.Config {
  if (dialectOf(url) === "postgresql") {
    return {
      client: "pg",
      connection: { connectionString: url, types: { getTypeParser } },
      pool: { min: 0, max: 10 },
      acquireConnectionTimeout: 10_000,
    };
  }
  const filename = resolve(url.slice("sqlite:".length));
  createPrivateFile(filename);
  return {
    client: PatientSqliteClient as unknown as typeof Knex.Client,
    connection: { filename },
    useNullAsDefault: true,
    // One connection: SQLite has one writer, and a transaction here excludes every other query of the process.
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1, afterCreate: configureSqlite },
    acquireConnectionTimeout: 10_000,
  };
}

/** Whether the whole transaction may be tried again: somebody else held the lock, or PostgreSQL chose us as the victim. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error);
  return code === "SQLITE_BUSY" || code === "40001" || code === "40P01";
}

/** Whether the database cannot be used now (locked, full, gone), and may be later. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined) return error instanceof Error && isConnectionLoss(error);
  return (
    isRetryable(error) ||
    /^SQLITE_(LOCKED|FULL|IOERR|CANTOPEN|READONLY)/.test(code) ||
    /^(08|53|57P)/.test(code) ||
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(code) ||
    (code === "ENOENT" && isOfConnecting(error))
  );
}

/** pg gives these no code, and Knex puts the statement before the message. */
const CONNECTION_LOSS =
  /(Connection terminated( unexpectedly| due to connection timeout)?|connection error and is not queryable|timeout expired)$/;

function isConnectionLoss({ name, message }: Error): boolean {
  return name === "KnexTimeoutError" || CONNECTION_LOSS.test(message);
}

/** A PostgreSQL behind a socket in the file system that is not there; other missing files are not the database. */
function isOfConnecting(error: unknown): boolean {
  return typeof error === "object" && error !== null && "syscall" in error && error.syscall === "connect";
}

/** Whether an INSERT met a row with the same unique key. */
export function isUniqueViolation(error: unknown): boolean {
  const code = codeOf(error);
  if (code === "23505") return true;
  return code === "SQLITE_CONSTRAINT" && error instanceof Error && error.message.includes("UNIQUE");
}

/**
 * Serialises writers of a hash chain until the transaction ends. SQLite's write lock, which every transaction
 * of ours holds, does so already. Take it last: it is held until the commit.
 */
export async function lockChain(trx: Knex.Transaction, chain: string): Promise<void> {
  if (dialectOfKnex(trx) === "postgresql") {
    await trx.raw("SELECT pg_advisory_xact_lock(hashtext(?))", [chain]);
  }
}

/** Locks one row until the transaction ends; on SQLite the write lock does. */
export function lockRow<Q extends Knex.QueryBuilder>(trx: Knex.Transaction, query: Q): Q {
  return dialectOfKnex(trx) === "postgresql" ? (query.forUpdate() as Q) : query;
}

/** Locks the rows until the transaction ends, and passes over those that another one holds; SQLite has no other one. */
export function passOverLocked<Q extends Knex.QueryBuilder>(knex: Knex, query: Q): Q {
  return dialectOfKnex(knex) === "postgresql" ? (query.forUpdate().skipLocked() as Q) : query;
}

/** A column of another table that repeats one of the row it refers to, for the sake of an index. */
interface RepeatedColumn {
  name: string;
  from: { table: string; column: string };
  to: { table: string; column: string; reference: string };
}

/** Keeps the repeated column right when its original changes, whoever changes it. */
export async function createRenameTrigger(knex: Knex, { name, from, to }: RepeatedColumn): Promise<void> {
  const event = `AFTER UPDATE OF ${from.column} ON ${from.table}`;
  const when = `WHEN (NEW.${from.column} <> OLD.${from.column})`;
  const update = `UPDATE ${to.table} SET ${to.column} = NEW.${from.column} WHERE ${to.reference} = NEW.id;`;
  if (dialectOfKnex(knex) === "sqlite") {
    return knex.raw(`CREATE TRIGGER ${name} ${event} FOR EACH ROW ${when} BEGIN ${update} END`);
  }
  await knex.raw(
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${update} RETURN NULL; END $$`,
  );
  await knex.raw(`CREATE TRIGGER ${name} ${event} FOR EACH ROW ${when} EXECUTE FUNCTION ${name}()`);
}

export async function dropRenameTrigger(knex: Knex, { name }: RepeatedColumn): Promise<void> {
  if (dialectOfKnex(knex) === "sqlite") return knex.raw(`DROP TRIGGER ${name}`);
  await knex.raw(`DROP FUNCTION ${name}() CASCADE`);
}

/**
 * Makes text compare byte by byte, as SQLite does: an index then finds what begins with a given text, whatever
 * language the database was made for.
 */
export async function useByteOrder(knex: Knex, table: string, columns: readonly string[]): Promise<void> {
  if (dialectOfKnex(knex) === "sqlite") return;
  for (const column of columns) {
    await knex.raw(`ALTER TABLE ${table} ALTER COLUMN ${column} TYPE text COLLATE "C"`);
  }
}

/** The rows that a raw statement gives. */
export async function returnedRows<Row>(statement: PromiseLike<Row[] | { rows: Row[] }>): Promise<Row[]> {
  const answer = await statement;
  return Array.isArray(answer) ? answer : answer.rows;
}

/** Refuses to change or delete rows, whoever asks. */
export interface RowGuard {
  name: string;
  table: string;
  on: "UPDATE" | "DELETE";
  /** SQL over OLD and NEW that lets a row pass; neither false nor NULL does. */
  unless: string;
  message: string;
}

/** Creates the trigger; on PostgreSQL a guard against DELETE refuses TRUNCATE too. */
export async function createRowGuard(knex: Knex, guard: RowGuard): Promise<void> {
  const { name, table, on, unless, message } = guard;
  if (dialectOfKnex(knex) === "sqlite") {
    const when = `WHEN NOT COALESCE((${unless}), FALSE)`;
    return knex.raw(
      `CREATE TRIGGER ${name} BEFORE ${on} ON ${table} ${when} BEGIN SELECT RAISE(ABORT, '${message}'); END`,
    );
  }
  await knex.raw(`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'TRUNCATE' AND COALESCE((${unless}), FALSE) THEN
      RETURN ${on === "UPDATE" ? "NEW" : "OLD"};
    END IF;
    RAISE EXCEPTION '${message}';
  END $$`);
  const run = `FOR EACH ROW EXECUTE FUNCTION ${name}()`;
  await knex.raw(`CREATE TRIGGER ${name} BEFORE ${on} ON ${table} ${run}`);
  if (on === "UPDATE") return;
  await knex.raw(`CREATE TRIGGER ${name}_whole BEFORE TRUNCATE ON ${table} EXECUTE FUNCTION ${name}()`);
}

export async function dropRowGuard(knex: Knex, { name }: RowGuard): Promise<void> {
  if (dialectOfKnex(knex) === "sqlite") return knex.raw(`DROP TRIGGER ${name}`);
  await knex.raw(`DROP FUNCTION ${name}() CASCADE`);
}

/**
 * Does `work` unless another node is at it: then undefined, at once. SQLite has one server; a command beside it
 * may do the same work twice. The lock goes with its connection when the node dies.
 */
export async function withExclusive<T>(
  knex: Knex,
  name: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  if (dialectOfKnex(knex) === "sqlite") return work();
  const connection: unknown = await knex.client.acquireConnection();
  const ask = (call: string) =>
    knex.raw(`SELECT ${call}(hashtext(?)) AS held`, [name]).connection(connection);
  try {
    const { rows } = await ask("pg_try_advisory_lock");
    if (rows[0]?.held !== true) return undefined;
    return await work().finally(() => ask("pg_advisory_unlock"));
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

/** A number that changes when another connection, in this process or another, has committed. SQLite only. */
export async function readDataVersion(knex: Knex): Promise<number> {
  const rows: { data_version: number }[] = await knex.raw("PRAGMA data_version");
  return rows[0]?.data_version ?? 0;
}

function dialectOfKnex(knex: Knex): Dialect {
  return knex.client.config.client === "pg" ? "postgresql" : "sqlite";
}

/** Our bigints are epoch milliseconds and counts, all safe integers; pg would give them as strings. */
function getTypeParser(oid: number, format?: string): (value: never) => unknown {
  if (oid === pg.types.builtins.INT8) return Number;
  return format === "binary" ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid);
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

function createPrivateFile(filename: string): void {
  mkdirSync(dirname(filename), { recursive: true, mode: 0o700 });
  if (existsSync(filename)) return;
  closeSync(openSync(filename, "a", 0o600));
  chmodSync(filename, 0o600);
}

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

function configureSqlite(
  connection: SqliteConnection,
  done: (error: Error | null, connection: unknown) => void,
): void {
  const pragmas =
    `PRAGMA busy_timeout = ${BUSY_MS}; ` +
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; " +
    // KiB of pages. The default of 2 MiB is smaller than the upper levels of the indexes of a million sessions.
    "PRAGMA cache_size = -32768; " +
    // From here on it is the client that waits.
    "PRAGMA busy_timeout = 0;";
  connection.exec(pragmas, (error) => done(error, connection));
}
