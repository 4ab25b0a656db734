import type { Clock } from "../../server/clock.ts";
import { DAY_MS } from "../../server/clock.ts";
import type { Database } from "../../server/database/connect.ts";
import { createConsentStore } from "../../server/consent/consent.store.ts";
import { restorePolicy } from "../../server/consent/policy.ts";
import { type ConsentPolicyRow, type SubjectRow, TABLES } from "../../server/database/tables.ts";
import { DEMO_PASSWORD } from "../accounts.ts";
import { consentHistory } from "./consent-history.ts";
import { earlierPolicy } from "./earlier-policy.ts";
import { frontendEvents } from "./frontend-events.ts";
import { loginAttempts } from "./login-attempts.ts";
import { PEOPLE } from "./people.ts";
import { createRandom } from "./random.ts";
import { sessionHistory } from "./session-history.ts";
import { subjectRows } from "./subjects.ts";

export interface DemoSeedOptions {
  database: Database;
  clock: Clock;
}

export interface DemoAccountOptions extends DemoSeedOptions {
  hashPassword: (password: string) => Promise<string>;
}

const SEED = 1911;
const HISTORY_DAYS = 90;
/** Everybody was there a day before the history begins; when that was tells a later start what "now" was. */
const SUBJECT_AGE_MS = (HISTORY_DAYS + 1) * DAY_MS;
/** Rows of one statement: 36 columns each stay far below both databases' limit of parameters. */
const ROWS_PER_STATEMENT = 100;
/** Links of the consent chain in one transaction: each reads the one before. */
const DECISIONS_PER_TRANSACTION = 50;
/** Statements of one transaction: others may write in between. */
const STATEMENTS_PER_TRANSACTION = 4;

/** Puts the demo's accounts there, once. Those of an operator with the same name stay as they are. */
export async function seedAccounts({ database, clock, hashPassword }: DemoAccountOptions): Promise<void> {
  if (await findAnchor(database)) return;
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const rows = subjectRows(createRandom(SEED), passwordHash, clock() - SUBJECT_AGE_MS);
  await database.transaction((trx) => trx(TABLES.subjects).insert(rows).onConflict("username").ignore());
}

/**
 * Ninety believable days behind the accounts. The history depends on nothing but when the accounts were seeded,
 * so that a start after a crash in the middle completes it, and any other finds it there.
 *
 * @returns how many rows were offered, 0 when the history was there
 */
export async function seedHistory({ database }: DemoSeedOptions): Promise<number> {
  const anchor = await findAnchor(database);
  if (anchor === undefined) return 0;
  await keepEarlierPolicy(database, anchor - HISTORY_DAYS * DAY_MS);
  const random = createRandom(SEED + 1);
  const subjects = await readSubjects(database);
  const sessions = sessionHistory({ random, now: anchor, days: HISTORY_DAYS, subjects });
  if (await isThere(database, sessions.at(-1)?.id)) return 0;

  const attempts = loginAttempts(random, sessions);
  const events = frontendEvents(random, sessions, anchor);
  await insertRows(database, TABLES.loginAttempts, attempts);
  await insertRows(database, TABLES.frontendEvents, events);
  const decisions = await recordDecisions(database, anchor);
  await insertRows(database, TABLES.sessions, sessions);
  // Hours that were counted before they had a history are counted anew.
  await database.knex(TABLES.hourlyTallies).delete();
  return attempts.length + events.length + decisions + sessions.length;
}

/** Through the store, so that they are links of the real chain. */
async function recordDecisions(database: Database, now: number): Promise<number> {
  const row = await findPresentPolicy(database);
  if (row === undefined) return 0;
  const store = createConsentStore(database);
  const random = createRandom(SEED + 2);
  const decisions = consentHistory({
    random,
    now,
    days: HISTORY_DAYS,
    policy: restorePolicy(row.version, row.snapshot),
  });
  for (let start = 0; start < decisions.length; start += DECISIONS_PER_TRANSACTION) {
    await database.transaction(async (trx) => {
      for (const decision of decisions.slice(start, start + DECISIONS_PER_TRANSACTION)) {
        if (!(await store.findDecision(decision.id, trx))) await store.insertDecision(trx, decision);
      }
    });
  }
  return decisions.length;
}

/** So that whoever ages an answer by a version sees what has changed since. */
async function keepEarlierPolicy(database: Database, at: number): Promise<void> {
  const row = await findPresentPolicy(database);
  if (row === undefined || row.version < 2) return;
  await createConsentStore(database).keepPolicy(database.knex, earlierPolicy(row), at);
}

function findPresentPolicy({ knex }: Database): Promise<ConsentPolicyRow | undefined> {
  return knex(TABLES.consentPolicies).orderBy("created_at", "desc").first();
}

/** When the accounts were seeded, epoch ms. */
async function findAnchor({ knex }: Database): Promise<number | undefined> {
  const witness = PEOPLE.at(-1)?.username;
  const row: Pick<SubjectRow, "created_at"> | undefined = await knex(TABLES.subjects)
    .select("created_at")
    .where({ username: witness })
    .first();
  return row && Number(row.created_at) + SUBJECT_AGE_MS;
}

async function readSubjects({ knex }: Database): Promise<Map<string, string>> {
  const usernames = PEOPLE.map((person) => person.username);
  const rows: Pick<SubjectRow, "id" | "username">[] = await knex(TABLES.subjects)
    .select("id", "username")
    .whereIn("username", usernames);
  return new Map(rows.map(({ id, username }) => [username, id]));
}

async function isThere({ knex }: Database, sessionId: string | undefined): Promise<boolean> {
  if (sessionId === undefined) return true;
  return (await knex(TABLES.sessions).select("id").where({ id: sessionId }).first()) !== undefined;
}

async function insertRows(database: Database, table: string, rows: readonly { id: string }[]): Promise<void> {
  const step = ROWS_PER_STATEMENT * STATEMENTS_PER_TRANSACTION;
  for (let start = 0; start < rows.length; start += step) {
    await database.transaction(async (trx) => {
      for (let first = start; first < Math.min(start + step, rows.length); first += ROWS_PER_STATEMENT) {
        const batch = rows.slice(first, first + ROWS_PER_STATEMENT);
        await trx(table).insert(batch).onConflict("id").ignore();
      }
    });
  }
}
