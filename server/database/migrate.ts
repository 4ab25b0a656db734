import type { Knex } from "knex";
import type { Database } from "./connect.ts";
import * as initial from "./migrations/20261122000000-initial.ts";
import * as tamperEvidence from "./migrations/20261122010000-tamper-evidence.ts";
import * as outbox from "./migrations/20261122011000-outbox.ts";
import * as sessionLists from "./migrations/20261122012000-session-lists.ts";
import * as metrics from "./migrations/20261122013000-metrics.ts";
import * as signIns from "./migrations/20261122014000-sign-ins.ts";
import * as frontendEventLists from "./migrations/20261122017000-frontend-event-lists.ts";
import * as consentLists from "./migrations/20261122018000-consent-lists.ts";
import * as handover from "./migrations/20261122020000-handover.ts";
import * as webhookDeliveries from "./migrations/20261122021000-webhook-deliveries.ts";
import * as identities from "./migrations/20261122022000-identities.ts";
import * as vouchedAt from "./migrations/20261122023000-vouched-at.ts";

/** Names carry no file extension: what development records as `.ts` must match production's `.js`. */
const MIGRATIONS: { name: string; migration: Knex.Migration }[] = [
  { name: "20261122000000-initial", migration: initial },
  { name: "20261122010000-tamper-evidence", migration: tamperEvidence },
  { name: "20261122011000-outbox", migration: outbox },
  { name: "20261122012000-session-lists", migration: sessionLists },
  { name: "20261122013000-metrics", migration: metrics },
  { name: "20261122014000-sign-ins", migration: signIns },
  { name: "20261122017000-frontend-event-lists", migration: frontendEventLists },
  { name: "20261122018000-consent-lists", migration: consentLists },
  { name: "20261122020000-handover", migration: handover },
  { name: "20261122021000-webhook-deliveries", migration: webhookDeliveries },
  { name: "20261122022000-identities", migration: identities },
  { name: "20261122023000-vouched-at", migration: vouchedAt },
];

const migrationSource: Knex.MigrationSource<(typeof MIGRATIONS)[number]> = {
  getMigrations: async () => MIGRATIONS,
  getMigrationName: ({ name }) => name,
  getMigration: async ({ migration }) => migration,
};

const SETTINGS = { migrationSource, tableName: "sereno_migrations" };

/** Brings the schema to the newest version. Returns the names of the migrations that ran. */
export async function migrate({ knex }: Database): Promise<string[]> {
  const [, names] = await knex.migrate.latest(SETTINGS);
  return names;
}

/** Whether every migration has run. */
export async function isMigrated({ knex }: Database): Promise<boolean> {
  const [, pending] = await knex.migrate.list(SETTINGS);
  return pending.length === 0;
}
