import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createJournal } from "../../../server/audit/create-journal.ts";
import { DAY_MS } from "../../../server/clock.ts";
import { verifyDecisions } from "../../../server/consent/verify-decisions.ts";
import { withExclusive } from "../../../server/database/dialect.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";
import { disarm } from "../../support/disarm.ts";

const RUN = { actor: "system" } as const;

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`retention on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("keeps everything as long as it may, and removes each kind in its time", async ({ app }) => {
    await leaveTraces(app);
    const { retention } = app.app.services;
    const counts: Record<number, number[]> = {};
    for (const day of [29, 32, 92, 182, 402, 732, 1277]) {
      app.clock.advance(day * DAY_MS - elapsed(app));
      await retention.run(RUN);
      counts[day] = [
        await count(app, TABLES.frontendEvents),
        await count(app, TABLES.loginAttempts),
        await count(app, TABLES.sessions),
        await count(app, TABLES.outbox),
        await count(app, TABLES.devices),
        await app.database
          .knex(TABLES.auditLog)
          .where({ action: "LOGIN_SUCCEEDED" })
          .then((rows) => rows.length),
        await count(app, TABLES.consentDecisions),
      ];
    }
    assert.equal(counts, {
      29: [1, 1, 1, 1, 1, 1, 1],
      32: [0, 1, 1, 1, 1, 1, 1],
      92: [0, 0, 1, 1, 1, 1, 1],
      182: [0, 0, 0, 0, 1, 1, 1],
      402: [0, 0, 0, 0, 0, 1, 1],
      732: [0, 0, 0, 0, 0, 0, 1],
      1277: [0, 0, 0, 0, 0, 0, 0],
    });
    assert.is((await app.app.services.audit.verify()).fault, null);
    assert.is((await verifyDecided(app)).fault, null);
  });

  test("the checkpoint of the decisions outlives the audit rows that held it", async ({ app }) => {
    await leaveTraces(app);
    for (const days of [1_277, 740]) {
      app.clock.advance(days * DAY_MS);
      await app.app.services.retention.run(RUN);
    }
    const places = await app.database.knex(TABLES.auditLog).where({ target: "consent-1" });
    assert.equal(
      places.map(({ data }) => JSON.parse(data).rows),
      [0],
    );
    assert.is((await verifyDecided(app)).fault, null);
  });

  test("never removes a session that is open", async ({ app }) => {
    const ana = await app.signIn("ana");
    await app.database.knex(TABLES.sessions).update({ created_at: 0, last_seen_at: 0, authenticated_at: 0 });
    await app.app.services.retention.run(RUN);
    assert.is((await ana.get("/api/session")).status, 200);
  });

  test("leaves one audit row a run and kind, which tells how many, and none when there is nothing", async ({
    app,
  }) => {
    await fillSessions(app, 1_203);
    app.clock.advance(181 * DAY_MS);
    const removals = await app.app.services.retention.run(RUN);
    assert.is(removals?.find(({ kind }) => kind === "sessions")?.rows, 1_203);
    assert.is(await count(app, TABLES.sessions), 0);
    await app.app.services.retention.run(RUN);
    const rows = await app.database.knex(TABLES.auditLog).where({ action: "PRUNED", target: "sessions" });
    assert.equal(
      rows.map(({ actor, target, data }) => [actor, target, JSON.parse(data).rows]),
      [["system", "sessions", 1_203]],
    );
  });

  test("changes at most 500 rows in a transaction, and lets others write in between", async ({ app }) => {
    await fillSessions(app, 1_203);
    app.clock.advance(181 * DAY_MS);
    const left: number[] = [];
    const running = app.app.services.retention.run(RUN);
    for (let done = false; !done;) {
      await app.database.transaction((trx) => trx(TABLES.subjects).update({ email: null }));
      left.push(await count(app, TABLES.sessions));
      done = left.at(-1) === 0;
    }
    await running;
    const steps = new Set(left);
    assert.ok(steps.has(703) || steps.has(203), `somebody wrote under way: ${[...steps].join(" ")}`);
    for (const rows of steps) assert.ok([1_203, 703, 203, 0].includes(rows), String(rows));
  });

  test("stops between two batches when the server stops, and goes on at the next run", async ({ app }) => {
    await fillSessions(app, 1_203);
    app.clock.advance(181 * DAY_MS);
    const stopped = AbortSignal.abort();
    await app.app.services.retention.run({ ...RUN, signal: stopped });
    assert.is(await count(app, TABLES.sessions), 703);
    await app.app.services.retention.run(RUN);
    assert.is(await count(app, TABLES.sessions), 0);
  });

  test("tells what would go without touching it", async ({ app }) => {
    await leaveTraces(app);
    app.clock.advance(2_000 * DAY_MS);
    const before = await count(app, TABLES.auditLog);
    const removals = await app.app.services.retention.preview();
    assert.equal(
      removals.map(({ kind, rows }) => [kind, rows > 0]),
      [
        ["sessions", true],
        ["login_attempts", true],
        ["devices", true],
        ["frontend_events", true],
        ["used_tokens", true],
        ["outbox", true],
        ["consent_decisions", true],
        ["audit_log", true],
      ],
    );
    assert.is(await count(app, TABLES.auditLog), before);
    assert.is(await count(app, TABLES.sessions), 1);
  });

  test("prunes the audit log behind a PRUNED row that says with which hash the chain goes on", async ({
    app,
  }) => {
    await app.signIn("ana");
    app.clock.advance(500 * DAY_MS);
    await app.signIn("ana");
    const [old, kept] = [3, 4];
    app.clock.advance(240 * DAY_MS);
    const boundary = await app.database.knex(TABLES.auditLog).where({ seq: old }).first();
    await app.app.services.retention.run(RUN);
    const rows = await app.database.knex(TABLES.auditLog).orderBy("seq");
    assert.is(rows[0].seq, kept);
    assert.is(rows[0].previous_hash, boundary.hash);
    const pruned = rows.find(({ target }) => target === `audit-${old}`);
    assert.is(pruned.action, "PRUNED");
    assert.equal([JSON.parse(pruned.data).rows, JSON.parse(pruned.data).hash], [3, boundary.hash]);
    assert.is((await app.app.services.audit.verify()).fault, null);
  });

  test("a pruned chain still shows what is missing or changed", async ({ app }) => {
    await app.signIn("ana");
    app.clock.advance(500 * DAY_MS);
    await app.signIn("ana");
    app.clock.advance(240 * DAY_MS);
    await app.app.services.retention.run(RUN);
    await disarm(app.database);
    const first = await app.database.knex(TABLES.auditLog).orderBy("seq").first();
    await app.database.knex(TABLES.auditLog).where({ seq: first.seq }).delete();
    const { fault } = await app.app.services.audit.verify();
    assert.equal([fault?.seq, fault?.kind], [first.seq, "missing"]);
  });

  test("an interrupted pruning is no fault, and the next run finishes it", async ({ app }) => {
    await fillAudit(app, 700);
    app.clock.advance(740 * DAY_MS);
    await app.app.services.retention.run({ ...RUN, signal: AbortSignal.abort() });
    const { audit, retention } = app.app.services;
    assert.ok((await count(app, TABLES.auditLog)) > 700, "nothing went yet");
    assert.is((await audit.verify()).fault, null);
    await retention.run(RUN);
    assert.ok((await count(app, TABLES.auditLog)) < 20);
    assert.is((await audit.verify()).fault, null);
  });

  test("runs on one node at a time", async ({ app }) => {
    if (dialect === "sqlite") return;
    const { retention } = app.app.services;
    const during = await withExclusive(app.database.knex, "sereno_retention", () => retention.run(RUN));
    assert.is(during, undefined);
    assert.ok(await retention.run(RUN), "free again");
  });

  test.run();
});

const STARTED_AT = new WeakMap<TestApp, number>();

function elapsed(app: TestApp): number {
  const start = STARTED_AT.get(app) ?? app.clock();
  return app.clock() - start;
}

/** A row of every kind: a session that a host vouched for and that was ended, its sign-in, an event, a decision. */
async function leaveTraces(app: TestApp): Promise<void> {
  STARTED_AT.set(app, app.clock());
  const ana = await app.signIn("ana");
  const at = new Date(app.clock()).toISOString();
  await ana.post("/api/frontend-log", {
    v: 1,
    sent: at,
    events: [{ id: crypto.randomUUID(), at, type: "error" }],
  });
  const decision = {
    action: "reject_all",
    granted: [],
    policyVersion: 1,
    decidedAt: at,
    locale: "en",
    layout: "banner",
    source: "banner",
    secretHash: "0".repeat(64),
  };
  const { status, text } = await ana.send("PUT", `/api/consent/decisions/${crypto.randomUUID()}`, {
    body: decision,
  });
  assert.is(status, 201, text);
  await app.database.knex(TABLES.sessions).update({ host_sid: "alias" });
  await app.database.knex(TABLES.usedTokens).insert({ jti: "once", expires_at: app.clock() });
  const { sessions } = app.app.services;
  await sessions.end(await sessions.findByIds([ana.answer.session.id]), { reason: "forced" });
}

/** Ended sessions in bulk, copies of a real one. */
async function fillSessions(app: TestApp, total: number): Promise<void> {
  const ana = await app.signIn("ana");
  await ana.post("/api/auth/logout", {});
  const row = await app.database.knex(TABLES.sessions).first();
  const copies = Array.from({ length: total - 1 }, (_, n) => ({
    ...row,
    id: `ses_${n}`,
    token_hash: `hash ${n}`,
  }));
  await app.database.knex.batchInsert(TABLES.sessions, copies, 200);
}

async function fillAudit(app: TestApp, total: number): Promise<void> {
  const journal = createJournal({ sessionLog: { write: () => undefined } });
  const entry = { at: app.clock(), action: "LOGOUT", actor: null, target: null } as const;
  await app.database.transaction((trx) =>
    journal.record(
      trx,
      Array.from({ length: total }, () => entry),
    ),
  );
}

async function count(app: TestApp, table: string): Promise<number> {
  return (await app.database.knex(table).select(app.database.knex.raw("1"))).length;
}

function verifyDecided(app: TestApp) {
  return verifyDecisions(app.database, app.app.services.audit.checkpointsOf("consent"));
}
