import { randomUUID } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS, SECOND_MS } from "../../../server/clock.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../../support/app.ts";
import type { TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { findLink, getLink, rowsOf, textOf, valueOf } from "../../support/read-page.ts";
import { insertSessions } from "../../support/session-rows.ts";

const HOSTILE = `"><img src=x onerror=alert(1)>'&lt;\u202e\r\n`;

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient; ana: SignedInClient }>(
    `lists of the console on ${dialect}`,
  );

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
    await context.app.createAccount("admin", ["superuser"]);
    context.ana = await context.app.signIn("ana");
    context.app.clock.advance(SECOND_MS);
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("leads from page to page, each row once, and back to the first", async ({ app, admin }) => {
    for (let count = 0; count < 60; count++) await app.createAccount(`user${100 + count}`);
    const seen: string[] = [];
    let path: string | undefined = "/admin/users?q=user&limit=25";
    const first = path;
    for (let text = ""; path !== undefined; path = findLink(text, "Next page")) {
      text = (await admin.get(path)).text;
      seen.push(...rowsOf(text).map(([name = ""]) => name));
      assert.is(findLink(text, "First page"), path === first ? undefined : "/admin/users?q=user&limit=25");
    }
    assert.is(seen.length, 60);
    assert.is(new Set(seen).size, 60);
    assert.equal(seen, seen.toSorted());
  });

  test("shows people, and by the start of their name", async ({ admin }) => {
    const all = rowsOf((await admin.get("/admin/users")).text);
    assert.equal(
      all.map(([name, , status, roles, kind]) => [name, status, roles, kind]),
      [
        ["admin", "May sign in", "superuser", "Account of Sereno"],
        ["ana", "May sign in", "–", "Account of Sereno"],
      ],
    );
    const { text } = await admin.get("/admin/users?q=an");
    assert.is(rowsOf(text).length, 1);
    assert.is(valueOf(text, "q"), "an");
    assert.is(findLink(text, "Clear filters"), "/admin/users");
    const none = await admin.get("/admin/users?q=zz");
    assert.match(none.text, "Nothing matches these filters.");
    assert.is(getLink(none.text, "Clear filters"), "/admin/users");
  });

  test("leads from a person to their sessions, sign-ins, audit rows and events, and from each back", async ({
    app,
    admin,
    ana,
  }) => {
    await report(app, ana, { type: "error", level: "error", message: "Boom" });
    const person = await admin.get(getLink((await admin.get("/admin/users")).text, "ana"));
    const { id } = ana.answer.user;
    assert.is(getLink(person.text, "Disable…"), `/admin/users/${id}/disable`);
    assert.is(getLink(person.text, "Details"), `/admin/sessions/${ana.answer.session.id}`);

    const signIns = await admin.get(getLink(person.text, "Sign-ins"));
    assert.is(signIns.status, 200);
    const ofAna = await admin.get(getLink(person.text, "What they did"));
    assert.ok(rowsOf(ofAna.text).flat().includes("SESSION_CREATED"));
    assert.is(getLink(ofAna.text, "ses_"), `/admin/sessions/${ana.answer.session.id}`);
    assert.is(getLink(ofAna.text, "ana"), `/admin/users/${id}`);
    const events = await admin.get("/admin/frontend-events?user=ana");
    assert.is(getLink(events.text, "ses_"), `/admin/sessions/${ana.answer.session.id}`);
    assert.is(getLink(events.text, "ana"), "/admin/users/ana");
    assert.is((await admin.get("/admin/users/ana")).status, 200);
    assert.is((await admin.get("/admin/users/nobody")).status, 404);
  });

  test("leads from a sign-in to the session that it began", async ({ admin, ana }) => {
    const { text } = await admin.get("/admin/login-attempts?user=ana");
    assert.equal(
      rowsOf(text).map((cells) => cells.slice(1, 3)),
      [["ana", "Succeeded"]],
    );
    const { status, headers } = await admin.get(getLink(text, "Show"));
    assert.is(status, 303);
    assert.is(headers.get("Location"), `/sereno/admin/sessions/${ana.answer.session.id}`);
    const last = encodeURIComponent("+275760-09-13T00:00:00.000Z");
    for (const at of ["", "yesterday", last])
      assert.is((await admin.get(`/admin/login-attempts/session?user=ana&at=${at}`)).status, 404);
  });

  test("shows failed sign-ins with their reason, and names nobody whom there is not", async ({
    app,
    admin,
  }) => {
    await app.client().post("/api/auth/login", { username: "ana", password: "wrong" });
    app.clock.advance(SECOND_MS);
    await app.client().post("/api/auth/login", { username: "my secret", password: "wrong" });
    const { text } = await admin.get("/admin/login-attempts?outcome=failed");
    assert.equal(
      rowsOf(text).map((cells) => cells.slice(1, 4)),
      [
        ["No such account", "Failed", "Wrong username or password"],
        ["ana", "Failed", "Wrong username or password"],
      ],
    );
    assert.not.match(text, "my secret");
    assert.is(rowsOf((await admin.get("/admin/login-attempts?ip=192.0.2.7")).text).length, 0);
  });

  test("shows a reason that it has no words for as it is", async ({ app, admin }) => {
    await app.client().post("/api/auth/login", { username: "ana", password: "wrong" });
    for (const reason of ["toString", "__proto__", "constructor"]) {
      await app.database.knex(TABLES.loginAttempts).where({ outcome: "failed" }).update({ reason });
      const { status, text } = await admin.get("/admin/login-attempts?outcome=failed");
      assert.is(status, 200);
      assert.is(rowsOf(text)[0]?.[3], reason);
    }
  });

  test("filters the audit log by action, actor, target and time", async ({ app, admin, ana }) => {
    const count = async (query: string) => rowsOf((await admin.get(`/admin/audit?${query}`)).text).length;
    const all = await count("");
    assert.is(await count("action=SESSION_CREATED"), 2);
    assert.is(await count("actor=ana&action=SESSION_CREATED"), 1);
    assert.is(await count(`target=${ana.answer.session.id}`), 1);
    const minute = new Date(app.clock() + 60_000).toISOString().slice(0, 16);
    assert.is(await count(`from=${minute}`), 0);
    assert.is(await count(`to=${minute}`), all);
    const { text } = await admin.get(`/admin/audit?to=${minute}`);
    assert.is(valueOf(text, "to"), minute);
  });

  test("what the form of filters asks next is the moment that the address meant", async ({ app, admin }) => {
    const soon = new Date(app.clock() + SECOND_MS).toISOString().slice(0, 19);
    const inMadrid = new Date(app.clock() + SECOND_MS + HOUR_MS).toISOString().slice(0, 19);
    for (const [to, value] of [
      [`${inMadrid}%2B01:00`, soon],
      [`${inMadrid}+01:00`, soon],
      [`${inMadrid}.500%2B01:00`, `${soon}.500`],
      ["2030-01-01T01:30+02:00", "2029-12-31T23:30"],
      ["2030-01-01", "2030-01-02T00:00"],
    ]) {
      const { text } = await admin.get(`/admin/audit?to=${to}`);
      assert.is(valueOf(text, "to"), value);
      const all = rowsOf(text).length;
      const again = await admin.get(`/admin/audit?to=${value}`);
      assert.equal([valueOf(again.text, "to"), rowsOf(again.text).length], [value, all]);
      assert.ok(all > 0);
      assert.is(rowsOf((await admin.get(`/admin/audit?from=${to}`)).text).length, 0);
    }
    const { status, text } = await admin.get("/admin/audit?from=2030-02-30T00:00:00Z");
    assert.equal([status, valueOf(text, "from")], [422, "2030-02-30T00:00:00Z"]);
  });

  test("filters frontend events by session, user, type, level and text, and groups them", async ({
    app,
    admin,
    ana,
  }) => {
    await report(app, ana, { type: "error", level: "error", message: "Boom", count: 3 });
    await report(app, app.client(), { type: "error", level: "error", message: "Boom" });
    await report(app, ana, { type: "note", path: "/basket", data: { a: 1 } });
    const count = async (query: string) =>
      rowsOf((await admin.get(`/admin/frontend-events?${query}`)).text).length;
    assert.is(await count(""), 3);
    assert.is(await count(`session=${ana.answer.session.id}`), 2);
    assert.is(await count("user=ana&type=note"), 1);
    assert.is(await count("level=error"), 2);
    assert.is(await count("text=BASKET"), 1);
    assert.is(await count("text=nothing-like-it"), 0);

    const { text } = await admin.get("/admin/frontend-events?level=error");
    assert.is(getLink(text, "Grouped"), "/admin/frontend-events/groups?level=error");
    const groups = await admin.get(getLink(text, "Grouped"));
    assert.equal(
      rowsOf(groups.text).map((cells) => cells.slice(0, 5)),
      [["Boom", "Error", "error", "4", "1"]],
    );
    assert.match(groups.text, "Of all 2 events that match.");
    assert.is(getLink(groups.text, "Boom"), "/admin/frontend-events?type=error&level=error&text=Boom");
    const overview = await admin.get("/admin");
    assert.match(overview.text, "Boom");
  });

  test("shows decisions of visitors with the rates of the same time", async ({ app, admin }) => {
    await decide(app, "accept_all", ["analytics", "functional", "marketing"]);
    await decide(app, "reject_all", []);
    const { text } = await admin.get("/admin/consent");
    assert.match(textOf(text), "Acceptance 50%");
    assert.match(textOf(text), "2 answers.");
    const rejected = await admin.get("/admin/consent?action=reject_all");
    assert.is(rowsOf(rejected.text).filter((cells) => cells[1] === "Rejected all").length, 1);
    assert.not.ok(rowsOf(rejected.text).some((cells) => cells[1] === "Accepted all"));
    assert.match(
      decodeURIComponent(getLink(rejected.text, "Export CSV")),
      "/reauth?next=/sereno/api/admin/consent-decisions.csv?action=reject_all",
    );
    const later = new Date(app.clock() + 60_000).toISOString().slice(0, 16);
    assert.match((await admin.get(`/admin/consent?from=${later}`)).text, "Nobody answered in this period.");
  });

  test("sorts and filters sessions as the element does, by the same parameters", async ({ app, admin }) => {
    await insertSessions(app.database, app.clock() - 60_000, [
      { username: "zoe", last_seen_at: app.clock() - 1 },
      { username: "", device_type: "mobile", device_label: "Safari on iPhone" },
    ]);
    const read = async (query: string) => (await admin.get(`/admin/sessions?${query}`)).text;
    assert.is(rowsOf(await read("")).length, 4);
    const mobile = await read("sessions-device=mobile");
    assert.is(rowsOf(mobile).length, 1);
    assert.match(mobile, /aria-sort="descending"/);
    assert.is(
      getLink(mobile, "Last seen"),
      "/admin/sessions?sessions-device=mobile&sessions-sort=lastSeenAt&sessions-order=desc",
    );
    const started = getLink(mobile, "Started");
    assert.is(started, "/admin/sessions?sessions-device=mobile&sessions-sort=startedAt&sessions-order=asc");
    assert.match((await admin.get(started)).text, /aria-sort="ascending"/);
    assert.is(rowsOf(await read("sessions-state=ended")).length, 0);
    const today = new Date(app.clock()).toISOString().slice(0, 10);
    assert.is(rowsOf(await read(`sessions-from=${today}&sessions-to=${today}&sessions-user=ana`)).length, 1);
  });

  test("says what is wrong in an address, and leads out of it", async ({ admin }) => {
    const filter = await admin.get("/admin/frontend-events?level=loud&user=ana");
    assert.is(filter.status, 422);
    assert.match(filter.text, /<select name="level"\s+aria-invalid="true"/);
    assert.is(valueOf(filter.text, "user"), "ana");
    assert.is(getLink(filter.text, "Clear filters"), "/admin/frontend-events");
    const time = await admin.get("/admin/audit?from=yesterday");
    assert.is(time.status, 422);
    for (const cursor of ["zzz", "e30.AAAA", "x".repeat(600)]) {
      const place = await admin.get(`/admin/users?q=an&cursor=${cursor}`);
      assert.ok(place.status === 400 || place.status === 422, `${place.status}`);
      assert.is(getLink(place.text, "Begin at the first page"), "/admin/users?q=an");
    }
    const list = await admin.get("/admin/sessions?sessions-endReason=boredom");
    assert.is(list.status, 422);
    assert.is(getLink(list.text, "Clear filters"), "/admin/sessions");
  });

  test("says what an empty list will hold", async ({ admin }) => {
    const events = await admin.get("/admin/frontend-events");
    assert.match(textOf(events.text), 'Pages report when the script tag has data-log-errors="on".');
    assert.match((await admin.get("/admin/consent")).text, "Nobody has answered the banner yet.");
  });

  test("shows hostile text as text, wherever it comes from", async ({ app, admin, ana }) => {
    const { id } = ana.answer.user;
    const session = ana.answer.session.id;
    await app.database.knex(TABLES.subjects).where({ id }).update({ display_name: HOSTILE });
    await app.database.knex(TABLES.sessions).where({ id: session }).update({
      user_agent: HOSTILE,
      device_label: HOSTILE,
      city: HOSTILE,
      country: "ES",
      end_message: HOSTILE,
    });
    await app.database
      .knex(TABLES.loginAttempts)
      .where({ subject_id: id })
      .update({ user_agent: HOSTILE, reason: HOSTILE });
    const text = HOSTILE.replace("\r\n", "");
    await report(app, ana, {
      type: "error",
      level: "error",
      message: HOSTILE,
      path: `/${text}`,
      data: { [text]: [HOSTILE] },
    });
    await app.signIn("ana", {});
    await admin.post("/api/admin/sessions/end", { ids: [session], reason: HOSTILE, auditNote: HOSTILE });
    const query = new URLSearchParams({
      q: HOSTILE,
      user: HOSTILE,
      text: HOSTILE,
      actor: HOSTILE,
      "sessions-q": HOSTILE,
    });
    for (const path of [
      "/admin",
      "/admin/sessions?sessions-state=all",
      `/admin/sessions/${session}`,
      "/admin/users",
      `/admin/users/${id}`,
      `/admin/users/${id}/disable`,
      "/admin/login-attempts",
      "/admin/audit",
      "/admin/frontend-events",
      "/admin/frontend-events/groups",
      ...["users", "audit", "frontend-events", "frontend-events/groups", "sessions", "login-attempts"].map(
        (name) => `/admin/${name}?${query}`,
      ),
    ]) {
      const page = await admin.get(path);
      assert.is(page.status, 200, path);
      assert.not.match(page.text, "<img", path);
      const withoutValues = page.text.replaceAll(/"[^"]*"/g, '""');
      assert.not.match(withoutValues, /<[^>]*\sonerror/, path);
    }
    const detail = await admin.get(`/admin/sessions/${session}`);
    assert.match(detail.text, "&lt;img src=x onerror=alert(1)&gt;");
    const own = await app.signIn("ana");
    assert.not.match((await own.get("/sessions?my-sessions-state=all")).text, "<img");
  });

  test.run();
});

interface Reported {
  type: string;
  level?: string;
  message?: string;
  path?: string;
  count?: number;
  data?: Record<string, unknown>;
}

async function report(app: TestApp, client: TestClient, event: Reported): Promise<void> {
  const at = new Date(app.clock()).toISOString();
  const body = { v: 1, sent: at, events: [{ id: randomUUID(), at, ...event }] };
  const { status, text } = await client.post("/api/frontend-log", body);
  if (status !== 204) throw new Error(text);
}

async function decide(app: TestApp, action: string, granted: string[]): Promise<void> {
  const { status, text } = await app.client().send("PUT", `/api/consent/decisions/${randomUUID()}`, {
    body: {
      action,
      granted,
      policyVersion: 1,
      decidedAt: new Date(app.clock()).toISOString(),
      locale: "en",
      layout: "banner",
      source: "banner",
      secretHash: "a".repeat(64),
    },
  });
  if (status !== 201) throw new Error(text);
}
