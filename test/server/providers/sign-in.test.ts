import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Page, ProviderResource, SessionAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { forEachDatabase } from "../../support/database.ts";
import { type ProviderApp, startProviderApp } from "../../support/provider-app.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: ProviderApp }>(`sign-in with a provider on ${dialect}`);

  test.before(async (context) => {
    context.app = await startProviderApp(dialect);
    const { accounts } = context.app.identityProvider;
    accounts.set("u-1", {
      name: "Ana García",
      preferred_username: "ana",
      email: "ana@example.org",
      email_verified: true,
    });
  });
  test.after(({ app }) => app.close());

  test("lists the providers, and offers them on the sign-in page with the way back", async ({ app }) => {
    const client = app.client();
    const { items } = (await client.get<Page<ProviderResource>>("/api/auth/providers")).body;
    const url = `${app.base}/api/auth/oidc/example`;
    assert.equal(items, [{ name: "example", label: "Example", url }]);
    const { text } = await client.get("/login?next=/minutes%3Fpage=2");
    assert.match(text, `href="${url}?next=%2Fminutes%3Fpage%3D2"`);
    assert.match(text, "Continue with Example");
  });

  test("asks with PKCE, state and nonce, and keeps what it needs in a signed cookie of its own", async ({
    app,
  }) => {
    const visitor = app.visitor();
    const answer = await visitor.here.get("/api/auth/oidc/example?next=/minutes");
    assert.is(answer.status, 302);
    const url = new URL(answer.headers.get("Location") ?? "");
    assert.is(url.origin, app.identityProvider.issuer);
    const asked = Object.fromEntries(url.searchParams);
    assert.is(asked["response_type"], "code");
    assert.is(asked["code_challenge_method"], "S256");
    assert.is(asked["redirect_uri"], `${app.base}/api/auth/oidc/example/callback`);
    assert.match(asked["scope"] ?? "", "openid");
    for (const name of ["state", "nonce", "code_challenge"])
      assert.ok((asked[name] ?? "").length >= 43, name);
    assert.is(asked["max_age"], undefined);
    const [cookie = "", ...others] = answer.headers.getSetCookie();
    assert.equal(others, []);
    assert.match(cookie, /^example_oauth_state=/);
    assert.match(cookie, /httponly/i);
    assert.match(cookie, /samesite=lax/i);
    assert.match(cookie, /path=\/sereno\/api\/auth\/oidc\/example;/i);
    const expires = Date.parse(/expires=([^;]+)/i.exec(cookie)?.[1] ?? "");
    assert.ok(expires - Date.now() <= 600_000);
  });

  test("declares that cookie to visitors, in their language", async ({ app }) => {
    const { text } = await app.client().get("/api/consent/policy?lang=de");
    assert.match(text, /"name":"example_oauth_state"[^}]*Höchstens zehn Minuten/);
  });

  test("begins a session of whom the provider names, and leads to where they wanted to go", async ({
    app,
  }) => {
    const visitor = app.visitor();
    const answer = await visitor.signIn("u-1", { next: "/minutes?page=2#votes" });
    assert.is(answer.headers.get("Location"), "/minutes?page=2#votes");
    assert.is(visitor.here.cookies.has("example_oauth_state"), false);
    const { user, session } = (await visitor.here.get<SessionAnswer>("/api/session")).body;
    assert.is(user?.username, "example:ana");
    assert.is(user?.displayName, "Ana García");
    assert.equal(user?.roles, []);
    assert.is(session.kind, "signed_in");
    const actions = (await app.database.knex(TABLES.auditLog).where({ actor: user?.id }).orderBy("seq")).map(
      ({ action }) => action,
    );
    assert.equal(actions, ["LOGIN_SUCCEEDED", "SESSION_CREATED"]);
    const [attempt] = await app.database.knex(TABLES.loginAttempts).where({ subject_id: user?.id });
    assert.is(attempt.outcome, "succeeded");
    assert.is(attempt.purpose, "sign_in");
  });

  test("knows the same person again, and takes over what they are called now", async ({ app }) => {
    const first = app.visitor();
    await first.signIn("u-1");
    const { user } = (await first.here.get<SessionAnswer>("/api/session")).body;
    app.identityProvider.accounts.set("u-1", { name: "Ana G. Pérez", preferred_username: "ana.perez" });
    const second = app.visitor();
    await second.signIn("u-1");
    const { user: again } = (await second.here.get<SessionAnswer>("/api/session")).body;
    assert.is(again?.id, user?.id);
    assert.is(again?.displayName, "Ana G. Pérez");
    assert.is(again?.username, "example:ana");
  });

  test("makes nobody an account of others by an e-mail address or a username", async ({ app }) => {
    const builtIn = await app.createAccount("luis@example.org", ["superuser"]);
    app.identityProvider.accounts.set("u-2", {
      preferred_username: "luis@example.org",
      email: "luis@example.org",
      email_verified: true,
    });
    app.identityProvider.accounts.set("u-3", { preferred_username: "luis@example.org" });
    const users = [];
    for (const login of ["u-2", "u-3"]) {
      const visitor = app.visitor();
      await visitor.signIn(login);
      users.push((await visitor.here.get<SessionAnswer>("/api/session")).body.user);
    }
    assert.is(new Set([builtIn.id, ...users.map((user) => user?.id)]).size, 3);
    assert.is(users[0]?.username, "example:luis@example.org");
    assert.match(users[1]?.username ?? "", /^example:luis@example\.org-[\w-]{6}$/);
    assert.ok(users.every((user) => user?.isSuperuser === false));
  });

  test("keeps an e-mail address only when the provider has verified it", async ({ app }) => {
    app.identityProvider.accounts.set("u-4", { email: "someone@example.org", email_verified: false });
    await app.visitor().signIn("u-4");
    const row = await app.database.knex(TABLES.subjects).where({ username: "example:u-4" }).first();
    assert.is(row.email, null);
    assert.is(row.display_name, "u-4");
  });

  test("first sign-ins at once are one person", async ({ app }) => {
    const person = {
      provider: "example",
      issuer: app.identityProvider.issuer,
      subject: "u-5",
      username: "u-5",
      displayName: "Five",
      email: null,
    };
    const admitted = await Promise.all(
      Array.from({ length: 5 }, () => app.app.services.providerPeople.admit(person)),
    );
    assert.is(new Set(admitted.map(({ user }) => user.id)).size, 1);
    assert.is((await app.database.knex(TABLES.identities).where({ subject: "u-5" })).length, 1);
    const visitor = app.visitor();
    await visitor.signIn("u-5");
    const { user } = (await visitor.here.get<SessionAnswer>("/api/session")).body;
    assert.is(user?.id, admitted[0]?.user.id);
  });

  test("replaces the session that the browser had, under another token", async ({ app }) => {
    const visitor = app.visitor();
    await visitor.signIn("u-1");
    const before = (await visitor.here.get<SessionAnswer>("/api/session")).body.session.id;
    const token = visitor.here.cookies.get("sereno_sid");
    await visitor.signIn("u-1");
    assert.is.not(visitor.here.cookies.get("sereno_sid"), token);
    const ended = await app.database.knex(TABLES.sessions).where({ id: before }).first();
    assert.is(ended.end_reason, "replaced");
  });

  test("keeps and logs no token, code or secret of the provider", async ({ app }) => {
    const seen: Record<string, unknown>[] = [];
    app.identityProvider.tamper = (answer) => seen.push({ ...answer });
    const visitor = app.visitor();
    const back = await visitor.there.signIn((await visitor.begin()).href, "u-1");
    await visitor.comeBack(back);
    app.identityProvider.tamper = undefined;
    const secrets = [seen[0]?.["access_token"], seen[0]?.["id_token"], back.searchParams.get("code")].map(
      String,
    );
    assert.ok(secrets.every((secret) => secret.length > 20));
    const rows = await Promise.all(Object.values(TABLES).map((table) => app.database.knex(table)));
    const written = JSON.stringify(rows) + JSON.stringify(await app.readSessionLog());
    for (const secret of secrets) assert.not.match(written, secret);
  });

  test("deletes with an account what the provider calls its person", async ({ app }) => {
    await app.visitor().signIn("u-6");
    const { subject_id: id } = await app.database.knex(TABLES.identities).where({ subject: "u-6" }).first();
    await app.app.services.accounts.delete(id);
    assert.equal(await app.database.knex(TABLES.identities).where({ subject: "u-6" }), []);
    const visitor = app.visitor();
    await visitor.signIn("u-6");
    assert.is.not((await visitor.here.get<SessionAnswer>("/api/session")).body.user?.id, id);
  });

  test.run();
});
