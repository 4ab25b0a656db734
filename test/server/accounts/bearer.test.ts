import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { UserResource } from "../../../server/contract/index.ts";
import { OPERATIONS } from "../../../server/operations.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf, type RequestOptions } from "../../support/client.ts";
import { openEvents } from "../../support/event-reader.ts";

/** What the README's second example exports. */
interface MobileExample {
  signIn(username: string, password: string, keychain: Storage): Promise<UserResource>;
  verify(keychain: Storage): Promise<UserResource | null>;
  signOut(keychain: Storage): Promise<void>;
}

type Storage = Pick<Map<string, string>, "get" | "set" | "delete">;

const README = resolve(import.meta.dirname, "../../../README.md");
const APP_ORIGIN = "https://app.example";

const bearer = suite<{ app: TestApp }>("bearer tokens");

bearer.before.each(async (context) => {
  context.app = await startTestApp("sqlite", { env: { SERENO_TRUSTED_ORIGINS: APP_ORIGIN } });
  await context.app.createAccount("ana");
  await context.app.createAccount("admin", ["superuser"]);
});
bearer.after.each(({ app }) => app.close());

bearer("no route asks a bearer for a CSRF token or an origin, and none sets a cookie", async ({ app }) => {
  const client = app.client();
  for (const operation of Object.keys(OPERATIONS)) {
    const [method = "", path = ""] = operation.split(" ");
    if (!path.startsWith("/api/") || path === "/api/events") continue;
    const body = method === "GET" || method === "DELETE" ? {} : { body: {} };
    const options = await authorized(app, body);
    const answer = await client.send(method, path.replaceAll(/:\w+/g, "none"), options);
    assert.equal(answer.headers.getSetCookie(), [], operation);
    if (answer.status === 403) assert.is(problemOf(answer).code, "reauth_required", operation);
    assert.not.equal(answer.status, 500, operation);
  }
});

bearer("the whole life of a session works without cookies", async ({ app }) => {
  const client = app.client();
  const options = await authorized(app);
  const call = (method: string, path: string, body?: object) =>
    client.send(method, path, { ...options, ...(body && { body }) });
  assert.is((await call("GET", "/api/session")).status, 200);
  assert.is((await call("POST", "/api/session/page-view", { path: "/screen" })).status, 200);
  assert.is((await call("POST", "/api/session/extend")).status, 200);
  assert.is((await call("PATCH", "/api/session/data", { cart: [1] })).status, 200);
  assert.is((await call("GET", "/api/sessions")).status, 200);
  assert.is((await call("GET", "/api/admin/sessions")).status, 200);
  const stream = await openEvents(`${app.base}/api/events`, options.headers);
  assert.is((await stream.next("session")).session.kind, "bearer");
  assert.is((await call("POST", "/api/auth/logout", {})).status, 200);
  assert.is((await stream.next("session-ended")).endReason, "manual");
  assert.is(problemOf(await call("GET", "/api/session")).code, "session_ended");
  assert.is(client.cookies.size, 0);
});

bearer(
  "confirming the password answers a new token, which takes the place of the old one",
  async ({ app }) => {
    const client = app.client();
    const options = await authorized(app, { body: { password: TEST_PASSWORD } });
    const { body, headers } = await client.send<{ token: string }>("POST", "/api/auth/reauth", options);
    assert.equal(headers.getSetCookie(), []);
    const renewed = { bare: true, headers: { Authorization: `Bearer ${body.token}` } };
    app.clock.advance(31_000);
    assert.is((await client.get("/api/auth/verify", renewed)).status, 200);
    const old = { bare: true, headers: options.headers };
    assert.is(problemOf(await client.get("/api/auth/verify", old)).endReason, "token_reuse");
  },
);

bearer("a browser's session does not stand in for a bearer token that is wrong", async ({ app }) => {
  const ana = await app.signIn("ana");
  const headers = { Authorization: `Bearer ${"x".repeat(43)}` };
  assert.is(problemOf(await ana.get("/api/session", { headers })).code, "unauthenticated");
  assert.is(problemOf(await ana.post("/api/auth/logout", {}, { headers })).code, "unauthenticated");
});

bearer("only pages of origins on the list may read answers, and only they are let ask", async ({ app }) => {
  const preflight = (origin: string) =>
    app.client().send("OPTIONS", "/api/auth/verify", {
      bare: true,
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
      },
    });
  const allowed = await preflight(APP_ORIGIN);
  assert.is(allowed.status, 204);
  assert.is(allowed.headers.get("Access-Control-Allow-Origin"), APP_ORIGIN);
  assert.match(allowed.headers.get("Access-Control-Allow-Headers") ?? "", "Authorization");
  const refused = await preflight("https://evil.example");
  const options = await authorized(app);
  const headers = { ...options.headers, Origin: "https://evil.example" };
  const read = await app.client().get("/api/auth/verify", { bare: true, headers });
  for (const answer of [refused, read]) {
    assert.is(answer.headers.get("Access-Control-Allow-Origin"), null);
    assert.match(answer.headers.get("Vary") ?? "", "Origin");
  }
});

bearer("the README's commands sign in, verify and sign out", async ({ app }) => {
  const script = await readExample(app, "sh");
  const { stdout } = await promisify(execFile)("sh", ["-eu", "-c", script]);
  const [verified, signedOut] = stdout.trim().split("\n");
  assert.is(JSON.parse(verified ?? "").session.kind, "bearer");
  assert.is(JSON.parse(verified ?? "").user.username, "ana");
  assert.is(JSON.parse(signedOut ?? "").ended, 1);
});

bearer("the README's client signs out on the device whatever the server answers", async ({ app }) => {
  const source = Buffer.from(await readExample(app, "js")).toString("base64");
  const example: MobileExample = await import(`data:text/javascript;base64,${source}`);
  const keychain = new Map<string, string>();
  const refused = await example.signIn("ana", "wrong", keychain).catch((error: Error) => error.message);
  assert.is(refused, "The username or the password is wrong.");
  assert.is((await example.signIn("ana", TEST_PASSWORD, keychain)).username, "ana");
  assert.is((await example.verify(keychain))?.username, "ana");
  const token = keychain.get("token") ?? "";
  await example.signOut(keychain);
  assert.is(keychain.size, 0);

  keychain.set("token", token);
  await example.signOut(keychain);
  assert.is(keychain.size, 0, "the server answered 401");
  keychain.set("token", token);
  assert.is(await example.verify(keychain), null);
  assert.is(keychain.size, 0, "the session had ended");

  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.reject(new TypeError("no network"));
  keychain.set("token", token);
  await example.signOut(keychain).finally(() => (globalThis.fetch = fetch));
  assert.is(keychain.size, 0, "nobody answered");
});

bearer.run();

async function authorized(
  app: TestApp,
  options: RequestOptions = {},
): Promise<RequestOptions & { headers: Record<string, string> }> {
  const credentials = { username: "admin", password: TEST_PASSWORD };
  const { body } = await app.client().post<{ token: string }>("/api/auth/token", credentials, { bare: true });
  return { ...options, bare: true, headers: { Authorization: `Bearer ${body.token}` } };
}

/** An example of the section on mobile apps, for the server and the account of the test. */
async function readExample(app: TestApp, language: string): Promise<string> {
  const text = await readFile(README, "utf8");
  const section = text.slice(text.indexOf("### From a mobile app"));
  const [, example = ""] = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(section) ?? [];
  return example
    .replaceAll("http://localhost:3000/sereno", app.base)
    .replaceAll("sereno-demo", TEST_PASSWORD);
}
