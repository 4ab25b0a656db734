import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../support/app.ts";
import type { RequestOptions, TestClient } from "../support/client.ts";
import { forEachDatabase } from "../support/database.ts";

interface Cookie {
  name: string;
  value: string;
  /** Of its `Set-Cookie` line, by lower-case name; `true` without a value. */
  attributes: Map<string, string | true>;
}

interface Context {
  app: TestApp;
  cookies: Map<string, Cookie>;
}

const ORIGIN = "https://example.org";
const SESSION = "__Host-sereno_sid";
const YEAR_SECONDS = 31_536_000;
const ENV = {
  SERENO_ORIGIN: ORIGIN,
  SERENO_OIDC_GITHUB_CLIENT_ID: "id",
  SERENO_OIDC_GITHUB_CLIENT_SECRET: "secret",
  SERENO_HSTS_SECONDS: `${YEAR_SECONDS}`,
};
/** The site's pages read them, so they say nothing that may not be known there. */
const READABLE = ["sereno_consent", "sereno_csrf", "sereno_hint"];

/** OWASP ASVS 5.0, V3.3: cookies as a site on https gets them. server/SECURITY.md says what each requirement asks for. */
forEachDatabase((dialect) => {
  const test = suite<Context>(`ASVS V3, cookies, on ${dialect}`);

  test.before(async (context) => {
    context.app = await startTestApp(dialect, { env: ENV });
    await context.app.createAccount("ana".repeat(20));
    context.cookies = await collectCookies(context.app);
  });
  test.after(({ app }) => app.close());

  test("3.3.1 every cookie is Secure, and the session's has the prefix that makes it so", ({ cookies }) => {
    assert.equal([...cookies.keys()].toSorted(), [
      SESSION,
      "github_oauth_state",
      "sereno_consent",
      "sereno_csrf",
      "sereno_device",
      "sereno_hint",
      "sereno_new_receipt",
    ]);
    for (const { name, attributes } of cookies.values()) assert.is(attributes.get("secure"), true, name);
  });

  test("3.3.2 every cookie says to which requests of other sites it belongs: to links alone", async ({
    cookies,
  }) => {
    for (const { name, attributes } of cookies.values()) assert.is(attributes.get("samesite"), "lax", name);
    const app = await startTestApp(dialect, { env: { ...ENV, SERENO_COOKIE_SAMESITE: "strict" } });
    await app.createAccount("ana".repeat(20));
    assert.is((await collectCookies(app)).get(SESSION)?.attributes.get("samesite"), "strict");
    await app.close();
  });

  test("3.3.3 no cookie is shared with another host unless the configuration says so", async ({
    cookies,
  }) => {
    for (const { name, attributes } of cookies.values()) assert.is(attributes.has("domain"), false, name);
    assert.is(cookies.get(SESSION)?.attributes.get("path"), "/");
    const app = await startTestApp(dialect, { env: { ...ENV, SERENO_COOKIE_DOMAIN: "example.org" } });
    await app.createAccount("ana".repeat(20));
    const shared = await collectCookies(app);
    assert.is(shared.has(SESSION), false);
    assert.is(shared.get("__Secure-sereno_sid")?.attributes.get("domain"), "example.org");
    await app.close();
  });

  test("3.3.4 scripts read no cookie but those made for them, and the token stands nowhere else", async ({
    app,
    cookies,
  }) => {
    for (const { name, attributes } of cookies.values()) {
      assert.is(attributes.has("httponly"), !READABLE.includes(name), name);
    }
    assert.is(cookies.get("sereno_hint")?.value, "user");
    const client = app.client();
    const answers = [await logIn(client)];
    for (const path of ["/api/session", "/api/auth/verify", "/api/sessions", "/sessions"]) {
      answers.push(await client.get(path));
    }
    answers.push(await client.post("/api/auth/reauth", { password: TEST_PASSWORD }, OWN));
    const token = client.cookies.get(SESSION) ?? "";
    assert.is(token.length, 43);
    for (const { text, headers } of answers) {
      assert.not.match(text, token);
      assert.not.match(headers.get("Location") ?? "", token);
    }
  });

  test("3.3.5 no cookie is longer than browsers keep", async ({ app, cookies }) => {
    for (const { name, value } of cookies.values()) assert.ok(name.length + value.length <= 4_096, name);
    for (const length of [1_900, 8_000]) {
      const next = encodeURIComponent(`/${"ä".repeat(length / 6)}`);
      const { headers } = await app.client().get(`/api/auth/oidc/github?next=${next}`);
      const [state] = headers.getSetCookie().map(parseCookie);
      assert.ok(state && state.name.length + state.value.length <= 4_096, `${length}`);
    }
  });

  test("3.4.1 where it is switched on, every answer says that only https will do", async ({ app }) => {
    for (const path of ["/login", "/sereno.js", "/api/session", "/api/nowhere", "/healthz", "/sessions"]) {
      const { headers } = await app.client().get(path);
      assert.is(headers.get("Strict-Transport-Security"), `max-age=${YEAR_SECONDS}`, path);
    }
  });

  test.run();
});

/** The test client asks over http, as a proxy does. */
const OWN: RequestOptions = { headers: { Origin: ORIGIN } };

function logIn(client: TestClient) {
  const body = { username: "ana".repeat(20), password: TEST_PASSWORD, remember: true };
  return client.post("/api/auth/login", body, OWN);
}

/** Every cookie that Sereno sets. */
async function collectCookies(app: TestApp): Promise<Map<string, Cookie>> {
  const headers = { ...OWN.headers, "Content-Type": "application/x-www-form-urlencoded" };
  const answers = [
    await logIn(app.client()),
    await app.client().get("/api/auth/oidc/github?next=/account"),
    await app.client().post("/consent", "answer=accept", { headers }),
  ];
  const cookies = answers.flatMap((answer) => answer.headers.getSetCookie().map(parseCookie));
  return new Map(cookies.map((cookie) => [cookie.name, cookie]));
}

function parseCookie(line: string): Cookie {
  const [[name = "", value = ""] = [], ...attributes] = line.split("; ").map((part) => part.split(/=(.*)/s));
  return {
    name,
    value,
    attributes: new Map(attributes.map(([key = "", text]) => [key.toLowerCase(), text ?? true])),
  };
}
