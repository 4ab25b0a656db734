import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type SignedInClient, startTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";

/** Every page of the console that leads to nothing in particular. */
const PAGES = [
  "/admin",
  "/admin/sessions",
  "/admin/users",
  "/admin/login-attempts",
  "/admin/audit",
  "/admin/consent",
  "/admin/frontend-events",
  "/admin/frontend-events/groups",
  "/admin/webhook-deliveries",
];

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient; ana: SignedInClient }>(
    `hosted pages on ${dialect}`,
  );

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
    await context.app.createAccount("admin", ["superuser"]);
    context.ana = await context.app.signIn("ana");
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("sends nobody to the sign-in page, and back with the filters", async ({ app }) => {
    for (const path of [
      "/admin?window=7d",
      "/admin/audit?action=LOGOUT",
      "/sessions",
      "/admin/users/x/disable",
    ]) {
      const { status, headers } = await app.client().get(path);
      assert.is(status, 303);
      const next = encodeURIComponent(`/sereno${path}`);
      assert.is(headers.get("Location"), `/sereno/login?next=${next}`);
    }
  });

  test("shows people their own sessions, with a way out that needs no script", async ({ ana }) => {
    const { status, text, headers } = await ana.get("/sessions");
    assert.is(status, 200);
    assert.match(text, /<sereno-session-table scope="own"\s*>/);
    assert.match(text, "Firefox on Linux");
    assert.match(text, '<form method="post" action="/sereno/logout">');
    assert.not.match(text, 'href="/sereno/admin"');
    assert.match(headers.get("Content-Security-Policy") ?? "", "script-src 'self'");
    assert.is(headers.get("Cache-Control"), "no-store");
  });

  test("there is no console for others than superusers, nor any of its forms", async ({ ana, admin }) => {
    const { id } = admin.answer.user;
    const session = admin.answer.session.id;
    for (const path of [
      ...PAGES,
      `/admin/users/${id}`,
      `/admin/users/${id}/disable`,
      `/admin/sessions/${session}`,
    ]) {
      const refused = await ana.get(path);
      assert.is(refused.status, 404, path);
      assert.not.match(refused.text, /<table|<dl|method="post" action="(?!\/sereno\/logout)/);
      assert.match(refused.text, 'href="/sereno/sessions"');
    }
    for (const path of [`/admin/users/${id}/disable`, `/admin/sessions/${session}/end`]) {
      assert.is((await ana.submit(path, { reason: "mine now" })).status, 404, path);
    }
    assert.is((await admin.get("/api/session")).status, 200);
  });

  test("every page of the console has one title, a way past the frame, and no inline script or style", async ({
    admin,
  }) => {
    for (const path of PAGES) {
      const { status, text } = await admin.get(path);
      assert.is(status, 200, path);
      assert.is(text.split("<h1>").length, 2, path);
      assert.match(text, '<a class="skip" href="#main">');
      assert.match(text, /<nav class="sections"[^]*aria-current="page"[^]*<\/nav>/);
      assert.not.match(text, /\sstyle=|\son\w+=|<script>|<style/);
    }
  });

  test("speaks the browser's language, and only one", async ({ admin }) => {
    for (const path of [...PAGES, "/sessions"]) {
      const { text } = await admin.get(path, { headers: { "Accept-Language": "es" } });
      assert.match(text, '<html lang="es">');
      assert.match(text, "Ir al contenido");
      assert.not.match(text, />\s*(Apply|Time \(UTC\)|Clear filters|Next page|Rows)\s*</);
    }
  });

  test.run();
});
