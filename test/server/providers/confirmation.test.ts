import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { ProblemDetails, SessionAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { TEST_PASSWORD } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { problemIn, type ProviderApp, startProviderApp, type Visitor } from "../../support/provider-app.ts";

const MINUTE = 60_000;

forEachDatabase((dialect) => {
  const test = suite<{ app: ProviderApp }>(`confirmation at a provider on ${dialect}`);

  test.before(async (context) => {
    context.app = await startProviderApp(dialect);
  });
  test.before.each(({ app }) => setClock(app, Date.now()));
  test.after(({ app }) => app.close());

  /** Signed in too long ago for what is guarded. The provider's clock is the real one, so ours returns to it. */
  async function signedInBefore(app: ProviderApp, login: string): Promise<Visitor> {
    const visitor = app.visitor();
    setClock(app, Date.now() - 20 * MINUTE);
    await visitor.signIn(login);
    setClock(app, Date.now());
    return visitor;
  }

  async function rowOf(app: ProviderApp, { here }: Visitor) {
    const { session } = (await here.get<SessionAnswer>("/api/session")).body;
    return app.database.knex(TABLES.sessions).where({ id: session.id }).first();
  }

  /** What an action answers that asks for a recent authentication. */
  async function endAnother(app: ProviderApp, { here }: Visitor, login: string) {
    const other = app.visitor();
    await other.signIn(login);
    const { session } = (await other.here.get<SessionAnswer>("/api/session")).body;
    return here.send<ProblemDetails>("DELETE", `/api/sessions/${session.id}`);
  }

  test("a refusal for want of a recent authentication says where to confirm, and there the person is asked anew", async ({
    app,
  }) => {
    const visitor = await signedInBefore(app, "ana");
    const problem = problemOf(await endAnother(app, visitor, "ana"));
    assert.is(problem.code, "reauth_required");
    assert.is(problem.reauthUrl, `${app.base}/api/auth/oidc/example?confirm`);
    assert.is(problem.reauthName, "Example");
    const asked = await visitor.begin({ confirm: "", next: "/account" });
    assert.is(asked.searchParams.get("max_age"), "0");
    const before = visitor.there.timesAsked;
    const [token, { id }] = [visitor.here.cookies.get("sereno_sid"), await rowOf(app, visitor)];
    const answer = await visitor.comeBack(await visitor.there.signIn(asked.href, "ana"));
    assert.is(visitor.there.timesAsked, before + 1);
    assert.is(answer.headers.get("Location"), "/account");
    assert.is((await rowOf(app, visitor)).id, id);
    assert.is.not(visitor.here.cookies.get("sereno_sid"), token);
    assert.is((await endAnother(app, visitor, "ana")).status, 204);
    const actions = await app.database
      .knex(TABLES.auditLog)
      .where({ target: id })
      .orderBy("seq")
      .pluck("action");
    assert.equal(actions, ["SESSION_CREATED", "REAUTHENTICATED"]);
    const { outcome, purpose } = await app.database
      .knex(TABLES.loginAttempts)
      .where({ purpose: "confirmation" })
      .first();
    assert.equal([outcome, purpose], ["succeeded", "confirmation"]);
  });

  test("says nothing of a provider to who has a password here", async ({ app }) => {
    await app.createAccount("luis");
    const luis = await app.signIn("luis");
    const other = await app.signIn("luis");
    app.clock.advance(20 * MINUTE);
    const refused = await luis.send<ProblemDetails>("DELETE", `/api/sessions/${other.answer.session.id}`);
    assert.is(refused.body.code, "reauth_required");
    assert.is(refused.body.reauthUrl, undefined);
  });

  test("nor to a provider's person to whom an operator has given a password", async ({ app }) => {
    const visitor = await signedInBefore(app, "rosa");
    await app.app.services.accounts.setPassword("example:rosa", TEST_PASSWORD);
    const { body } = await endAnother(app, visitor, "rosa");
    assert.equal([body.code, body.reauthUrl], ["reauth_required", undefined]);
    assert.is((await visitor.here.post("/api/auth/reauth", { password: TEST_PASSWORD })).status, 200);
  });

  test("another person does not confirm, whatever the provider says of them", async ({ app }) => {
    const visitor = await signedInBefore(app, "ana");
    await app.visitor().signIn("luz");
    for (const login of ["luz", "a stranger"]) {
      const asked = await visitor.begin({ confirm: "" });
      const answer = await visitor.comeBack(await app.visitor().there.signIn(asked.href, login));
      assert.is(problemIn(answer), "other_person", login);
    }
    assert.is((await endAnother(app, visitor, "ana")).body.code, "reauth_required");
    assert.equal(await app.database.knex(TABLES.identities).where({ subject: "a stranger" }), []);
  });

  test("a provider that answers without asking the person confirms nothing", async ({ app }) => {
    const visitor = await signedInBefore(app, "ana");
    setClock(app, Date.now() + 2 * MINUTE);
    const asked = await visitor.begin({ confirm: "", next: "/account" });
    // On the way somebody asks for less: the provider takes the session that it has for enough.
    asked.searchParams.set("max_age", "86400");
    const before = visitor.there.timesAsked;
    const answer = await visitor.comeBack(await visitor.there.signIn(asked.href, "ana"));
    assert.is(visitor.there.timesAsked, before);
    assert.is(problemIn(answer), "unconfirmed");
    const page = await visitor.here.get((answer.headers.get("Location") ?? "").slice("/sereno".length));
    assert.match(page.text, '<a href="/account">Go back</a>');
    assert.is((await endAnother(app, visitor, "ana")).body.code, "reauth_required");
  });

  test("what is confirmed belongs to the session that asked, and not to the next one of the browser", async ({
    app,
  }) => {
    const visitor = await signedInBefore(app, "ana");
    const back = await visitor.there.signIn((await visitor.begin({ confirm: "" })).href, "ana");
    const kept = visitor.here.cookies.get("example_oauth_state") ?? "";
    await visitor.signIn("ana");
    const { sudo_until: until } = await rowOf(app, visitor);
    visitor.here.cookies.set("example_oauth_state", kept);
    assert.is(problemIn(await visitor.comeBack(back)), "stale");
    assert.is((await rowOf(app, visitor)).sudo_until, until);
  });

  test("who is not signed in any more signs in instead", async ({ app }) => {
    const visitor = app.visitor();
    assert.is((await visitor.begin({ confirm: "" })).searchParams.get("max_age"), null);
    assert.is(problemIn(await visitor.signIn("ana", { confirm: "", next: "/account" })), undefined);
    assert.is((await visitor.here.get("/api/session")).status, 200);
  });

  test("a sign-in counts from when the person proved at the provider who they are", async ({ app }) => {
    const visitor = app.visitor();
    // With max_age, as some do by themselves, a provider says when that was.
    const signIn = async () => {
      const asked = await visitor.begin();
      asked.searchParams.set("max_age", "86400");
      const back = await visitor.there.signIn(asked.href, "ana");
      return () => visitor.comeBack(back);
    };
    const comeBack = await signIn();
    setClock(app, Date.now());
    await comeBack();
    const first = await rowOf(app, visitor);
    setClock(app, Date.now() + 20 * MINUTE);
    await (
      await signIn()
    )();
    const second = await rowOf(app, visitor);
    assert.is(visitor.there.timesAsked, 1);
    assert.is.not(second.id, first.id);
    assert.is(second.authenticated_at, first.authenticated_at);
    assert.is((await endAnother(app, visitor, "ana")).body.code, "reauth_required");
  });

  test.run();
});

function setClock({ clock }: ProviderApp, at: number): void {
  clock.advance(at - clock());
}
