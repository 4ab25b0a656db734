import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readConsent } from "../../../server/consent/consent-cookie.ts";
import type { SessionAnswer } from "../../../server/contract/index.ts";
import { type ConsentDecisionRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf, type TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; client: TestClient }>(`consent page on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    context.client = context.app.client();
  });
  test.after.each(({ app }) => app.close());

  test("asks in plain words, with nothing ticked, and tells every cookie", async ({ client }) => {
    const { status, text, headers } = await client.get("/consent");
    assert.is(status, 200);
    assert.match(text, "You have not chosen yet");
    assert.match(text, "Accept all");
    assert.match(text, "sereno_sid");
    assert.not.match(text, /\bchecked\b/);
    assert.not.match(text, /<script|style=|\son\w+=/);
    assert.match(headers.get("Content-Security-Policy") ?? "", "default-src 'none'");
    assert.equal(headers.getSetCookie(), []);
  });

  test("speaks the browser's language", async ({ client }) => {
    const { text } = await client.get("/consent", { headers: { "Accept-Language": "es-AR,es;q=0.9" } });
    assert.match(text, '<html lang="es">');
    assert.match(text, "Rechazar todo");
  });

  test("accepts: the cookie says so, the record too, and the way leads back", async ({ app, client }) => {
    const answer = await client.submit("/consent", { answer: "accept", next: "/minutes?page=2" });
    assert.is(answer.status, 303);
    assert.is(answer.headers.get("Location"), "/sereno/consent/receipt?next=%2Fminutes%3Fpage%3D2");
    const { text } = await client.get("/consent/receipt?next=%2Fminutes%3Fpage%3D2");
    assert.match(text, '<a href="/minutes?page=2">Back</a>');
    const line = answer.headers.getSetCookie().find((one) => one.startsWith("sereno_consent=")) ?? "";
    assert.match(line, /; path=\/; .*samesite=lax/i);
    assert.not.match(line, /httponly|domain/i);
    const consent = readConsent(client.cookies.get("sereno_consent"), app.clock());
    assert.equal(consent?.granted, ["functional", "analytics", "marketing"]);
    const [row] = await readDecisions(app);
    assert.is(row?.id, consent?.decisionId);
    assert.equal(
      [row?.action, row?.source, row?.layout, row?.decided_at],
      ["accept_all", "page", "page", consent?.decidedAt],
    );
  });

  test("rejects, and later withdraws", async ({ app, client }) => {
    await client.submit("/consent", { answer: "reject" });
    assert.equal(readConsent(client.cookies.get("sereno_consent"), app.clock())?.granted, []);
    await client.submit("/consent", { answer: "accept" });
    app.clock.advance(1_000);
    await client.submit("/consent", { answer: "reject" });
    const rows = await readDecisions(app);
    assert.equal(
      rows.map(({ action }) => action),
      ["reject_all", "accept_all", "withdraw"],
    );
  });

  test("keeps single choices, shows them ticked, and says that they are kept", async ({ app, client }) => {
    const form = new URLSearchParams([
      ["answer", "choose"],
      ["grant", "analytics.visits"],
      ["grant", "marketing"],
      ["grant", "nothing.known"],
    ]);
    const answer = await client.send("POST", "/consent", {
      body: form.toString(),
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    assert.is(answer.headers.get("Location"), "/sereno/consent/receipt");
    assert.equal(readConsent(client.cookies.get("sereno_consent"), app.clock())?.granted, [
      "analytics",
      "marketing",
    ]);
    const { text } = await client.get("/consent");
    assert.match(text, "2026-11-22T10:00:00.000Z");
    assert.match(text, /value="marketing" checked/);
    assert.match(text, /value="analytics" checked/);
    assert.not.match(text, /value="functional" checked/);
    assert.equal((await client.submit("/consent", { answer: "choose", grant: "functional" })).status, 303);
  });

  test("leaves marketing off with Global Privacy Control, unless it is ticked", async ({ app, client }) => {
    const post = (body: string) =>
      client.send("POST", "/consent", {
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-GPC": "1" },
      });
    const { text } = await client.get("/consent", { headers: { "Sec-GPC": "1" } });
    assert.match(text, "Global Privacy Control");
    await post("answer=accept");
    const receipt = await client.get("/consent/receipt", { headers: { "Sec-GPC": "1" } });
    assert.match(receipt.text, "Marketing stays off");
    await post("answer=choose&grant=marketing");
    const rows = await readDecisions(app);
    assert.equal(
      rows.map(({ action, granted, source }) => [action, granted, source]),
      [
        ["choose", '["functional","analytics"]', "gpc"],
        ["choose", '["marketing"]', "page"],
      ],
    );
  });

  test("lets the server follow the choice: paths are kept with consent, and forgotten without", async ({
    app,
  }) => {
    await app.createAccount("ana");
    const client = await app.signIn("ana");
    const visit = async (path: string) =>
      (await client.post<SessionAnswer>("/api/session/page-view", { path })).body.session.pathHistory?.map(
        (one) => one.path,
      );
    assert.equal(await visit("/before"), []);
    await client.submit("/consent", { answer: "accept" });
    assert.equal(await visit("/with"), ["/with"]);
    await client.submit("/consent", { answer: "reject" });
    assert.equal(await visit("/after"), []);
  });

  test("goes nowhere else than this origin", async ({ client }) => {
    for (const next of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
    ]) {
      const answer = await client.submit("/consent", { answer: "reject", next });
      assert.is(answer.headers.get("Location"), "/sereno/consent/receipt", next);
      const { text } = await client.get(`/consent/receipt?next=${encodeURIComponent(next)}`);
      assert.not.match(text, /evil|alert/, next);
    }
    const { text } = await client.get(`/consent?next=${encodeURIComponent('/"><script>alert(1)</script>')}`);
    assert.not.match(text, "<script>");
  });

  test("refuses another site, and forms that are none of ours", async ({ app, client }) => {
    const foreign = await client.send("POST", "/consent", {
      body: "answer=accept",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: "https://evil.example" },
    });
    assert.is(problemOf(foreign).code, "origin");
    assert.is((await client.submit("/consent", {})).status, 422);
    assert.is((await client.submit("/consent", { answer: "maybe" })).status, 422);
    assert.is((await client.submit("/consent", { answer: "choose", "grant[x]": "1" })).status, 422);
    const text = await client.send("POST", "/consent", {
      body: "x",
      headers: { "Content-Type": "text/plain" },
    });
    assert.is(text.status, 415);
    assert.is((await readDecisions(app)).length, 0);
  });

  test.run();
});

function readDecisions(app: TestApp): Promise<ConsentDecisionRow[]> {
  return app.database.knex(TABLES.consentDecisions).orderBy("seq");
}
