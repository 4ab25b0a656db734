import knexFactory, { type Knex } from "knex";
import { type Dialect, dialectOf, isRetryable, knexConfigOf } from "./dialect.ts";
import { createSignals, type Signals } from "./signals.ts";

export interface Database {
  readonly dialect: Dialect;
  readonly knex: Knex;
  /** What other nodes and processes changed. */
  readonly signals: Signals;
  /**
   * Runs `work` in one write transaction, and again (up to 5 times, with a growing pause) when the database
   * asks for a retry; `work` must therefore have no effect outside it. Throws what `work` throws.
   */
  transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
  /** For what reads for long: on SQLite a connection of its own, since the only other one is everybody's. Close it. */
  openReader(): DatabaseReader;
  close(): Promise<void>;
}

export interface DatabaseReader {
  readonly knex: Knex;
  close(): Promise<void>;
}

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 20;

/** Opens the database that `url` names (`sqlite:<file>`, `postgres://…`). Connects at the first query. */
export function connectDatabase(url: string): Database {
  const dialect = dialectOf(url);
  const knex = knexFactory(knexConfigOf(url));
  const signals = createSignals(dialect, knex, url);
  return {
    dialect,
    knex,
    signals,
    transaction: (work) => withRetry(() => knex.transaction(work)),
    openReader() {
      if (dialect === "postgresql") return { knex, close: async () => undefined };
      const reader = knexFactory(knexConfigOf(url));
      return { knex: reader, close: () => reader.destroy() };
    },
    async close() {
      await signals.stop();
      await knex.destroy();
    },
  };
}

async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === ATTEMPTS || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** tries * Math.random()));
    }
  }
}
