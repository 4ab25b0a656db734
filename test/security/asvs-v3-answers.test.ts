import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { LoginAnswer } from "../../server/contract/index.ts";
import type { OpenApiDocument } from "../../server/openapi/openapi-document.ts";
import { TABLES } from "../../server/database/tables.ts";
import { type SignedInClient, startTestApp, TEST_PASSWORD, type TestApp } from "../support/app.ts";
import { forEachDatabase } from "../support/database.ts";
import { type Visit, visitEverything } from "../support/visit-everything.ts";

interface Context {
  app: TestApp;
  admin: SignedInClient;
  /** Every address that takes GET, as a browser asks for it: of a superuser, and of nobody. */
  visits: Visit[];
  /** What the tables held before and after. */
  rows: [unknown, unknown];
}

const MARKUP = "<img src=x onerror=alert(1)>";

/** OWASP ASVS 5.0, V3: what browsers are told of every answer. server/SECURITY.md says what each requirement asks for. */
forEachDatabase((dialect) => {
  const test = suite<Context>(`ASVS V3, answers, on ${dialect}`);

  test.before(async (context) => {
    context.app = await startTestApp(dialect);
    const { app } = context;
    await app.createAccount("ana");
    await app.createAccount("admin", ["superuser"]);
    context.admin = await app.signIn("admin");
    const { body } = await app.client().get<OpenApiDocument>("/api/openapi.json");
    const before = await readRows(app);
    const visits = [await visitEverything(app, body, context.admin), await visitEverything(app, body)];
    context.visits = visits.flat();
    context.rows = [before, await readRows(app)];
  });
  test.after(({ app }) => app.close());

  test("3.2.1 what is no page is of a type that runs nothing, and files are for saving", ({ visits }) => {
    for (const { name, type, headers, path } of visits) {
      assert.match(
        type,
        /^(text\/(html|css|javascript|csv|plain)|application\/([\w-]+\+)?json|application\/x-ndjson|)$/,
      );
      assert.is(headers.get("X-Content-Type-Options"), "nosniff", name);
      if (type !== "text/html")
        assert.match(headers.get("Content-Security-Policy") ?? "", "default-src 'none'", name);
      if (/csv|ndjson/.test(type))
        assert.match(headers.get("Content-Disposition") ?? "", /^attachment;/, path);
    }
    assert.ok(visits.some(({ type }) => type === "text/csv"));
  });

  test("3.2.2 what people and browsers say of themselves is text in every page", async ({ app, admin }) => {
    const client = app.client();
    const credentials = { username: "ana", password: TEST_PASSWORD };
    const headers = { "User-Agent": MARKUP };
    const { body } = await client.post<LoginAnswer>("/api/auth/login", credentials, { headers });
    await client.post("/api/auth/login", { username: MARKUP, password: "x" });
    const pages = [
      await admin.get(`/admin/sessions/${body.session.id}`),
      await admin.get("/admin/login-attempts"),
      await admin.get(`/admin/sessions?q=${encodeURIComponent(MARKUP)}`),
      await client.get(`/login?next=${encodeURIComponent(`/"${MARKUP}`)}`),
    ];
    for (const { text } of pages) assert.not.match(text, /<img/i);
    assert.match(pages[0]?.text ?? "", "&lt;img src=x onerror=alert(1)&gt;");
  });

  test("3.4.3 every answer has a policy that runs our own files at most", ({ visits }) => {
    for (const { name, headers } of visits) {
      const policy = headers.get("Content-Security-Policy") ?? "";
      assert.is(directiveOf(policy, "object-src"), "'none'", name);
      assert.is(directiveOf(policy, "base-uri", ""), "'none'", name);
      assert.match(directiveOf(policy, "script-src"), /^'(none|self)'$/, name);
    }
  });

  test("3.4.4 no answer may be sniffed", ({ visits }) => {
    for (const { name, headers } of visits) assert.is(headers.get("X-Content-Type-Options"), "nosniff", name);
  });

  test("3.4.5 no answer lets its address go to another origin", ({ visits }) => {
    for (const { name, headers } of visits) assert.is(headers.get("Referrer-Policy"), "same-origin", name);
  });

  test("3.4.6 no answer may stand in a frame", ({ visits }) => {
    for (const { name, headers } of visits) {
      assert.is(
        directiveOf(headers.get("Content-Security-Policy") ?? "", "frame-ancestors", ""),
        "'none'",
        name,
      );
    }
  });

  test("3.4.8 no page shares its window with those that open it", ({ visits }) => {
    const pages = visits.filter(({ type }) => type === "text/html");
    assert.ok(pages.length > 20);
    for (const { name, headers } of pages)
      assert.is(headers.get("Cross-Origin-Opener-Policy"), "same-origin", name);
  });

  test("3.5.3 no GET changes anything", ({ rows: [before, after] }) => assert.equal(after, before));

  test("3.5.8 no other site may embed what is somebody's", async ({ visits }) => {
    for (const { name, headers, isStatic } of visits) {
      const expected = isStatic ? "cross-origin" : "same-origin";
      assert.is(headers.get("Cross-Origin-Resource-Policy"), expected, name);
    }
  });

  test("3.6.1 pages load nothing from elsewhere", ({ visits }) => {
    for (const { name, text } of visits.filter(({ type }) => type === "text/html")) {
      const loaded = [...text.matchAll(/<(?:script|link|img|source)\b[^>]*?(?:src|href)="([^"]*)"/g)];
      assert.ok(loaded.length > 0, name);
      for (const [, address = ""] of loaded) assert.match(address, /^\/sereno\//, name);
    }
  });

  test("3.7.1 pages are made of HTML, CSS and modules", ({ visits }) => {
    for (const { name, text } of visits.filter(({ type }) => type === "text/html")) {
      assert.not.match(text, /<(object|embed|applet|iframe|frame)\b/i, name);
    }
  });

  test.run();
});

/** What a directive says; the default, where it says nothing itself. */
function directiveOf(policy: string, name: string, fallback = "default-src"): string {
  const directives = new Map(
    policy.split("; ").map((text) => [text.split(" ")[0], text.replace(/^\S+ /, "")]),
  );
  return directives.get(name) ?? directives.get(fallback) ?? "";
}

/** What is in the tables that requests may change; of the log, all but that somebody took a copy. */
async function readRows({ app, database: { knex } }: TestApp): Promise<unknown> {
  await app.services.sessions.flushActivity();
  const tables = [TABLES.subjects, TABLES.sessions, TABLES.consentDecisions, TABLES.frontendEvents];
  const audit = knex(TABLES.auditLog).whereNot("action", "like", "%EXPORT%").orderBy("seq").pluck("action");
  return [await audit, ...(await Promise.all(tables.map((table) => knex(table))))];
}
