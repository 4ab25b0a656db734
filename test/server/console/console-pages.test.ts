import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`hosted pages on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
    await context.app.createAccount("admin", ["superuser"]);
  });
  test.after.each(({ app }) => app.close());

  test("sends nobody to the sign-in page, and back with the filters", async ({ app }) => {
    const { status, headers } = await app.client().get("/admin?sessions-state=ended");
    assert.is(status, 303);
    const next = encodeURIComponent("/sereno/admin?sessions-state=ended");
    assert.is(headers.get("Location"), `/sereno/login?next=${next}`);
  });

  test("shows people their own sessions, with a way out that needs no script", async ({ app }) => {
    const client = await app.signIn("ana");
    const { status, text, headers } = await client.get("/sessions");
    assert.is(status, 200);
    assert.match(text, '<sereno-session-table scope="own">');
    assert.match(text, '<form method="post" action="/sereno/logout">');
    assert.not.match(text, 'href="/sereno/admin"');
    assert.not.match(text, /style=|\son\w+=|<script>/);
    assert.match(headers.get("Content-Security-Policy") ?? "", "script-src 'self'");
    assert.is(headers.get("Cache-Control"), "no-store");
  });

  test("keeps the console for superusers", async ({ app }) => {
    const ana = await app.signIn("ana");
    const refused = await ana.get("/admin");
    assert.is(refused.status, 403);
    assert.not.match(refused.text, "sereno-session-table");
    const admin = await app.signIn("admin");
    const { status, text } = await admin.get("/admin");
    assert.is(status, 200);
    assert.match(text, '<sereno-session-table scope="all">');
  });

  test("speaks the browser's language", async ({ app }) => {
    const client = await app.signIn("ana");
    const { text } = await client.get("/sessions", { headers: { "Accept-Language": "es" } });
    assert.match(text, '<html lang="es">');
    assert.match(text, "Sus sesiones");
  });

  test.run();
});
