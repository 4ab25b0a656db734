import { randomUUID } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type {
  AuditEntryResource,
  ConsentRates,
  DecisionRequest,
  DecisionResource,
  Page,
} from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

const DAY_MS = 86_400_000;
const LIST = "/api/admin/consent-decisions";

interface Context {
  app: TestApp;
  admin: SignedInClient;
}

forEachDatabase((dialect) => {
  const test = suite<Context>(`lists of decisions on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("root", ["superuser"]);
    await context.app.createAccount("ana");
    context.admin = await context.app.signIn("root");
  });
  test.after.each(({ app }) => app.close());

  test("are for superusers, as are rates and exports", async ({ app }) => {
    const ana = await app.signIn("ana");
    for (const path of [LIST, "/api/admin/consent-rates", `${LIST}.csv`, `${LIST}.ndjson`]) {
      assert.is((await app.client().get(path)).status, 401, path);
      assert.is((await ana.get(path)).status, 403, path);
    }
  });

  test("give every decision once, newest first, page by page", async ({ app, admin }) => {
    const ids = [];
    for (let count = 0; count < 7; count++) {
      ids.push(await decide(app));
      if (count % 2 === 0) app.clock.advance(1_000);
    }
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await admin.get<Page<DecisionResource>>(`${LIST}?limit=3${cursor}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor === null ? "" : `&cursor=${encodeURIComponent(body.nextCursor)}`;
    } while (cursor !== "");
    assert.equal(seen, ids.toReversed());
  });

  test("show a decision as its receipt does, without its secret", async ({ app, admin }) => {
    const id = await decide(app, { action: "choose", granted: ["analytics"], locale: "es" });
    const { body } = await admin.get<Page<DecisionResource>>(LIST);
    const { hash, policyHash, ...item } = body.items[0] ?? ({} as DecisionResource);
    assert.match(hash, /^[\da-f]{64}$/);
    assert.match(policyHash, /^[\da-f]{64}$/);
    assert.equal(item, {
      id,
      action: "choose",
      granted: ["analytics"],
      policyVersion: 1,
      decidedAt: "2026-11-22T10:00:00.000Z",
      receivedAt: "2026-11-22T10:00:00.000Z",
      locale: "es",
      layout: "banner",
      source: "banner",
      previousHash: null,
    });
  });

  test("are filtered by what was decided, where and when", async ({ app }) => {
    const early = await decide(app, { locale: "es" });
    app.clock.advance(DAY_MS);
    const refused = await decide(app, { action: "reject_all", granted: [], layout: "dialog" });
    app.clock.advance(DAY_MS);
    const late = await decide(app);
    const admin = await app.signIn("root");
    const find = async (query: string) =>
      (await admin.get<Page<DecisionResource>>(`${LIST}?${query}`)).body.items.map(({ id }) => id);
    assert.equal(await find("action=reject_all"), [refused]);
    assert.equal(await find("locale=es"), [early]);
    assert.equal(await find("layout=banner"), [late, early]);
    assert.equal(await find("policyVersion=1&limit=2"), [late, refused]);
    assert.equal(await find("policyVersion=2"), []);
    assert.equal(await find("from=2026-11-23T00:00:00Z"), [late, refused]);
    assert.equal(await find("to=2026-11-23T23:00:00Z"), [refused, early]);
    assert.equal(await find("from=2026-11-23T00:00:00Z&to=2026-11-23T23:00:00Z&action=accept_all"), []);
  });

  test("refuse filters that mean nothing, and a cursor of another list", async ({ app, admin }) => {
    for (const query of ["action=maybe", "policyVersion=x", "from=yesterday", "limit=101", "limit=0"]) {
      assert.is((await admin.get(`${LIST}?${query}`)).status, 422, query);
    }
    await decide(app);
    await decide(app);
    const { body } = await admin.get<Page<DecisionResource>>(`${LIST}?limit=1`);
    const cursor = encodeURIComponent(body.nextCursor ?? "");
    assert.is(problemOf(await admin.get(`${LIST}?action=withdraw&cursor=${cursor}`)).code, "malformed");
    assert.is(problemOf(await admin.get(`${LIST}?cursor=x${cursor}`)).code, "malformed");
  });

  test("give rates by day, language and layout, without any decision", async ({ app }) => {
    await decide(app, { locale: "es" });
    await decide(app, { locale: "es", action: "reject_all", granted: [] });
    app.clock.advance(DAY_MS);
    await decide(app, { locale: "de", action: "choose", granted: ["analytics"], layout: "dialog" });
    await decide(app, { locale: "es", action: "withdraw", granted: [] });
    let admin = await app.signIn("root");
    const { body, text } = await admin.get<ConsentRates>("/api/admin/consent-rates");
    const none = { accepted: 0, rejected: 0, chosen: 0, withdrawn: 0, expired: 0, acceptanceRate: null };
    assert.equal(body.total, {
      ...none,
      accepted: 1,
      rejected: 1,
      chosen: 1,
      withdrawn: 1,
      acceptanceRate: 1 / 3,
    });
    assert.equal(body.days, [
      { day: "2026-11-22", ...none, accepted: 1, rejected: 1, acceptanceRate: 0.5 },
      { day: "2026-11-23", ...none, chosen: 1, withdrawn: 1, acceptanceRate: 0 },
    ]);
    assert.equal(
      body.languages.map(({ locale, accepted, withdrawn }) => [locale, accepted, withdrawn]),
      [
        ["es", 1, 1],
        ["de", 0, 0],
      ],
    );
    assert.equal(
      body.layouts.map(({ layout, chosen }) => [layout, chosen]),
      [
        ["banner", 0],
        ["dialog", 1],
      ],
    );
    assert.not.match(text, /[\da-f]{8}-[\da-f]{4}-|[\da-f]{64}/);
    const later = await admin.get<ConsentRates>("/api/admin/consent-rates?from=2026-11-23T00:00:00Z");
    assert.is(later.body.total.accepted, 0);
    assert.equal([later.body.from, later.body.to], ["2026-11-23T00:00:00.000Z", "2026-11-23T10:00:00.000Z"]);
    app.clock.advance(60 * DAY_MS);
    admin = await app.signIn("root");
    assert.equal((await admin.get<ConsentRates>("/api/admin/consent-rates")).body.total, none);
  });

  test("leave as CSV and NDJSON with the same rows, and the audit log says who took them", async (context) => {
    const { app, admin } = context;
    for (let count = 0; count < 620; count++) {
      if (count % 100 === 0) app.clock.advance(60_000);
      await decideDirectly(app);
    }
    await decide(app, { granted: ["analytics", "marketing"], action: "choose", locale: "es" });
    const lines = await admin.get<string>(`${LIST}.ndjson`);
    assert.match(
      lines.headers.get("Content-Disposition") ?? "",
      'filename="consent-decisions-2026-11-22.ndjson"',
    );
    const items = lines.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as DecisionResource);
    assert.is(items.length, 621);
    assert.is(new Set(items.map(({ id }) => id)).size, 621);
    const { body } = await admin.get<Page<DecisionResource>>(LIST);
    assert.equal(items.slice(0, 25), body.items);

    const csv = await admin.get<string>(`${LIST}.csv?locale=es`);
    const [header = "", row = "", ...rest] = csv.text.trimEnd().split("\r\n");
    assert.equal(rest, []);
    assert.match(header, /^id,action,granted,policyVersion,/);
    const cells = row.split(",");
    assert.equal(
      [cells[0], cells[1], cells[2]],
      [items.find(({ locale }) => locale === "es")?.id, "choose", "analytics marketing"],
    );

    const audit = await admin.get<Page<AuditEntryResource>>("/api/admin/audit?action=EXPORTED");
    assert.equal(
      audit.body.items.map(({ actor, data }) => [actor === admin.answer.user.id, data]),
      [
        [true, { of: "consent-decisions", format: "csv", filter: { locale: "es" } }],
        [true, { of: "consent-decisions", format: "ndjson", filter: {} }],
      ],
    );
  });

  test("leave only after a recent authentication", async ({ app, admin }) => {
    app.clock.advance(16 * 60_000);
    for (const format of ["csv", "ndjson"]) {
      assert.is(problemOf(await admin.get(`${LIST}.${format}`)).code, "reauth_required");
    }
    const audit = await admin.get<Page<AuditEntryResource>>("/api/admin/audit?action=EXPORTED");
    assert.equal(audit.body.items, []);
    assert.is((await admin.get(LIST)).status, 200, "reading needs none");
  });

  test.run();
});

let links = 0;

/** Rows enough for several reads, without a request each. */
async function decideDirectly(app: TestApp): Promise<void> {
  const { knex } = app.database;
  const policy = await knex(TABLES.consentPolicies).first();
  links += 1;
  await knex(TABLES.consentDecisions).insert({
    seq: 100_000 + links,
    id: randomUUID(),
    action: "accept_all",
    granted: "[]",
    policy_version: 1,
    policy_hash: policy.hash,
    decided_at: app.clock(),
    received_at: app.clock(),
    locale: "en",
    layout: "banner",
    source: "banner",
    commitment: "",
    hash: "",
  });
}

async function decide(app: TestApp, difference: Partial<DecisionRequest> = {}): Promise<string> {
  const id = randomUUID();
  const body = {
    action: "accept_all",
    granted: ["functional", "analytics", "marketing"],
    policyVersion: 1,
    decidedAt: new Date(app.clock()).toISOString(),
    locale: "en",
    layout: "banner",
    source: "banner",
    secretHash: "0".repeat(64),
    ...difference,
  };
  const { status, text } = await app.client().send("PUT", `/api/consent/decisions/${id}`, { body });
  if (status !== 201) throw new Error(text);
  return id;
}
