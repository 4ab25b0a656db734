import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { textOf } from "../../support/read-page.ts";

/** As Firefox asks for a page. */
const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const test = suite<{ app: TestApp }>("pages of what went wrong");

test.before.each(async (context) => {
  context.app = await startTestApp("sqlite");
});
test.after.each(({ app }) => app.close());

/** Not by the test client: the API's document says what programs get. */
async function ask({ base }: TestApp, path: string, headers: Record<string, string>, method = "GET") {
  const answer = await fetch(base + path, { method, headers: { ...headers }, redirect: "manual" });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

test("people get a page with a way on, in their language", async ({ app }) => {
  const page = await ask(app, "/nowhere?<script>", { Accept: BROWSER });
  assert.is(page.status, 404);
  assert.match(page.headers.get("Content-Type") ?? "", "text/html");
  assert.match(page.headers.get("Content-Security-Policy") ?? "", "style-src 'self'");
  assert.is(page.headers.get("Cache-Control"), "no-store");
  assert.match(textOf(page.text), "There is nothing here");
  assert.match(page.text, 'href="/"');
  assert.not.match(page.text, "<script>");
  const spanish = await ask(app, "/nowhere", { Accept: BROWSER, "Accept-Language": "es-ES,es;q=0.8" });
  assert.match(spanish.text, '<html lang="es">');
  assert.match(textOf(spanish.text), "Aquí no hay nada");
});

test("programs get a problem, whatever they ask of the API", async ({ app }) => {
  for (const [path, accept] of [
    ["/nowhere", "*/*"],
    ["/nowhere", "application/json"],
    ["/api/nowhere", BROWSER],
    ["/api/session", BROWSER],
  ] as const) {
    const { headers } = await ask(app, path, { Accept: accept });
    assert.match(headers.get("Content-Type") ?? "", "application/problem+json", path);
  }
});

test("a form that is out of date says so, and what to do", async ({ app }) => {
  await app.createAccount("ana");
  const ana = await app.signIn("ana");
  const cookie = [...ana.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { Accept: BROWSER, Cookie: cookie, Origin: app.origin };
  const { status, text } = await ask(app, `/sessions/${ana.answer.session.id}/end`, headers, "POST");
  assert.is(status, 403);
  assert.match(textOf(text), "This form is out of date");
});

test("what is our fault offers to try again, and gives a number to quote", async ({ app }) => {
  await app.database.knex.schema.renameTable("sereno_sessions", "elsewhere");
  const headers = { Accept: BROWSER, Cookie: `sereno_sid=${"x".repeat(43)}` };
  const { status, text, headers: answered } = await ask(app, "/sessions?state=all", headers);
  assert.is(status, 500);
  assert.match(textOf(text), "Something went wrong on our side");
  assert.match(text, 'href="/sereno/sessions?state=all"');
  assert.match(text, answered.get("X-Request-Id") ?? "no number");
  assert.not.match(text, "elsewhere");
});

test.run();
