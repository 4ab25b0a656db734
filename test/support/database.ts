import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { connectDatabase, type Database } from "../../server/database/connect.ts";
import type { Dialect } from "../../server/database/dialect.ts";
import { migrate } from "../../server/database/migrate.ts";
import { type PostgresServer, startPostgres } from "./postgres.ts";

/** A database of its own for one test or suite. */
export interface TestDatabase {
  readonly dialect: Dialect;
  /** For `DATABASE_URL`. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of a test, with the address at which others can share it. */
export type OpenDatabase = Database & { readonly url: string };

const DIALECTS: readonly Dialect[] = ["sqlite", "postgresql"];

/** Hold the address of a migrated database, which new ones are copies of. */
const TEMPLATES: Record<Dialect, string> = {
  sqlite: "TEST_SQLITE_TEMPLATE",
  postgresql: "TEST_POSTGRESQL_TEMPLATE",
};

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
export async function openDatabase(dialect: Dialect): Promise<OpenDatabase> {
  const { url, drop } = await createTestDatabase(dialect);
  const database = connectDatabase(url);
  return {
    ...database,
    url,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** A new database of the newest schema: a copy where this run has one to copy, since migrating takes longer. */
export async function createTestDatabase(dialect: Dialect): Promise<TestDatabase> {
  const template = process.env[TEMPLATES[dialect]];
  if (template !== undefined) return create(dialect, template);
  const created = await createEmptyDatabase(dialect);
  const database = connectDatabase(created.url);
  await migrate(database);
  await database.close();
  return created;
}

/** A new database without any table, for what migrates by itself. */
export function createEmptyDatabase(dialect: Dialect): Promise<TestDatabase> {
  return create(dialect);
}

/** Migrates one database of each kind for all processes that this one starts. Returns what removes them. */
export async function makeTemplates(): Promise<() => Promise<void>> {
  const templates = await Promise.all(DIALECTS.map(createTestDatabase));
  for (const { dialect, url } of templates) process.env[TEMPLATES[dialect]] = url;
  return async () => {
    for (const { drop } of templates) await drop();
  };
}

function create(dialect: Dialect, template?: string): Promise<TestDatabase> {
  return dialect === "sqlite" ? createSqlite(template) : createPostgresql(template);
}

async function createSqlite(template?: string): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "sereno-sqlite-"));
  const file = join(folder, "sereno.db");
  if (template !== undefined) await copyFile(template.slice("sqlite:".length), file);
  return {
    dialect: "sqlite",
    url: `sqlite:${file}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function createPostgresql(template?: string): Promise<TestDatabase> {
  postgres ??= startPostgres();
  const server = await postgres;
  const name = `sereno_test_${randomBytes(6).toString("hex")}`;
  const copied = template === undefined ? "" : ` TEMPLATE ${new URL(template).pathname.slice(1)}`;
  await command(server, `CREATE DATABASE ${name}${copied}`);
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
