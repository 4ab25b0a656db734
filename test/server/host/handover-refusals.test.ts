import { UnsecuredJWT } from "jose";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS, MINUTE_MS } from "../../../server/clock.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { type Answer, problemOf, type TestClient } from "../../support/client.ts";
import { createTestDatabase, forEachDatabase } from "../../support/database.ts";
import { createHostBackEnd, HOST_KEYS } from "../../support/host-back-end.ts";
import { HANDOVER_ENV, handOver, signToken, type TokenOptions } from "../../support/host-tokens.ts";

/** What a token says, beside the usual, that makes it worthless. `s` is the server's time in seconds. */
const FAULTS: Record<string, { reason: string; token: (s: number) => Omit<TokenOptions, "now"> }> = {
  "another algorithm": { reason: "algorithm", token: () => ({ alg: "HS512" }) },
  "another key": { reason: "signature", token: () => ({ secret: "a secret of somebody else, long enough" }) },
  "another issuer": { reason: "issuer", token: () => ({ claims: { iss: "https://evil.example" } }) },
  "no issuer": { reason: "issuer", token: () => ({ claims: { iss: undefined } }) },
  "another audience": { reason: "audience", token: () => ({ claims: { aud: "shop" } }) },
  "no audience": { reason: "audience", token: () => ({ claims: { aud: undefined } }) },
  "an end that is past, beyond the tolerance": {
    reason: "expired",
    token: (s) => ({ claims: { iat: s - 120, exp: s - 60 } }),
  },
  "a life of more than a minute": { reason: "lifetime", token: (s) => ({ claims: { iat: s, exp: s + 61 } }) },
  "a time of issue that is to come, beyond the tolerance": {
    reason: "future",
    token: (s) => ({ claims: { iat: s + 61, exp: s + 90 } }),
  },
  "a sign-in that is to come, beyond the tolerance": {
    reason: "future",
    token: (s) => ({ claims: { auth_time: s + 61 } }),
  },
  "not before a time to come": { reason: "future", token: (s) => ({ claims: { nbf: s + 61 } }) },
  ...Object.fromEntries(
    ["sub", "sid", "jti", "auth_time", "iat", "exp"].map((claim) => [
      `no ${claim}`,
      { reason: "claims", token: () => ({ claims: { [claim]: undefined } }) },
    ]),
  ),
  "an empty sid": { reason: "claims", token: () => ({ claims: { sid: "" } }) },
  "a NUL in its name": { reason: "claims", token: () => ({ claims: { name: "ana\u0000" } }) },
  "roles that are no list": { reason: "claims", token: () => ({ claims: { roles: "superuser" } }) },
};

