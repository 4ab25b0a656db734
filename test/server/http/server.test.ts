import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";

const test = suite<{ app: TestApp }>("every answer");

test.before(async (context) => {
  context.app = await startTestApp("sqlite", { env: { SERENO_TRUSTED_PROXY_HOPS: "1" } });
  await context.app.createAccount("ana");
});
test.after(({ app }) => app.close());

test("says alive and ready", async ({ app }) => {
  assert.is((await app.client().get("/healthz")).status, 200);
  assert.is((await app.client().get("/readyz")).status, 200);
});

test("is a problem with a request id where there is nothing", async ({ app }) => {
  const answer = await app.client().get("/api/nothing");
  const problem = problemOf(answer);
  assert.is(problem.code, "not_found");
  assert.is(problem.instance, "/sereno/api/nothing");
  assert.is(problem.requestId, answer.headers.get("X-Request-Id"));
});

test("never takes a request id from the client", async ({ app }) => {
  const answer = await app.client().get("/api/session", { headers: { "X-Request-Id": "mine" } });
  assert.is.not(answer.headers.get("X-Request-Id"), "mine");
});

test("is not stored, not sniffed, and runs nothing", async ({ app }) => {
  const { headers } = await app.client().get("/api/session");
  assert.is(headers.get("Cache-Control"), "no-store");
  assert.is(headers.get("X-Content-Type-Options"), "nosniff");
  assert.match(headers.get("Content-Security-Policy") ?? "", "default-src 'none'");
  assert.is(headers.get("Strict-Transport-Security"), null);
});

test("of the sign-in page may run only our own script and stand in no frame", async ({ app }) => {
  const { headers, text } = await app.client().get("/login");
  assert.match(headers.get("Content-Security-Policy") ?? "", "script-src 'self'");
  assert.match(headers.get("Content-Security-Policy") ?? "", "frame-ancestors 'none'");
  assert.is(headers.get("Referrer-Policy"), "same-origin");
  assert.not.match(text, /style=|<style|<script/);
});

test("tells the client's address by the trusted proxy's entry, not by what the client wrote", async ({
  app,
}) => {
  const client = app.client();
  const credentials = { username: "ana", password: "correct horse battery" };
  const headers = { "X-Forwarded-For": "6.6.6.6, 203.0.113.7" };
  const { body } = await client.post<{ session: { ipAddress: string } }>("/api/auth/login", credentials, {
    headers,
  });
  assert.is(body.session.ipAddress, "203.0.113.7");
});

test("serves widgets compressed, tagged, and for a year where the name has a hash", async ({ app }) => {
  const get = (headers: Record<string, string>) => fetch(`${app.base}/assets/x-1.js`, { headers });
  const plain = await get({ "Accept-Encoding": "identity" });
  assert.is(plain.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  assert.is(plain.headers.get("Content-Encoding"), null);
  assert.is(plain.headers.get("Cross-Origin-Resource-Policy"), "cross-origin");
  assert.is((await get({ "Accept-Encoding": "br" })).headers.get("Content-Encoding"), "br");
  const tag = plain.headers.get("ETag") ?? "";
  assert.is(
    (await get({ "Accept-Encoding": "identity", "If-None-Match": tag, "Cache-Control": "max-age=0" })).status,
    304,
  );
});

test("colours are there for browsers without light-dark() too", async ({ app }) => {
  for (const path of ["/pages.css", "/console.css"]) {
    const { text } = await app.client().get(path);
    const read = text.replaceAll(/@supports \(color: light-dark\(.*\)\) \{\n:root \{[^}]*\}\n\}/g, "");
    assert.not.match(read, "light-dark");
    const declared = [...read.matchAll(/(--[\w-]+):/g)].map(([, name]) => name);
    const used = [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
    assert.ok(used.length > 0);
    assert.equal(
      used.filter((name) => !declared.includes(name)),
      [],
    );
  }
});

test.run();

const elsewhere = suite("another base path");

for (const basePath of ["/account/sereno", "/"]) {
  elsewhere(`everything works under ${basePath}`, async () => {
    const app = await startTestApp("sqlite", { env: { SERENO_BASE_PATH: basePath } });
    await app.createAccount("ana");
    const ana = await app.signIn("ana");
    assert.is((await ana.get("/api/session")).status, 200);
    const login = await ana.get("/login");
    assert.match(login.text, `action="${basePath.replace(/\/$/, "")}/login"`);
    assert.match((await ana.get("/pages.css")).headers.get("Content-Type") ?? "", "text/css");
    await app.close();
  });
}

elsewhere.run();
