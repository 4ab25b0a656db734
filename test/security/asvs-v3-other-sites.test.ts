import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { OpenApiDocument } from "../../server/openapi/openapi-document.ts";
import { type SignedInClient, startTestApp, TEST_PASSWORD, type TestApp } from "../support/app.ts";
import { problemOf, type TestClient } from "../support/client.ts";
import { forEachDatabase } from "../support/database.ts";
import { valueOf } from "../support/read-page.ts";

type Route = readonly [method: string, path: string];

interface Context {
  app: TestApp;
  admin: SignedInClient;
  /** All that change something. */
  changing: Route[];
}

const TRUSTED = "https://www.example.org";
const EVIL = "https://evil.example";

/** Protected by their origin alone: nobody has a token yet, or a visitor's page sends them. */
const WITHOUT_TOKEN =
  /^\/(login|logout|consent|consent\/receipt|api\/auth\/(login|token|handover)|api\/frontend-log|api\/consent\/decisions\/x)$/;
/** Changes nothing although it takes POST. */
const HARMLESS = "/api/auth/verify";

/** OWASP ASVS 5.0, V3: what other sites may not do. server/SECURITY.md says what each requirement asks for. */
forEachDatabase((dialect) => {
  const test = suite<Context>(`ASVS V3, other sites, on ${dialect}`);

  test.before(async (context) => {
    const env = { SERENO_TRUSTED_ORIGINS: TRUSTED };
    context.app = await startTestApp(dialect, { env });
    await context.app.createAccount("ana");
    await context.app.createAccount("admin", ["superuser"]);
    context.admin = await context.app.signIn("admin");
    const { body } = await context.app.client().get<OpenApiDocument>("/api/openapi.json");
    context.changing = changingRoutes(body);
  });
  test.after(({ app }) => app.close());

  test("3.4.2 exactly the trusted origins are let in by CORS", async ({ admin }) => {
    const shared = (Origin: string) => admin.get("/api/session", { headers: { Origin } });
    assert.is((await shared(TRUSTED)).headers.get("Access-Control-Allow-Origin"), TRUSTED);
    for (const origin of [
      EVIL,
      "null",
      `${TRUSTED}.evil.example`,
      "http://www.example.org",
      "https://example.org",
    ]) {
      assert.is((await shared(origin)).headers.get("Access-Control-Allow-Origin"), null, origin);
    }
  });

  test("3.5.1 nothing is changed for another site, nor without the session's own token", async ({
    app,
    admin,
    changing,
  }) => {
    assert.ok(changing.length > 20);
    for (const [method, path] of changing) {
      const foreign = await send(app, admin, method, path, { Origin: EVIL });
      const isHosts = path.startsWith("/api/server/");
      assert.equal(
        [foreign.status, foreign.code],
        isHosts ? [401, "unauthenticated"] : [403, "origin"],
        path,
      );
      if (isHosts || WITHOUT_TOKEN.test(path)) continue;
      const own = await send(app, admin, method, path, { Origin: app.origin });
      assert.equal([own.status, own.code], [403, "csrf"], path);
    }
    assert.is((await admin.get("/api/session")).status, 200);
  });

  test("3.5.2 what needs no preflight changes nothing for another site", async ({ app, admin, changing }) => {
    const types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];
    for (const type of types) {
      for (const [method, path] of changing.filter(([name]) => name === "POST")) {
        const { status } = await send(app, admin, method, path, { Origin: EVIL, "Content-Type": type });
        assert.ok([401, 403, 415].includes(status), `${type} ${path}: ${status}`);
      }
    }
    assert.is((await admin.get("/api/session")).status, 200);
  });

  test("3.5.3 another site cannot lead a superuser to an export", async ({ admin }) => {
    for (const file of ["sessions.csv", "consent-decisions.csv", "consent-decisions.ndjson"]) {
      const from = (site: string) => admin.get(`/api/admin/${file}`, { headers: { "Sec-Fetch-Site": site } });
      assert.is(problemOf(await from("cross-site")).code, "origin");
      for (const site of ["same-origin", "same-site", "none"])
        assert.is((await from(site)).status, 200, site);
    }
    for (const spelt of ["sessions.CSV", "sessions.csv/", "Consent-Decisions.ndjson"]) {
      const headers = { "Sec-Fetch-Site": "cross-site" };
      assert.is(problemOf(await admin.get(`/api/admin/${spelt}`, { headers })).code, "origin", spelt);
    }
  });

  test("3.5.6 no answer is wrapped in a function that the request names", async ({ admin }) => {
    const plain = await admin.get("/api/session");
    for (const name of ["callback", "jsonp", "cb"]) {
      const answer = await admin.get(`/api/session?${name}=steal`);
      assert.is(answer.text, plain.text);
      assert.match(answer.headers.get("Content-Type") ?? "", /^application\/json/);
    }
  });

  test("3.5.7 scripts are the same for everybody", async ({ app, admin }) => {
    for (const path of ["/sereno.js", "/signals.js", "/assets/x-1.js"]) {
      assert.is((await admin.get(path)).text, (await app.client().get(path)).text, path);
      assert.equal((await admin.get(path)).headers.getSetCookie(), [], path);
    }
  });

  test("3.5.8 beacons of a trusted sub-domain need the site, no other may embed", async ({ admin }) => {
    const { headers } = await admin.get("/api/session");
    assert.is(headers.get("Cross-Origin-Resource-Policy"), "same-site");
  });

  test("3.7.2 a form leads to a path of the site or to a trusted origin", async ({ app }) => {
    const away = [
      EVIL,
      "//evil.example",
      "/\\evil.example",
      "/\t/evil.example",
      "javascript:alert(1)",
      `${TRUSTED}.evil.example/`,
    ];
    const placeAfter = async (path: string, next: string) =>
      (
        await app.client().submit(path, { username: "ana", password: TEST_PASSWORD, answer: "reject", next })
      ).headers.get("Location") ?? "";
    for (const next of away) {
      assert.is(await placeAfter("/login", next), "/", next);
      assert.is(await placeAfter("/logout", next), "/sereno/login?signed-out", next);
      assert.is(await placeAfter("/consent", next), "/sereno/consent/receipt", next);
      assert.is(
        valueOf((await app.client().get(`/login?next=${encodeURIComponent(next)}`)).text, "next"),
        "/",
      );
    }
    assert.is(await placeAfter("/login", `${TRUSTED}/account`), `${TRUSTED}/account`);
    assert.is((await app.client().get("/api/auth/oidc/evil")).status, 404);
  });

  test("3.7.5 a browser that does not say where a request comes from changes nothing", async ({
    app,
    admin,
  }) => {
    const { status, code } = await send(app, admin, "POST", "/api/session/extend", {});
    assert.equal([status, code], [403, "origin"]);
    assert.is((await admin.get("/api/session")).status, 200);
  });

  test.run();
});

function changingRoutes(document: OpenApiDocument): [string, string][] {
  return Object.entries(document.paths)
    .flatMap(([path, byMethod]) =>
      Object.keys(byMethod).map((method): [string, string] => [
        method.toUpperCase(),
        path.replaceAll(/\{\w+\}/g, "x"),
      ]),
    )
    .filter(([method, path]) => method !== "GET" && path !== HARMLESS);
}

/** With the cookies of a browser, and no other header but those given: what a page elsewhere makes it send. */
async function send(
  { base }: TestApp,
  { cookies }: TestClient,
  method: string,
  path: string,
  headers: Record<string, string>,
) {
  const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const body = headers["Content-Type"]?.startsWith("application/x") ? "a=1" : "{}";
  const answer = await fetch(base + path, {
    method,
    body,
    redirect: "manual",
    headers: { "Content-Type": "application/json", Cookie, ...headers },
  });
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  return { status: answer.status, code };
}
