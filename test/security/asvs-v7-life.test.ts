import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../server/clock.ts";
import type { SessionResource } from "../../server/contract/index.ts";
import { hashToken } from "../../server/sessions/session-token.ts";
import { type SignedInClient, startTestApp, TEST_PASSWORD, type TestApp } from "../support/app.ts";
import { problemOf } from "../support/client.ts";
import { forEachDatabase } from "../support/database.ts";
import { HOST_KEYS, SHOP_KEY } from "../support/host-back-end.ts";
import { HANDOVER_ENV } from "../support/host-tokens.ts";
import { readDefault } from "../support/readme-helpers.ts";
import {
  comeFromHost,
  SESSION_COOKIE,
  signInAsAna,
  statusOf,
  statusWith,
} from "../support/session-probes.ts";

const NEW_PASSWORD = "an entirely different phrase";

/** OWASP ASVS 5.0, V7.1 to V7.3: how sessions are documented, begin and run out. server/SECURITY.md says what each asks for. */
forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; ana: SignedInClient; admin: SignedInClient }>(
    `ASVS V7.1 to 7.3 on ${dialect}`,
  );

  test.before.each(async (context) => {
    const app = await startTestApp(dialect, { env: { ...HANDOVER_ENV, ...HOST_KEYS } });
    await app.createAccount("ana");
    await app.createAccount("admin", ["superuser"]);
    Object.assign(context, { app, ana: await app.signIn("ana"), admin: await app.signIn("admin") });
  });
  test.after.each(({ app }) => app.close());

  test("7.1.1 a session has the lifetimes that the README documents", async ({ app, ana }) => {
    const hours = await readDefault("SERENO_SESSION_ABSOLUTE_HOURS");
    const minutes = await readDefault("SERENO_SESSION_IDLE_MINUTES");
    assert.equal(lifetimesOf(ana.answer.session), [minutes * MINUTE_MS, hours * HOUR_MS]);
    const { session } = (await app.signIn("ana", { remember: true })).answer;
    assert.is(lifetimesOf(session)[1], (await readDefault("SERENO_REMEMBER_DAYS")) * DAY_MS);
  });

  test("7.1.2 as many sessions at once as are documented, and then what is documented", async ({ app }) => {
    assert.is(await readDefault("SERENO_SESSION_LIMIT"), 0);
    const many = await Promise.all(Array.from({ length: 12 }, () => app.signIn("ana")));
    for (const client of many) assert.is(await statusOf(client), 200);
    for (const policy of ["end_oldest", "refuse"]) {
      const env = { SERENO_SESSION_LIMIT: "1", SERENO_SESSION_LIMIT_POLICY: policy };
      const limited = await startTestApp(dialect, { env });
      await limited.createAccount("ana");
      const first = await limited.signIn("ana");
      const { status } = await signInAsAna(limited.client());
      const evicted = policy === "end_oldest";
      assert.equal([status, await statusOf(first)], evicted ? [200, 401] : [409, 200], policy);
      await limited.close();
    }
  });

  test("7.1.3 a session that a host vouches for has the lifetimes of any other", async ({ app, ana }) => {
    const { body } = await comeFromHost(app, app.client());
    assert.equal(lifetimesOf(body.session), lifetimesOf(ana.answer.session));
  });

  test("7.2.1 nothing that the browser says of itself opens a session: the server looks up the token", async ({
    app,
    ana,
  }) => {
    const token = ana.cookies.get(SESSION_COOKIE) ?? "";
    const forged = [ana.answer.session.id, hashToken(token), `${token}x`, token.slice(1), "null", "e30"];
    for (const value of forged) assert.is(await statusWith(app, value), 401, value);
    const hinted = app.client();
    hinted.cookies.set("sereno_hint", "superuser").set("sereno_csrf", ana.answer.csrfToken);
    assert.is(await statusOf(hinted), 401);
    ana.cookies.set("sereno_hint", "superuser");
    assert.is((await ana.get("/api/admin/sessions")).status, 403);
  });

  test("7.2.2 every session has a token made for it; keys of the configuration are none", async ({ app }) => {
    for (const key of [SHOP_KEY, app.config.secret, HANDOVER_ENV.SERENO_HANDOVER_SECRET]) {
      const headers = { Authorization: `Bearer ${key.replaceAll(" ", "-")}` };
      assert.is((await app.client().get("/api/session", { bare: true, headers })).status, 401);
    }
  });

  test("7.2.3 a token is 32 random bytes, in a cookie as for a native client, and no two are alike", async ({
    app,
  }) => {
    const tokens = await Promise.all(Array.from({ length: 20 }, async () => tokensOfTwo(app)));
    const bytes = tokens.flat().map((token) => Buffer.from(token, "base64url"));
    assert.ok(bytes.every(({ length }) => length === 32));
    assert.is(new Set(tokens.flat()).size, 40);
    for (let place = 0; place < 32; place++) {
      // Of 40 random bytes at least 20 differ, but for one run in far more than 10^9.
      assert.ok(new Set(bytes.map((one) => one[place])).size >= 20, `byte ${place}`);
    }
  });

  test("7.2.4 signing in, confirming and a new password each give another token; the one before dies", async ({
    app,
    ana,
  }) => {
    const tokenOf = () => ana.cookies.get(SESSION_COOKIE) ?? "";
    ana.cookies.set(SESSION_COOKIE, "p".repeat(43));
    for (const renew of [
      () => signInAsAna(ana),
      () => signInAsAna(ana),
      () => ana.post("/api/auth/reauth", { password: TEST_PASSWORD }),
      () => ana.post("/api/auth/password", { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD }),
    ]) {
      const before = tokenOf();
      assert.is((await renew()).status, 200);
      assert.is.not(tokenOf(), before);
      assert.is(await statusOf(ana), 200);
      app.clock.advance(30 * SECOND_MS + 1);
      assert.is(await statusWith(app, before), 401);
      // Who uses an old token has stolen it, or was stolen from: that ended the session.
      await signInAsAna(ana);
    }
  });

  test("7.3.1 a session ends when nothing was done for as long as is configured", async ({ app, ana }) => {
    app.clock.advance(2 * HOUR_MS - 1);
    assert.is(await statusOf(ana), 200);
    await ana.get("/api/auth/verify");
    app.clock.advance(1);
    assert.is(problemOf(await ana.get("/api/session")).endReason, "expired_idle");
    assert.is((await ana.post("/api/session/extend")).status, 401);
  });

  test("7.3.2 a session ends at its absolute end, however much was done", async ({ app, ana }) => {
    for (let hour = 1; hour < 12; hour++) {
      app.clock.advance(HOUR_MS);
      assert.is((await ana.post("/api/session/extend")).status, 200);
      if (hour === 11) await ana.post("/api/auth/reauth", { password: TEST_PASSWORD });
    }
    app.clock.advance(HOUR_MS);
    assert.is(problemOf(await ana.get("/api/session")).endReason, "expired_absolute");
  });

  test.run();
});

function lifetimesOf({ startedAt, idleExpiresAt, absoluteExpiresAt }: SessionResource): number[] {
  return [idleExpiresAt, absoluteExpiresAt].map((end) => Date.parse(end) - Date.parse(startedAt));
}

/** Of a new session in a browser, and of one in a native client. */
async function tokensOfTwo(app: TestApp): Promise<string[]> {
  const { cookies } = await app.signIn("ana");
  const credentials = { username: "ana", password: TEST_PASSWORD };
  const { body } = await app.client().post<{ token: string }>("/api/auth/token", credentials);
  return [cookies.get(SESSION_COOKIE) ?? "", body.token];
}
