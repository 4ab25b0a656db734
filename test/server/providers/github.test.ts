import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { ProblemDetails, SessionAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import type { TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { type GitHub, startGitHub } from "../../support/github.ts";
import { problemIn } from "../../support/provider-app.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; github: GitHub }>(`sign-in with GitHub on ${dialect}`);

  test.before(async (context) => {
    context.github = await startGitHub();
    context.app = await startTestApp(dialect, { env: context.github.env });
  });
  test.after(async ({ app, github }) => {
    await app.close();
    await github.stop();
  });

  /** Where GitHub sends the browser back to. */
  async function goThere(client: TestClient, query = ""): Promise<string> {
    const begun = await client.get(`/api/auth/oidc/github${query}`);
    const there = await fetch(begun.headers.get("Location") ?? "", { redirect: "manual" });
    return there.headers.get("Location") ?? "";
  }

  async function signIn({ client, base }: TestApp, query?: string): Promise<TestClient> {
    const browser = client();
    const answer = await browser.get((await goThere(browser, query)).slice(base.length));
    assert.is(problemIn(answer), undefined);
    return browser;
  }

  test("signs in without discovery and ID token, and asks for nothing that is not public", async ({
    app,
    github,
  }) => {
    github.user = { id: 583_231, login: "octocat", name: "The Octocat" };
    const browser = await signIn(app);
    const { user } = (await browser.get<SessionAnswer>("/api/session")).body;
    assert.is(user?.username, "github:octocat");
    assert.is(user?.displayName, "The Octocat");
    assert.is(github.asked?.get("code_challenge_method"), "S256");
    assert.is(github.asked?.get("scope"), null);
    const { email } = await app.database.knex(TABLES.subjects).where({ id: user?.id }).first();
    assert.is(email, null);
  });

  test("an issuer may be written with a slash behind it", async ({ github }) => {
    const env = { ...github.env, SERENO_OIDC_GITHUB_ISSUER: `${github.env.SERENO_OIDC_GITHUB_ISSUER}/` };
    const app = await startTestApp(dialect, { env });
    try {
      github.user = { id: 583_231, login: "octocat", name: "The Octocat" };
      const browser = await signIn(app);
      assert.is((await browser.get<SessionAnswer>("/api/session")).body.user?.username, "github:octocat");
    } finally {
      await app.close();
    }
  });

  test("knows people by their number: a name that somebody else has taken is nobody", async ({
    app,
    github,
  }) => {
    const idOf = async (browser: TestClient) =>
      (await browser.get<SessionAnswer>("/api/session")).body.user?.id;
    github.user = { id: 7, login: "renamed", name: null };
    const first = await idOf(await signIn(app));
    github.user = { id: 7, login: "renamed-again", name: null };
    assert.is(await idOf(await signIn(app)), first);
    github.user = { id: 8, login: "renamed", name: null };
    assert.is.not(await idOf(await signIn(app)), first);
  });

  test("refuses a code that GitHub does not know, although it says so with 200", async ({ app }) => {
    const browser = app.client();
    const back = new URL(await goThere(browser));
    back.searchParams.set("code", "wrong");
    assert.is(problemIn(await browser.get(back.href.slice(app.base.length))), "failed");
  });

  test("who must confirm signs in again: GitHub does not say when it last asked for a password", async ({
    app,
    github,
  }) => {
    github.user = { id: 9, login: "ana", name: null };
    const [browser, other] = [await signIn(app), await signIn(app)];
    const { session } = (await other.get<SessionAnswer>("/api/session")).body;
    await app.database.knex(TABLES.sessions).update({ sudo_until: 0 });
    const end = () => browser.send<ProblemDetails>("DELETE", `/api/sessions/${session.id}`);
    const { body } = await end();
    assert.is(body.reauthUrl, `${app.base}/api/auth/oidc/github`);
    assert.is(body.reauthName, "GitHub");
    const back = await goThere(browser, "?next=/account");
    assert.is(github.asked?.get("prompt"), "select_account");
    assert.is((await browser.get(back.slice(app.base.length))).headers.get("Location"), "/account");
    assert.is((await end()).status, 204);
    // What asks for a confirmation in so many words does not get one.
    const asking = await goThere(browser, "?confirm");
    assert.is(problemIn(await browser.get(asking.slice(app.base.length))), "unconfirmed");
  });

  test.run();
});