forEachDatabase((dialect) => {
  const tokens = suite<{ app: TestApp }>(`tokens refused on ${dialect}`);

  tokens.before(async (context) => {
    context.app = await startTestApp(dialect, { env: HANDOVER_ENV });
  });
  tokens.after(({ app }) => app.close());

  for (const [name, { reason, token }] of Object.entries(FAULTS)) {
    tokens(`with ${name}`, async ({ app }) => {
      const client = app.client();
      const options = token(app.clock() / 1_000);
      await assertRefused(app, client, await signToken({ ...options, now: app.clock() }), reason);
    });
  }

  tokens("without a signature (alg none)", async ({ app }) => {
    const now = app.clock() / 1_000;
    const claims = { sub: "ana", sid: "alias-1", jti: "1", auth_time: now, iat: now, exp: now + 60 };
    const token = new UnsecuredJWT({ ...claims, iss: "https://host.example", aud: "sereno" }).encode();
    await assertRefused(app, app.client(), token, "algorithm");
    const [, payload] = (await signToken({ now: app.clock() })).split(".");
    const header = Buffer.from('{"alg":"none"}').toString("base64url");
    await assertRefused(app, app.client(), `${header}.${payload}.`, "algorithm");
  });

  for (const [name, token] of [
    ["an empty one", "."],
    ["a word", "token"],
    ["three dots", "..."],
    ["text beyond ASCII", "ä.ö.ü"],
  ] as const) {
    tokens(`what is no token: ${name}`, ({ app }) => assertRefused(app, app.client(), token, "malformed"));
  }

  tokens("a body without a token is invalid", async ({ app }) => {
    const client = app.client();
    assert.is((await client.post("/api/auth/handover", {})).status, 422);
    assert.is((await client.post("/api/auth/handover", { token: "x".repeat(8_193) })).status, 422);
  });

  tokens.run();

  const test = suite<{ app: TestApp }>(`handover refused on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect, { env: HANDOVER_ENV });
  });
  test.after.each(({ app }) => app.close());

  test("a token is good once, also after a restart and on another server", async () => {
    const { url, drop } = await createTestDatabase(dialect);
    const start = () => startTestApp(dialect, { env: HANDOVER_ENV, databaseUrl: url });
    const first = await start();
    const token = await signToken({ now: first.clock() });
    assert.is((await handOver(first.client(), token)).status, 201);
    await assertRefused(first, first.client(), token, "used");
    await first.close();
    const second = await start();
    await assertRefused(second, second.client(), token, "used");
    await second.close();
    await drop();
  });

  test("of two that bring the same token at once, one is let in", async ({ app }) => {
    const token = await signToken({ now: app.clock() });
    const answers = await Promise.all([1, 2, 3].map(() => handOver(app.client(), token)));
    assert.equal(answers.map(({ status }) => status).toSorted(), [201, 401, 401]);
  });

  test("a token of a minute ago, and one of a minute ahead, are still good: clocks differ", async ({
    app,
  }) => {
    for (const shift of [-119_000, MINUTE_MS]) {
      const claims = { sid: `alias${shift}` };
      const token = await signToken({ now: app.clock() + shift, claims });
      assert.is((await handOver(app.client(), token)).status, 201, String(shift));
    }
  });

  test("the host's clock, when it goes before ours, does not make an authentication last longer", async ({
    app,
  }) => {
    const claims = { auth_time: app.clock() / 1_000 + 60 };
    const answer = await handOver(app.client(), await signToken({ now: app.clock(), claims }));
    assert.is(answer.status, 201);
    const row = await app.database.knex(TABLES.sessions).first("authenticated_at");
    assert.is(row.authenticated_at, app.clock());
  });

  for (const reason of ["forced", "manual", "host_logout", "token_reuse"] as const) {
    test(`a session that was taken away (${reason}) does not come back, not even for another person`, async ({
      app,
    }) => {
      const { client, id } = await enter(app);
      const { sessions } = app.app.services;
      await sessions.end(await sessions.findByIds([id]), { reason });
      await assertRefused(app, client, await signToken({ now: app.clock() }), "revoked");
      const claims = { sub: "luis", auth_time: app.clock() / 1_000 };
      await assertRefused(app, client, await signToken({ now: app.clock(), claims }), "revoked");
      assert.is(problemOf(await client.get("/api/session")).endReason, reason);
      app.clock.advance(HOUR_MS);
      const fresh = await signToken({ now: app.clock(), claims: { sid: "alias-2" } });
      assert.is((await handOver(client, fresh)).status, 201, "a new sign-in at the host is another matter");
    });
  }

  test("what the host has signed before it ended its session begins none here", async () => {
    const app = await startTestApp(dialect, { env: { ...HANDOVER_ENV, ...HOST_KEYS } });
    try {
      const token = await signToken({ now: app.clock() });
      await createHostBackEnd(app).post("/sessions/end", { hostSid: "alias-1" });
      await assertRefused(app, app.client(), token, "revoked");
      const next = await signToken({ now: app.clock(), claims: { sid: "alias-2" } });
      assert.is((await handOver(app.client(), next)).status, 201);
    } finally {
      await app.close();
    }
  });

  test("a sign-in from before all of a person's sessions were ended does not count", async ({ app }) => {
    const { client } = await enter(app);
    const before = app.clock() / 1_000;
    app.clock.advance(MINUTE_MS);
    assert.is((await client.post("/api/auth/logout", { scope: "all" })).status, 200);
    const another = await signToken({ now: app.clock(), claims: { sid: "alias-2", auth_time: before } });
    await assertRefused(app, client, another, "outdated");
    const later = { sid: "alias-2", auth_time: Math.floor(app.clock() / 1_000) };
    assert.is((await handOver(client, await signToken({ now: app.clock(), claims: later }))).status, 201);
  });

  test("nor does one from before a superuser ended all of a person's", async ({ app }) => {
    await app.createAccount("admin", ["superuser"]);
    const { userId } = await enter(app);
    const admin = await app.signIn("admin");
    app.clock.advance(MINUTE_MS);
    const dryRun = { userId, reason: "Lost", dryRun: true };
    await admin.post("/api/admin/sessions/end", dryRun);
    const claims = { sid: "alias-2" };
    assert.is((await handOver(app.client(), await signToken({ now: app.clock(), claims }))).status, 201);
    await admin.post("/api/admin/sessions/end", { userId, reason: "Lost" });
    const old = { sid: "alias-3", auth_time: app.clock() / 1_000 - 61 };
    await assertRefused(app, app.client(), await signToken({ now: app.clock(), claims: old }), "outdated");
  });

  test("an account that is disabled here stays out until it is enabled, and then needs a new sign-in", async ({
    app,
  }) => {
    const { client, userId } = await enter(app);
    app.clock.advance(MINUTE_MS);
    await app.app.services.accounts.disable(userId);
    const token = (claims: Record<string, unknown>) => signToken({ now: app.clock(), claims });
    const later = Math.floor(app.clock() / 1_000) + 1;
    await assertRefused(app, client, await token({ sid: "alias-2", auth_time: later }), "disabled");
    await app.app.services.accounts.enable(userId);
    await assertRefused(app, client, await token({ sid: "alias-2", auth_time: later - 60 }), "outdated");
    assert.is((await handOver(client, await token({ sid: "alias-2", auth_time: later }))).status, 201);
  });

  test("keeps a refused sign-in of a known person with its reason, and of a stranger's token a line", async ({
    app,
  }) => {
    const { client, userId } = await enter(app);
    await client.post("/api/auth/logout", {});
    await handOver(client, await signToken({ now: app.clock() }));
    await handOver(client, "token");
    const failed = await app.database.knex(TABLES.loginAttempts).where({ outcome: "failed" });
    assert.equal(
      failed.map(({ subject_id, reason, purpose }) => [subject_id, reason, purpose]),
      [[userId, "revoked", "sign_in"]],
    );
    const audited = await app.database.knex(TABLES.auditLog).where({ action: "HANDOVER_REFUSED" });
    assert.is(audited.length, 1);
    assert.equal(
      (await readRefusals(app, 2)).map(({ actor }) => actor),
      [userId, null],
    );
  });

  test("after a hundred refusals an address waits, yet a good token is let in", async ({ app }) => {
    const client = app.client();
    for (let count = 0; count < 100; count++) assert.is((await handOver(client, "token")).status, 401);
    const answer = await handOver(client, "token");
    assert.is(problemOf(answer).code, "rate_limited");
    assert.ok(Number(answer.headers.get("Retry-After")) > 0);
    assert.is((await handOver(client, await signToken({ now: app.clock() }))).status, 201);
  });

  test("another site cannot sign a visitor in", async ({ app }) => {
    const token = await signToken({ now: app.clock() });
    const headers = { Origin: "https://evil.example" };
    const answer = await app.client().post("/api/auth/handover", { token }, { headers });
    assert.is(problemOf(answer).code, "origin");
    assert.is((await handOver(app.client(), token)).status, 201);
  });

  test("a server to which no host vouches takes no token", async () => {
    const app = await startTestApp(dialect);
    await assertRefused(app, app.client(), await signToken({ now: app.clock() }), "malformed");
    await app.close();
  });

  test.run();
});

/** Refused, nobody signed in by it, and the log says why. */
async function assertRefused(app: TestApp, client: TestClient, token: string, reason: string): Promise<void> {
  const cookie = client.cookies.get("sereno_sid");
  const { length } = await readRefusals(app);
  const answer: Answer<unknown> = await handOver(client, token);
  assert.is(answer.status, 401, answer.text);
  assert.is(problemOf(answer).code, "invalid_credentials");
  assert.is(client.cookies.get("sereno_sid"), cookie);
  assert.is((await readRefusals(app, length + 1)).at(-1)?.data.reason, reason);
}

interface Refusal {
  actor: string | null;
  data: { reason: string };
}

/** The lines of the log about it; they are written a moment after the answer. */
async function readRefusals(app: TestApp, least = 0): Promise<Refusal[]> {
  for (;;) {
    const lines = (await app.readSessionLog()).filter(({ event }) => event === "HANDOVER_REFUSED");
    if (lines.length >= least) return lines as unknown as Refusal[];
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function enter(app: TestApp): Promise<{ client: TestClient; id: string; userId: string }> {
  const client = app.client();
  const { status, body } = await handOver(client, await signToken({ now: app.clock() }));
  assert.is(status, 201);
  return { client, id: body.session.id, userId: body.user.id };
}
