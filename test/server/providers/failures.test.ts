import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PROVIDER_PROBLEMS, type SessionAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { forEachDatabase } from "../../support/database.ts";
import { problemIn, type ProviderApp, startProviderApp, type Visitor } from "../../support/provider-app.ts";

const TEN_MINUTES = 600_000;
const AN_HOUR = 3_600_000;

forEachDatabase((dialect) => {
  const test = suite<{ app: ProviderApp }>(`what fails with a provider on ${dialect}`);

  test.before(async (context) => {
    context.app = await startProviderApp(dialect);
  });
  test.before.each(({ app }) => {
    // What a test leaves is later than what is there.
    app.clock.advance(1_000);
    app.identityProvider.tamper = undefined;
  });
  test.after(({ app }) => app.close());

  async function isNobody({ here }: Visitor): Promise<boolean> {
    return (await here.get("/api/session")).status === 401;
  }

  async function lastAttempt({ database }: ProviderApp) {
    return database.knex(TABLES.loginAttempts).orderBy("at", "desc").first();
  }

  test("says on the sign-in page that access was refused, and keeps where the person wanted to go", async ({
    app,
  }) => {
    const visitor = app.visitor();
    const { href } = await visitor.begin({ next: "/minutes" });
    const answer = await visitor.comeBack(await visitor.there.refuse(href));
    assert.is(answer.status, 302);
    assert.is(problemIn(answer), "denied");
    const page = await visitor.here.get((answer.headers.get("Location") ?? "").slice("/sereno".length));
    assert.match(page.text, /role="alert"[^]*access was refused at Example/);
    assert.match(page.text, 'value="/minutes"');
    const { outcome, reason, subject_id } = await lastAttempt(app);
    assert.equal([outcome, reason, subject_id], ["failed", "denied", null]);
    const failed = await app.database
      .knex(TABLES.auditLog)
      .where({ action: "LOGIN_FAILED", at: app.clock() });
    assert.is(failed.length, 1);
  });

  test("refuses a state that it did not give, and one that another browser was given", async ({ app }) => {
    const [ana, luis] = [app.visitor(), app.visitor()];
    await luis.begin();
    const back = await ana.there.signIn((await ana.begin()).href, "ana");
    assert.is(problemIn(await luis.comeBack(back)), "stale");
    assert.is(await isNobody(luis), true);
    const forged = new URL(back);
    forged.searchParams.set("state", "x".repeat(43));
    assert.is(problemIn(await ana.comeBack(forged)), "stale");
    assert.is(await isNobody(ana), true);
    // An answer to nobody's question is not worth a row.
    assert.is((await lastAttempt(app)).at < app.clock(), true);
    await untilLogged(app, "LOGIN_FAILED");
  });

  test("takes each state once, whoever keeps its cookie", async ({ app }) => {
    const visitor = app.visitor();
    const back = await visitor.there.signIn((await visitor.begin()).href, "ana");
    const cookie = visitor.here.cookies.get("example_oauth_state") ?? "";
    assert.is(problemIn(await visitor.comeBack(back)), undefined);
    assert.is(problemIn(await visitor.comeBack(back)), "stale");
    const thief = app.visitor();
    thief.here.cookies.set("example_oauth_state", cookie);
    const asked = app.identityProvider.requests.get("/token");
    assert.is(problemIn(await thief.comeBack(back)), "stale");
    assert.is(app.identityProvider.requests.get("/token"), asked);
    assert.is(await isNobody(thief), true);
  });

  test("takes no state cookie that was changed", async ({ app }) => {
    const visitor = app.visitor();
    const back = await visitor.there.signIn((await visitor.begin()).href, "ana");
    const [payload = "", signature = ""] = (visitor.here.cookies.get("example_oauth_state") ?? "").split(".");
    const pending = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...pending, next: "https://evil.example/" }));
    visitor.here.cookies.set("example_oauth_state", `${changed.toString("base64url")}.${signature}`);
    assert.is(problemIn(await visitor.comeBack(back)), "stale");
  });

  test("an answer that comes after ten minutes is too late", async ({ app }) => {
    const visitor = app.visitor();
    const back = await visitor.there.signIn((await visitor.begin()).href, "ana");
    app.clock.advance(TEN_MINUTES);
    assert.is(problemIn(await visitor.comeBack(back)), "stale");
    app.clock.advance(-TEN_MINUTES);
  });

  test("refuses an ID token with another nonce", async ({ app }) => {
    const visitor = app.visitor();
    const url = await visitor.begin();
    url.searchParams.set("nonce", "another");
    const back = await visitor.there.signIn(url.href, "ana");
    assert.is(problemIn(await visitor.comeBack(back)), "failed");
    assert.is(await isNobody(visitor), true);
    assert.is((await lastAttempt(app)).reason, "failed");
  });

  test("refuses an ID token that was changed or has no signature", async ({ app }) => {
    for (const change of [otherSubject, withoutSignature]) {
      app.identityProvider.tamper = (answer) => {
        answer["id_token"] = change(String(answer["id_token"]));
      };
      const visitor = app.visitor();
      assert.is(problemIn(await visitor.signIn("ana")), "failed", change.name);
      assert.is(await isNobody(visitor), true);
    }
  });

  test("refuses a code that was asked for without our verifier", async ({ app }) => {
    const visitor = app.visitor();
    const url = await visitor.begin();
    url.searchParams.set("code_challenge", "a".repeat(43));
    const back = await visitor.there.signIn(url.href, "ana");
    assert.is(problemIn(await visitor.comeBack(back)), "failed");
  });

  for (const error of ["server_error", "temporarily_unavailable"]) {
    test(`says that the provider is out of order when it says ${error}`, async ({ app }) => {
      const visitor = app.visitor();
      const asked = await visitor.begin();
      const back = new URL(asked.searchParams.get("redirect_uri") ?? "");
      const state = asked.searchParams.get("state") ?? "";
      back.search = new URLSearchParams({ error, state, iss: app.identityProvider.issuer }).toString();
      assert.is(problemIn(await visitor.comeBack(back)), "unavailable");
    });
  }

  test("a provider that is away keeps nobody from signing in with a password, and is asked anew", async ({
    app,
  }) => {
    await app.createAccount("luis");
    // What was known of it is an hour old.
    app.clock.advance(AN_HOUR);
    app.identityProvider.fall();
    const visitor = app.visitor();
    const answer = await visitor.here.get("/api/auth/oidc/example?next=/minutes");
    assert.is(problemIn(answer), "unavailable");
    const page = await visitor.here.get((answer.headers.get("Location") ?? "").slice("/sereno".length));
    assert.match(page.text, "Example cannot be reached at the moment");
    app.clock.advance(-AN_HOUR);
    assert.is((await app.signIn("luis")).answer.user.username, "luis");
    app.identityProvider.open(`${app.base}/api/auth/oidc/example/callback`);
    assert.is((await visitor.begin()).origin, app.identityProvider.issuer);
    assert.is(problemIn(await app.visitor().signIn("ana")), undefined);
  });

  test("says so when the provider goes away half-way", async ({ app }) => {
    const visitor = app.visitor();
    const back = await visitor.there.signIn((await visitor.begin()).href, "ana");
    app.identityProvider.fall();
    assert.is(problemIn(await visitor.comeBack(back)), "unavailable");
    app.identityProvider.open(`${app.base}/api/auth/oidc/example/callback`);
  });

  test("asks the provider about itself now and then, not at every sign-in", async ({ app }) => {
    const { requests } = app.identityProvider;
    await app.visitor().begin();
    const before = requests.get("/.well-known/openid-configuration") ?? 0;
    await app.visitor().signIn("ana");
    await app.visitor().signIn("ana");
    assert.is(requests.get("/.well-known/openid-configuration"), before);
    app.clock.advance(2 * AN_HOUR);
    await app.visitor().begin();
    assert.is(requests.get("/.well-known/openid-configuration"), before + 1);
    app.clock.advance(-2 * AN_HOUR);
  });

  test("refuses a disabled person, and says so to them alone", async ({ app }) => {
    await app.visitor().signIn("luz");
    const { subject_id: id } = await app.database.knex(TABLES.identities).where({ subject: "luz" }).first();
    await app.app.services.accounts.disable(id);
    app.clock.advance(1_000);
    const visitor = app.visitor();
    assert.is(problemIn(await visitor.signIn("luz")), "disabled");
    assert.is(await isNobody(visitor), true);
    const { reason, subject_id } = await lastAttempt(app);
    assert.equal([reason, subject_id], ["disabled", id]);
    await app.app.services.accounts.enable(id);
    assert.is(problemIn(await visitor.signIn("luz")), undefined);
  });

  test("counts failures of an address, not sign-ins, and makes it wait after a hundred", async () => {
    const app = await startProviderApp(dialect);
    const { byAddress } = app.app.services.signInLimits;
    for (let failure = 0; failure < 99; failure++) await byAddress.consume("127.0.0.1");
    for (let time = 0; time < 3; time++) assert.is(problemIn(await app.visitor().signIn("ana")), undefined);
    const refusing = app.visitor();
    await refusing.comeBack(await refusing.there.refuse((await refusing.begin()).href));
    assert.is(problemIn(await app.visitor().signIn("ana")), "throttled");
    await untilLogged(app, "LOGIN_THROTTLED");
    await app.close();
  });

  test("another site's link leads to the sign-in page instead of signing in", async ({ app }) => {
    const client = app.client();
    const answer = await client.get("/api/auth/oidc/example?next=/minutes", {
      headers: { "Sec-Fetch-Site": "cross-site" },
    });
    assert.is(answer.headers.get("Location"), "/sereno/login?next=%2Fminutes");
    assert.equal([...client.cookies.keys()], []);
  });

  test("leads to no other origin afterwards", async ({ app }) => {
    for (const next of [
      "https://evil.example/",
      "//evil.example/",
      "/\\evil.example",
      "javascript:alert(1)",
    ]) {
      const answer = await app.visitor().signIn("ana", { next });
      assert.is(answer.headers.get("Location"), "/", next);
    }
  });

  test("has no provider that was not set up, and takes no other method", async ({ app }) => {
    const client = app.client();
    assert.is((await client.get("/api/auth/oidc/other")).status, 404);
    assert.is((await client.get("/api/auth/oidc/other/callback?state=x")).status, 404);
    assert.is((await client.post("/api/auth/oidc/example")).status, 405);
    assert.is((await client.post("/api/auth/oidc/example/callback")).status, 405);
  });

  test("the sign-in page has words for every problem, in each language, and repeats nothing that it is sent", async ({
    app,
  }) => {
    const client = app.client();
    const texts = new Set<string>();
    for (const language of ["en", "es"]) {
      const headers = { "Accept-Language": language };
      for (const problem of PROVIDER_PROBLEMS) {
        const { text } = await client.get(`/login?provider=example&problem=${problem}`, { headers });
        const [notice = ""] = /<p id="notice"[^]*?<\/p>/.exec(text) ?? [];
        texts.add(notice.replaceAll(/\s+/g, " "));
      }
    }
    assert.is(texts.size, 2 * PROVIDER_PROBLEMS.length);
    const { text } = await client.get("/login?provider=%3Cimg%20onerror%3E&problem=%3Cimg%20onerror%3E");
    assert.not.match(text, "onerror");
    assert.not.match(text, 'id="notice"');
  });

  test("enforces the limit of sessions as a password does", async () => {
    const app = await startProviderApp(dialect, {
      env: { SERENO_SESSION_LIMIT: "1", SERENO_SESSION_LIMIT_POLICY: "refuse" },
    });
    const first = app.visitor();
    assert.is(problemIn(await first.signIn("ana")), undefined);
    assert.is(problemIn(await app.visitor().signIn("ana")), "limit");
    assert.is((await first.here.get<SessionAnswer>("/api/session")).status, 200);
    await app.close();
  });

  test.run();
});

/** The file is written behind the answer. */
async function untilLogged(app: ProviderApp, event: string): Promise<void> {
  while (!(await app.readSessionLog()).some((line) => line.event === event)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function otherSubject(token: string): string {
  const [header, payload = "", signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
  const changed = Buffer.from(
    JSON.stringify({ ...claims, sub: "admin", name: "Nobody asks userinfo" }),
  ).toString("base64url");
  return [header, changed, signature].join(".");
}

function withoutSignature(token: string): string {
  const [, payload] = token.split(".");
  return [Buffer.from('{"alg":"none"}').toString("base64url"), payload, ""].join(".");
}
