import { createHash, randomUUID } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chainEntryOf } from "../../../server/consent/consent.store.ts";
import type { DecisionRequest, DecisionResource, ReceiptResource } from "../../../server/contract/index.ts";
import { commit, hashLink } from "../../../server/database/hash-chain.ts";
import { type AuditRow, type ConsentDecisionRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf, type TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

const DAY_MS = 86_400_000;
const SECRET = "a receipt's secret, made by the client";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; client: TestClient }>(`consent decisions on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    context.client = context.app.client();
  });
  test.after.each(({ app }) => app.close());

  test("records a decision once, with the claimed and the received time", async ({ app, client }) => {
    const id = randomUUID();
    app.clock.advance(90_000);
    const first = await put(client, id, { granted: ["marketing", "analytics.visits"] });
    assert.is(first.status, 201);
    const { hash, policyHash, ...decision } = first.body;
    assert.match(hash, /^[\da-f]{64}$/);
    assert.match(policyHash, /^[\da-f]{64}$/);
    assert.equal(decision, {
      id,
      action: "choose",
      granted: ["analytics", "marketing"],
      policyVersion: 1,
      decidedAt: "2026-11-22T10:00:00.000Z",
      receivedAt: "2026-11-22T10:01:30.000Z",
      locale: "es",
      layout: "banner",
      source: "banner",
      previousHash: null,
    });

    app.clock.advance(60_000);
    const again = await put(client, id.toUpperCase(), { granted: ["analytics", "marketing"] });
    assert.is(again.status, 200);
    assert.equal(again.body, first.body);
    assert.is((await readChain(app)).length, 1);
  });

  test("answers 409 to each difference, and changes nothing", async ({ app, client }) => {
    const id = randomUUID();
    await put(client, id);
    const [before] = await readChain(app);
    const differences: Partial<DecisionRequest>[] = [
      { action: "reject_all", granted: [] },
      { granted: ["marketing"] },
      { decidedAt: "2026-11-22T10:00:00.001Z" },
      { locale: "en" },
      { layout: "dialog" },
      { source: "api" },
      { secretHash: sha256("another") },
    ];
    for (const difference of differences) {
      const answer = await put(client, id, difference);
      assert.is(problemOf(answer).code, "conflict", JSON.stringify(difference));
    }
    assert.equal(await readChain(app), [before]);
  });

  test("records simultaneous repeats once", async ({ app, client }) => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => put(client, id)));
    assert.equal(answers.map(({ status }) => status).toSorted(), [200, 200, 200, 200, 200, 200, 200, 201]);
    assert.is((await readChain(app)).length, 1);
  });

  test("chains decisions, and shows where one was changed", async ({ app, client }) => {
    await Promise.all(Array.from({ length: 6 }, () => put(client, randomUUID())));
    const rows = await readChain(app);
    assert.is(brokenAt(rows), undefined);
    const forged = rows.map((row) => (row.seq === 3 ? { ...row, granted: '["marketing"]' } : row));
    assert.is(brokenAt(forged), 3);
    const withoutOne = rows.filter(({ seq }) => seq !== 3);
    assert.is(brokenAt(withoutOne), 4);
  });

  test("journals each kind of answer without naming anybody", async ({ app }) => {
    const ana = await app.createAccount("ana");
    const client = await app.signIn("ana");
    const all = ["functional", "analytics", "marketing"];
    await put(client, randomUUID(), { action: "accept_all", granted: all });
    await put(client, randomUUID(), { action: "reject_all", granted: [] });
    await put(client, randomUUID(), { action: "choose", granted: ["analytics"] });
    await put(client, randomUUID(), { action: "withdraw", granted: [] });
    await put(client, randomUUID(), { action: "expire", granted: [], source: "expiry" });
    const rows: AuditRow[] = await app.database
      .knex(TABLES.auditLog)
      .where("action", "like", "COOKIE_%")
      .orderBy("seq");
    const actions = [
      "COOKIE_ACCEPTED",
      "COOKIE_REJECTED",
      "COOKIE_CHOSEN",
      "COOKIE_WITHDRAWN",
      "COOKIE_WITHDRAWN",
    ];
    assert.equal(
      rows.map(({ action }) => action),
      actions,
    );
    assert.ok(rows.every(({ actor }) => actor === null));
    for (const name of ["127.0.0.1", "Firefox", '"ana"', ana.id, client.answer.session.id]) {
      assert.not.ok(JSON.stringify(rows).includes(name), name);
    }
    await until(async () => (await cookieLines(app)).length === 5);
    assert.equal(
      (await cookieLines(app)).map(({ event }) => event),
      actions,
    );
  });

  test("answers each kind of bad input with its code, and records nothing", async ({ app, client }) => {
    const cases: [string, Record<string, unknown>][] = [
      ["an action that is none", { action: "maybe" }],
      ["a grant that the policy does not know", { granted: ["advertising"] }],
      ["a service that the policy does not know", { granted: ["analytics.spy"] }],
      ["essential, which nobody grants", { granted: ["essential"] }],
      ["text for a list", { granted: "analytics" }],
      ["a number in the list", { granted: [1] }],
      ["hostile text in the list", { granted: ["<img src=x onerror=alert(1)>"] }],
      ["all, without all", { action: "accept_all", granted: ["analytics"] }],
      ["nothing, with something", { action: "reject_all", granted: ["analytics"] }],
      ["a withdrawal with something", { action: "withdraw", granted: ["analytics"] }],
      ["a version that never was", { policyVersion: 2 }],
      ["a version of another kind", { policyVersion: "1" }],
      ["a time that is none", { decidedAt: "yesterday" }],
      ["a time two days ahead", { decidedAt: "2026-11-24T10:00:01Z" }],
      ["a time half a year ago", { decidedAt: "2026-05-26T10:00:00Z" }],
      ["a locale with markup", { locale: "<b>" }],
      ["a layout with a line break", { layout: "a\nb" }],
      ["a source that is none", { source: "dream" }],
      ["a short hash", { secretHash: "abc" }],
      ["a hash in capitals", { secretHash: sha256("x").toUpperCase() }],
    ];
    for (const [name, difference] of cases) {
      const answer = await put(client, randomUUID(), difference as Partial<DecisionRequest>);
      assert.is(answer.status, 422, name);
      assert.ok(problemOf(answer).errors?.length, name);
    }
    assert.is((await put(client, "not-a-uuid")).status, 422);
    assert.is((await put(client, "%00")).status, 404);
    const malformed = await client.send("PUT", pathOf(randomUUID()), {
      body: "{",
      headers: { "Content-Type": "application/json" },
    });
    assert.is(malformed.status, 400);
    const plain = await client.send("PUT", pathOf(randomUUID()), {
      body: "{}",
      headers: { "Content-Type": "text/plain" },
    });
    assert.is(plain.status, 415);
    assert.is((await client.post(pathOf(randomUUID()), {})).status, 405);
    assert.is((await readChain(app)).length, 0);
  });

  test("takes the answer of a visitor whose clock is wrong by hours", async ({ app, client }) => {
    const decidedAt = new Date(app.clock() + DAY_MS / 2).toISOString();
    const { body } = await put(client, randomUUID(), { decidedAt });
    assert.is(body.decidedAt, decidedAt);
    assert.is(body.receivedAt, new Date(app.clock()).toISOString());
  });

  test("refuses another site, needs no CSRF token", async ({ app }) => {
    await app.createAccount("ana");
    const client = await app.signIn("ana");
    client.cookies.delete("sereno_csrf");
    assert.is((await put(client, randomUUID())).status, 201);
    const foreign = await client.send("PUT", pathOf(randomUUID()), {
      body: request(),
      headers: { Origin: "https://evil.example" },
    });
    assert.is(problemOf(foreign).code, "origin");
  });

  test("shows the receipt, with the words that were shown, to who has its secret", async ({ client }) => {
    const id = randomUUID();
    const { body: decision } = await put(client, id);
    const receipt = await client.get<ReceiptResource>(pathOf(id), withSecret(SECRET));
    assert.is(receipt.status, 200);
    const { policy, ...rest } = receipt.body;
    assert.equal(rest, decision);
    assert.is(policy.locale, "es");
    assert.is(policy.hash, decision.policyHash);
    assert.is(policy.categories[2]?.name, "Estadísticas");
  });

  test("shows and erases nothing without the secret, and says nothing more", async ({ app, client }) => {
    const id = randomUUID();
    await put(client, id);
    const answers = [
      await client.get(pathOf(id)),
      await client.get(pathOf(id), withSecret("")),
      await client.get(pathOf(id), withSecret("wrong")),
      await client.get(pathOf(id), withSecret(sha256(SECRET))),
      await client.get(pathOf(randomUUID()), withSecret(SECRET)),
      await client.get(pathOf("not-a-uuid"), withSecret(SECRET)),
      await client.send("DELETE", pathOf(id)),
      await client.send("DELETE", pathOf(id), withSecret("wrong")),
    ];
    for (const answer of answers) assert.is(problemOf(answer).code, "not_found");
    assert.is(new Set(answers.map((answer) => problemOf(answer).detail)).size, 1);
    assert.is((await readChain(app))[0]?.id, id);
  });

  test("erases what leads to a person, and the chain still verifies", async ({ app, client }) => {
    const [before, id, after] = [randomUUID(), randomUUID(), randomUUID()];
    for (const one of [before, id, after]) await put(client, one);
    assert.is((await client.send("DELETE", pathOf(id), withSecret(SECRET))).status, 204);

    const rows = await readChain(app);
    assert.is(brokenAt(rows), undefined);
    assert.is(rows[1]?.secret_hash, null);
    assert.is(rows[1]?.salt, null);
    const audit: AuditRow[] = await app.database.knex(TABLES.auditLog);
    assert.not.ok(JSON.stringify([rows, audit]).includes(id), "the id is nowhere");
    assert.is(audit.filter(({ action }) => action === "CONSENT_ERASED").length, 1);

    assert.is((await client.get(pathOf(id), withSecret(SECRET))).status, 404);
    assert.is((await client.send("DELETE", pathOf(id), withSecret(SECRET))).status, 404);
    assert.is((await put(client, id)).status, 409, "a late repeat does not bring it back");
    assert.is((await client.get(pathOf(after), withSecret(SECRET))).status, 200, "others stay");
  });

  test("limits requests by address", async ({ client }) => {
    const answers = await Promise.all(Array.from({ length: 125 }, () => client.get(pathOf(randomUUID()))));
    const refused = answers.filter(({ status }) => status === 429);
    assert.is(refused.length, 5);
    assert.ok(refused[0]?.headers.get("Retry-After"));
  });

  test.run();
});

function request(difference: Partial<DecisionRequest> = {}): DecisionRequest {
  return {
    action: "choose",
    granted: ["analytics"],
    policyVersion: 1,
    decidedAt: "2026-11-22T10:00:00.000Z",
    locale: "es",
    layout: "banner",
    source: "banner",
    secretHash: sha256(SECRET),
    ...difference,
  };
}

function put(client: TestClient, id: string, difference: Partial<DecisionRequest> = {}) {
  return client.send<DecisionResource>("PUT", pathOf(id), { body: request(difference) });
}

function pathOf(id: string): string {
  return `/api/consent/decisions/${id}`;
}

function withSecret(secret: string) {
  return { headers: { "X-Receipt-Secret": secret } };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function readChain(app: TestApp): Promise<ConsentDecisionRow[]> {
  return app.database.knex(TABLES.consentDecisions).orderBy("seq");
}

async function cookieLines(app: TestApp) {
  return (await app.readSessionLog()).filter(({ event }) => event.startsWith("COOKIE_"));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

/** Sequence number of the first row that does not follow from the one before; computed anew, as an auditor would. */
function brokenAt(rows: ConsentDecisionRow[]): number | undefined {
  let previous: string | null = null;
  let expected = 1;
  for (const { seq, salt, commitment, previous_hash, hash, ...fields } of rows) {
    const { open, personal } = chainEntryOf(fields);
    const proof = salt === null ? commitment : commit(salt, personal);
    if (seq !== expected || previous_hash !== previous || hash !== hashLink(previous, seq, open, proof)) {
      return seq;
    }
    previous = hash;
    expected += 1;
  }
  return undefined;
}
