import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { connectDatabase, type Database } from "../../server/database/connect.ts";
import type { Dialect } from "../../server/database/dialect.ts";
import { migrate } from "../../server/database/migrate.ts";
import { type PostgresServer, startPostgres } from "./postgres.ts";

/** An empty database of its own for one test or suite. */
export interface TestDatabase {
  readonly dialect: Dialect;
  /** For `DATABASE_URL`. */
  readonly url: string;
  drop(): Promise<void>;
}

const DIALECTS: readonly Dialect[] = ["sqlite", "postgresql"];

let postgres: Promise<PostgresServer> | undefined;

/**
 * Runs `define` once for each database, to declare a suite there. `openDatabase` gives a new, migrated database
 * that `close()` also removes.
 */
export function forEachDatabase(
  define: (dialect: Dialect, openDatabase: () => Promise<Database>) => void,
): void {
  for (const dialect of DIALECTS) define(dialect, () => openDatabase(dialect));
}

/** A new, migrated database; its `close()` also removes it. */
export async function openDatabase(dialect: Dialect): Promise<Database> {
  const { url, drop } = await createTestDatabase(dialect);
  const database = connectDatabase(url);
  await migrate(database);
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** A new database without any table, for what connects by itself: a whole app, or a process. */
export function createTestDatabase(dialect: Dialect): Promise<TestDatabase> {
  return dialect === "sqlite" ? createSqlite() : createPostgresql();
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "sereno-sqlite-"));
  return {
    dialect: "sqlite",
    url: `sqlite:${join(folder, "sereno.db")}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function createPostgresql(): Promise<TestDatabase> {
  postgres ??= startPostgres();
  const server = await postgres;
  const name = `sereno_test_${randomBytes(6).toString("hex")}`;
  await command(server, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = name;
  return {
    dialect: "postgresql",
    url: url.href,
    drop: () => command(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function command(server: PostgresServer, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
