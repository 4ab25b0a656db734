import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS } from "../../../server/clock.ts";
import type { HostEndAnswer, ReportedAttemptsAnswer } from "../../../server/contract/index.ts";
import { type AuditRow, type LoginAttemptRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import {
  createHostBackEnd,
  type HostBackEnd,
  SHOP_KEY,
  signInThroughHost,
} from "../../support/host-back-end.ts";

const NEXT_KEY = "next-key-of-the-tests-0123456789/+~ABCD=";
const NEWS_KEY = "news-key-of-the-tests-0123456789abcdef";
const SITE = "https://www.example.org";
const ENV = {
  SERENO_HOST_KEYS: `shop:${SHOP_KEY}, shop:${NEXT_KEY}, news:${NEWS_KEY}`,
  SERENO_TRUSTED_ORIGINS: SITE,
};
const END = "/api/server/sessions/end";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; shop: HostBackEnd }>(`server API on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect, { env: ENV });
    context.shop = createHostBackEnd(context.app);
  });
  test.after.each(({ app }) => app.close());

  test("answers 401 to whoever brings no key, a wrong one, or the token of a session", async ({ app }) => {
    await app.createAccount("admin", ["superuser"]);
    const admin = await app.signIn("admin");
    const { body } = await app
      .client()
      .post<{ token: string }>("/api/auth/token", { username: "admin", password: TEST_PASSWORD });
    for (const authorization of [
      undefined,
      "Bearer ",
      `Basic ${SHOP_KEY}`,
      SHOP_KEY,
      `Bearer ${SHOP_KEY}x`,
      `Bearer ${SHOP_KEY.slice(1)}`,
      `Bearer shop:${SHOP_KEY}`,
      `Bearer ${body.token}`,
    ]) {
      const headers = authorization === undefined ? {} : { Authorization: authorization };
      const answer = await admin.post(END, { hostSid: "x" }, { headers });
      assert.equal([answer.status, problemOf(answer).code], [401, "unauthenticated"], authorization);
      assert.is(answer.headers.get("WWW-Authenticate"), "Bearer");
    }
    const lines = await linesOf(app, "SECURITY_EVENT", 8);
    assert.not.ok(JSON.stringify(lines).includes(SHOP_KEY));
  });

  test("takes any of the keys, also two of one host while it changes them, and names the host", async ({
    app,
  }) => {
    for (const [key, actor] of [
      [SHOP_KEY, "host:shop"],
      [NEXT_KEY, "host:shop"],
      [NEWS_KEY, "host:news"],
    ] as const) {
      const ana = await signInThroughHost(app, "ana");
      const { status } = await createHostBackEnd(app, key).post("/sessions/end", {
        hostSid: "alias-of-ana",
      });
      assert.is(status, 200);
      assert.is((await auditOf(app, ana.answer.session.id)).at(-1)?.actor, actor);
    }
  });

  test("no page can call it: no CORS even for a trusted origin, and cookies count for nothing", async ({
    app,
  }) => {
    const headers = { Origin: SITE, Authorization: `Bearer ${SHOP_KEY}` };
    const answer = await app.client().post(END, { hostSid: "x" }, { headers });
    assert.is(answer.status, 200);
    assert.is(answer.headers.get("Access-Control-Allow-Origin"), null);
    const preflight = await app.client().send("OPTIONS", END, {
      headers: { Origin: SITE, "Access-Control-Request-Method": "POST" },
    });
    assert.is(preflight.headers.get("Access-Control-Allow-Origin"), null);
    assert.is(preflight.headers.get("Access-Control-Allow-Headers"), null);
    const elsewhere = await app.client().send("OPTIONS", "/api/session", {
      headers: { Origin: SITE, "Access-Control-Request-Method": "GET" },
    });
    assert.is(elsewhere.headers.get("Access-Control-Allow-Origin"), SITE);
  });

  test("reads no body of whoever has no key", async ({ app }) => {
    const answer = await app
      .client()
      .post(END, "{not json", { headers: { "Content-Type": "application/json" } });
    assert.is(answer.status, 401);
  });

  test("ends what has begun under the host's alias, once, and says who did", async ({ app, shop }) => {
    const ana = await signInThroughHost(app, "ana");
    const other = await signInThroughHost(app, "ana", "another-alias");
    const end = () => shop.post<HostEndAnswer>("/sessions/end", { hostSid: "alias-of-ana" });
    assert.equal((await end()).body, { ended: 1 });
    assert.equal((await end()).body, { ended: 0 });
    assert.is(problemOf(await ana.get("/api/session")).endReason, "host_logout");
    assert.is((await other.get("/api/session")).status, 200);
    const ends = (await auditOf(app, ana.answer.session.id)).filter(
      ({ action }) => action === "SESSION_ENDED",
    );
    assert.equal(
      ends.map(({ actor, data }) => [actor, JSON.parse(data ?? "{}").reason]),
      [["host:shop", "host_logout"]],
    );
    assert.equal((await shop.post<HostEndAnswer>("/sessions/end", { hostSid: "never-seen" })).body, {
      ended: 0,
    });
  });

  test("a session whose time was over has ended by itself, not by the host", async ({ app, shop }) => {
    const ana = await signInThroughHost(app, "ana");
    app.clock.advance(3 * HOUR_MS);
    await shop.post("/sessions/end", { hostSid: "alias-of-ana" });
    const end = (await auditOf(app, ana.answer.session.id)).at(-1);
    assert.equal([end?.action, end?.actor], ["SESSION_TIMEOUT", "system"]);
  });

  test("ends all sessions of a person, by the host's name for them or our id", async ({ app, shop }) => {
    const ana = await signInThroughHost(app, "ana");
    await signInThroughHost(app, "ana", "another-alias");
    const end = (subject: string) => shop.post<HostEndAnswer>("/sessions/end", { subject });
    assert.equal((await end("host:ana")).body, { ended: 2 });
    assert.is(problemOf(await ana.get("/api/session")).endReason, "host_logout");
    await app.signIn("ana");
    assert.equal((await end(ana.answer.user.id)).body, { ended: 1 });
    assert.equal((await end("host:nobody")).body, { ended: 0 });
  });

  test("asks for either an alias or a person", async ({ shop }) => {
    for (const body of [
      {},
      { hostSid: "a", subject: "b" },
      { hostSid: "" },
      { hostsid: "a" },
      { hostSid: 1 },
    ]) {
      assert.is((await shop.post("/sessions/end", body)).status, 422, JSON.stringify(body));
    }
  });

  test("disables a person and enables them again, audited under the host's name", async ({ app, shop }) => {
    const ana = await signInThroughHost(app, "ana");
    const name = encodeURIComponent("host:ana");
    const { body } = await shop.post(`/subjects/${name}/disable`);
    assert.equal(body, { ended: 1 });
    assert.is(problemOf(await ana.get("/api/session")).endReason, "account_disabled");
    const credentials = { username: "ana", password: TEST_PASSWORD };
    assert.is((await app.client().post("/api/auth/login", credentials)).status, 401);
    assert.is((await shop.post(`/subjects/${name}/enable`)).status, 204);
    assert.is((await app.client().post("/api/auth/login", credentials)).status, 200);
    const rows = (await auditOf(app, ana.answer.user.id)).filter(({ action }) => action.endsWith("ABLED"));
    assert.equal(
      rows.map(({ action, actor }) => [action, actor]),
      [
        ["ACCOUNT_DISABLED", "host:shop"],
        ["ACCOUNT_ENABLED", "host:shop"],
      ],
    );
    assert.is((await auditOf(app, ana.answer.session.id)).at(-1)?.actor, "host:shop");
    assert.is((await shop.post("/subjects/nobody/disable")).status, 404);
    assert.is((await shop.post("/subjects/nobody/enable")).status, 404);
  });

  test("keeps attempts at the host's own form, each once, beside ours", async ({ app, shop }) => {
    const ana = await signInThroughHost(app, "ana");
    const at = new Date(app.clock() - 60_000).toISOString();
    const attempt = { outcome: "failed", ipAddress: "192.0.2.7", userAgent: "Firefox", at };
    const attempts = [
      { ...attempt, username: "host:ana", reason: "password" },
      { ...attempt, username: "ANA ", outcome: "succeeded", ipAddress: "2001:db8::7" },
      { ...attempt, username: "my secret password", outcome: "throttled" },
    ];
    const send = () => shop.post<ReportedAttemptsAnswer>("/login-attempts", { attempts });
    const first = await send();
    assert.equal([first.status, first.body], [202, { kept: 3 }]);
    assert.equal((await send()).body, { kept: 0 });
    const rows: LoginAttemptRow[] = await app.database
      .knex(TABLES.loginAttempts)
      .where({ user_agent: "Firefox" })
      .orderBy("outcome");
    const { id } = ana.answer.user;
    assert.equal(
      rows.map((row) => [row.outcome, row.subject_id, row.reason, row.ip_address, row.at]),
      [
        ["failed", id, "password", "192.0.2.7", Date.parse(at)],
        ["succeeded", id, null, "2001:db8::7", Date.parse(at)],
        ["throttled", null, null, "192.0.2.7", Date.parse(at)],
      ],
    );
    assert.not.ok(JSON.stringify(rows).includes("my secret password"));
    const audited = await app.database.knex(TABLES.auditLog).where({ actor: "host:shop" }).orderBy("seq");
    assert.equal(
      audited.map(({ action, target }) => [action, target]),
      [
        ["LOGIN_FAILED", id],
        ["LOGIN_SUCCEEDED", id],
      ],
    );
    assert.is((await linesOf(app, "LOGIN_THROTTLED", 1)).length, 1);
  });

  test("cuts what an attacker made too long, and takes a clock ahead of ours for ours", async ({
    app,
    shop,
  }) => {
    const attempt = {
      username: "x".repeat(5_000),
      outcome: "failed",
      ipAddress: "192.0.2.7",
      userAgent: "y".repeat(5_000),
      at: new Date(app.clock() + HOUR_MS).toISOString(),
    };
    assert.is((await shop.post("/login-attempts", { attempts: [attempt] })).status, 202);
    const row: LoginAttemptRow = await app.database.knex(TABLES.loginAttempts).first();
    assert.equal([row.user_agent.length, row.at], [1_000, app.clock()]);
  });

  test("names what is wrong with attempts", async ({ app, shop }) => {
    const good = {
      username: "ana",
      outcome: "failed",
      ipAddress: "192.0.2.7",
      userAgent: "",
      at: "2026-11-22T10:00:00Z",
    };
    for (const [path, attempts] of [
      ["attempts", []],
      ["attempts", Array.from({ length: 101 }, () => good)],
      ["attempts.0.ipAddress", [{ ...good, ipAddress: "here" }]],
      ["attempts.0.at", [{ ...good, at: "yesterday" }]],
      ["attempts.0.outcome", [{ ...good, outcome: "maybe" }]],
    ] as const) {
      const problem = problemOf(await shop.post("/login-attempts", { attempts }));
      assert.equal([problem.status, problem.errors?.[0]?.path], [422, path]);
    }
    assert.is((await app.database.knex(TABLES.loginAttempts)).length, 0);
  });

  test("other addresses and methods below it are refused as elsewhere", async ({ app, shop }) => {
    assert.is((await shop.get("/nothing")).status, 404);
    assert.is((await shop.get("/sessions/end")).status, 405);
    assert.is((await fetch(`${app.base}/api/server/nothing`)).status, 401);
  });

  test.run();
});

const nobody = suite<{ app: TestApp }>("server API without keys");

nobody.before(async (context) => {
  context.app = await startTestApp("sqlite");
});
nobody.after(({ app }) => app.close());

nobody("is closed to everybody", async ({ app }) => {
  assert.is((await createHostBackEnd(app).get("/revocations")).status, 401);
  assert.is((await createHostBackEnd(app, "").get("/revocations")).status, 401);
});

nobody.run();

function auditOf(app: TestApp, target: string): Promise<AuditRow[]> {
  return app.database.knex(TABLES.auditLog).where({ target }).orderBy("seq");
}

/** The lines of that event, once there are so many. */
async function linesOf(app: TestApp, name: string, count: number) {
  for (;;) {
    const lines = (await app.readSessionLog()).filter(({ event }) => event === name);
    if (lines.length >= count) return lines;
    await pause(2);
  }
}
