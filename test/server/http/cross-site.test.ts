import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";

const FOREIGN = { Origin: "https://evil.example" };
const TRUSTED = "https://www.example.org";

const test = suite<{ app: TestApp }>("cross-site protection");

test.before(async (context) => {
  context.app = await startTestApp("sqlite", { env: { SERENO_TRUSTED_ORIGINS: TRUSTED } });
  await context.app.createAccount("ana");
});
test.after(({ app }) => app.close());

test("refuses a change that another site made the browser send", async ({ app }) => {
  const ana = await app.signIn("ana");
  assert.is(problemOf(await ana.post("/api/auth/logout", {}, { headers: FOREIGN })).code, "origin");
  assert.is(
    problemOf(await ana.post("/api/auth/logout", {}, { headers: { Origin: "null" } })).code,
    "origin",
  );
  assert.is((await ana.get("/api/session")).status, 200);
});

test("Sec-Fetch-Site decides where the browser sends no Origin", async ({ app }) => {
  const ana = await app.signIn("ana");
  const token = ana.cookies.get("sereno_csrf") ?? "";
  const cookie = `sereno_sid=${ana.cookies.get("sereno_sid")}`;
  const send = (headers: Record<string, string>) =>
    ana.post(
      "/api/session/extend",
      {},
      { bare: true, headers: { Cookie: cookie, "X-CSRF-Token": token, ...headers } },
    );
  assert.is(problemOf(await send({})).code, "origin");
  assert.is(problemOf(await send({ "Sec-Fetch-Site": "cross-site" })).code, "origin");
  assert.is(problemOf(await send({ "Sec-Fetch-Site": "same-site" })).code, "origin");
  assert.is((await send({ "Sec-Fetch-Site": "same-origin" })).status, 200);
});

test("refuses a change without the session's own CSRF token", async ({ app }) => {
  const ana = await app.signIn("ana");
  const other = await app.signIn("ana");
  const send = (token: string) => ana.post("/api/session/extend", {}, { headers: { "X-CSRF-Token": token } });
  assert.is(problemOf(await send("")).code, "csrf");
  assert.is(problemOf(await send("x".repeat(43))).code, "csrf");
  assert.is(problemOf(await send(other.answer.csrfToken)).code, "csrf");
  assert.is((await send(ana.answer.csrfToken)).status, 200);
});

test("the CSRF token outlives a rotation of the session token", async ({ app }) => {
  const ana = await app.signIn("ana");
  const { csrfToken } = ana.answer;
  await ana.post("/api/auth/reauth", { password: TEST_PASSWORD });
  assert.is(
    (await ana.post("/api/session/extend", {}, { headers: { "X-CSRF-Token": csrfToken } })).status,
    200,
  );
});

test("nobody can be signed in by another site", async ({ app }) => {
  const client = app.client();
  const credentials = { username: "ana", password: TEST_PASSWORD };
  assert.is(
    problemOf(await client.post("/api/auth/login", credentials, { headers: FOREIGN })).code,
    "origin",
  );
  assert.is(client.cookies.size, 0);
});

test("a trusted origin may call with credentials, any other gets no CORS header", async ({ app }) => {
  const ana = await app.signIn("ana");
  const trusted = await ana.get("/api/session", { headers: { Origin: TRUSTED } });
  assert.is(trusted.headers.get("Access-Control-Allow-Origin"), TRUSTED);
  assert.is(trusted.headers.get("Access-Control-Allow-Credentials"), "true");
  assert.is((await ana.post("/api/session/extend", {}, { headers: { Origin: TRUSTED } })).status, 200);
  const foreign = await ana.get("/api/session", { headers: FOREIGN });
  assert.is(foreign.headers.get("Access-Control-Allow-Origin"), null);
  const preflight = { Origin: TRUSTED, "Access-Control-Request-Method": "POST" };
  assert.is((await ana.send("OPTIONS", "/api/session/extend", { headers: preflight })).status, 204);
});

test.run();
