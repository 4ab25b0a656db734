import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DEMO_PASSWORD } from "../../../demo/accounts.ts";
import { type DemoAccountOptions, seedAccounts, seedHistory } from "../../../demo/seed/seed-demo.ts";
import { DAY_MS } from "../../../server/clock.ts";
import { chainEntryOf, createConsentStore } from "../../../server/consent/consent.store.ts";
import { createDefaultPolicy } from "../../../server/consent/default-policy.ts";
import { unknownGrants } from "../../../server/consent/grants.ts";
import { createPolicy } from "../../../server/consent/policy.ts";
import { END_REASONS } from "../../../server/contract/index.ts";
import type { Database } from "../../../server/database/connect.ts";
import { commit, hashLink } from "../../../server/database/hash-chain.ts";
import {
  type ConsentDecisionRow,
  type SessionRow,
  type SubjectRow,
  TABLES,
} from "../../../server/database/tables.ts";
import { createMetricsService, type MetricsService } from "../../../server/metrics/metrics.service.ts";
import { createMetricsStore } from "../../../server/metrics/metrics.store.ts";
import { forEachDatabase } from "../../support/database.ts";

const POLICY = createPolicy(createDefaultPolicy({ name: "sereno_sid" }));
const NOW = Date.parse("2026-11-20T17:30:00Z");

function optionsFor(database: Database, now = NOW): DemoAccountOptions {
  return { database, clock: () => now, hashPassword: async (password) => `hash of ${password}` };
}

async function readSessions({ knex }: Database): Promise<SessionRow[]> {
  const rows: SessionRow[] = await knex(TABLES.sessions).orderBy("id");
  return rows.map((row) => ({
    ...row,
    created_at: Number(row.created_at),
    last_seen_at: Number(row.last_seen_at),
    idle_expires_at: Number(row.idle_expires_at),
    absolute_expires_at: Number(row.absolute_expires_at),
    ended_at: row.ended_at === null ? null : Number(row.ended_at),
  }));
}

forEachDatabase((dialect, openDatabase) => {
  const seeded = suite<{ database: Database; metrics: MetricsService }>(`demo seed, ${dialect}`);
  seeded.before(async (context) => {
    context.database = await openDatabase();
    context.metrics = createMetricsService({ store: createMetricsStore(context.database), clock: () => NOW });
    await context.metrics.settle();
    await createConsentStore(context.database).keepPolicy(context.database.knex, POLICY, NOW);
    await seedAccounts(optionsFor(context.database));
    await seedHistory(optionsFor(context.database));
  });
  seeded.after((context) => context.database.close());

  seeded("gives the known password to the three accounts and to nobody else", async ({ database }) => {
    const rows: SubjectRow[] = await database
      .knex(TABLES.subjects)
      .whereNotNull("password_hash")
      .orderBy("username");
    assert.equal(
      rows.map((row) => [row.username, row.roles, row.password_hash]),
      [
        ["admin", '["superuser"]', `hash of ${DEMO_PASSWORD}`],
        ["ana", "[]", `hash of ${DEMO_PASSWORD}`],
        ["luis", "[]", `hash of ${DEMO_PASSWORD}`],
      ],
    );
  });

  seeded("covers ninety days with every way that a session can end", async ({ database }) => {
    const sessions = await readSessions(database);
    const days = new Set(sessions.map((session) => Math.floor(session.created_at / DAY_MS)));
    assert.ok(days.size >= 85, `sessions on ${days.size} days`);
    const reasons = new Set(sessions.map((session) => session.end_reason));
    const missing = END_REASONS.filter((reason) => reason !== "account_deleted" && !reasons.has(reason));
    assert.equal(missing, []);
  });

  seeded(
    "is in the metrics, of hours too that had settled before it was there",
    async ({ database, metrics }) => {
      const { series, logins, consent } = await metrics.describe("90d");
      const started = series.reduce((sum, point) => sum + point.started, 0);
      assert.ok(started > 0.9 * (await readSessions(database)).length, `${started} sessions started`);
      assert.ok(logins.failed > 0 && consent.accepted > 0);
      assert.ok(series.every(({ active }) => active >= 0));
    },
  );

  seeded("keeps the order that a real session's times have", async ({ database }) => {
    for (const session of await readSessions(database)) {
      assert.ok(session.created_at <= session.last_seen_at, session.id);
      assert.ok(session.last_seen_at <= (session.ended_at ?? NOW), session.id);
      assert.ok((session.ended_at ?? 0) <= session.absolute_expires_at, session.id);
      assert.ok((session.ended_at ?? 0) < NOW, session.id);
    }
  });

  seeded("says who ended a forced session and why", async ({ database }) => {
    const forced = (await readSessions(database)).filter((session) => session.end_reason === "forced");
    const admin: SubjectRow = await database.knex(TABLES.subjects).where({ username: "admin" }).first();
    assert.ok(forced.length > 5);
    assert.ok(forced.every((session) => session.ended_by === admin.id && session.end_message));
  });

  seeded("leaves active only sessions whose deadlines are still to come", async ({ database }) => {
    const active = (await readSessions(database)).filter((session) => session.ended_at === null);
    assert.ok(active.length > 0);
    assert.ok(active.every((session) => session.idle_expires_at > NOW && session.absolute_expires_at > NOW));
  });

  seeded(
    "makes every consent a link of the real chain, with grants that the policy knows",
    async ({ database }) => {
      const rows: ConsentDecisionRow[] = await database.knex(TABLES.consentDecisions).orderBy("seq");
      assert.ok(rows.length > 300, `${rows.length} decisions`);
      let previous: string | null = null;
      for (const row of rows) {
        const { seq, salt, commitment, previous_hash, hash, ...fields } = row;
        const numbers = { decided_at: Number(fields.decided_at), received_at: Number(fields.received_at) };
        const { open, personal } = chainEntryOf({ ...fields, ...numbers });
        assert.is(previous_hash, previous);
        assert.is(commitment, commit(salt ?? "", personal));
        assert.is(hash, hashLink(previous, Number(seq), open, commitment));
        assert.equal(unknownGrants(JSON.parse(row.granted), POLICY.core), []);
        previous = hash;
      }
    },
  );

  seeded("adds nothing at a later start", async ({ database }) => {
    const before = await readSessions(database);
    await seedAccounts(optionsFor(database, NOW + DAY_MS));
    assert.is(await seedHistory(optionsFor(database, NOW + DAY_MS)), 0);
    assert.equal(await readSessions(database), before);
  });

  seeded("completes what a crash left half done, without duplicates", async ({ database }) => {
    const before = await readSessions(database);
    const newest = before.toSorted((a, b) => b.created_at - a.created_at).slice(0, 200);
    await database
      .knex(TABLES.sessions)
      .whereIn(
        "id",
        newest.map((session) => session.id),
      )
      .delete();
    await seedHistory(optionsFor(database, NOW + DAY_MS));
    const ids = (sessions: SessionRow[]) => sessions.map((session) => session.id);
    assert.equal(ids(await readSessions(database)), ids(before));
  });

  seeded.run();
});
