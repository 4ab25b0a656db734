import { connectDatabase, type Database } from "../../server/database/connect.ts";
import type { Dialect } from "../../server/database/dialect.ts";
import * as initial from "../../server/database/migrations/20261122000000-initial.ts";
import { createEmptyDatabase } from "./database.ts";

const FIRST = { name: "20261122000000-initial", migration: initial };

/** A database as the first release made it, for tests of what later migrations do to its rows. `close()` removes it. */
export async function openFirstSchema(dialect: Dialect): Promise<Database> {
  const { url, drop } = await createEmptyDatabase(dialect);
  const database = connectDatabase(url);
  await database.knex.migrate.latest({
    tableName: "sereno_migrations",
    migrationSource: {
      getMigrations: async () => [FIRST],
      getMigrationName: ({ name }) => name,
      getMigration: async ({ migration }) => migration,
    },
  });
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}
