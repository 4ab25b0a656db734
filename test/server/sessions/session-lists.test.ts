import * as assert from "uvu/assert";
import { suite } from "uvu";
import { HOUR_MS, SECOND_MS } from "../../../server/clock.ts";
import type { Page, SessionResource } from "../../../server/contract/index.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { insertSessions } from "../../support/session-rows.ts";

const LIST = "/api/admin/sessions";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient }>(`session lists on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("admin", ["superuser"]);
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("sorts by start, last activity and user, either way", async ({ app, admin }) => {
    const now = app.clock();
    await insertSessions(app.database, now - HOUR_MS, [
      { id: "ses_a", username: "carla", created_at: now - 3_000, last_seen_at: now - 10 },
      { id: "ses_b", username: "Ñandu".toLowerCase(), created_at: now - 1_000, last_seen_at: now - 900 },
      { id: "ses_c", username: "ana", created_at: now - 2_000, last_seen_at: now - 20, ended_at: now - 5 },
    ]);
    const order = async (query: string) =>
      (await ids(admin, `${LIST}?${query}`)).filter((id) => id !== admin.answer.session.id).join(" ");
    assert.is(await order(""), "ses_b ses_c ses_a");
    assert.is(await order("sort=startedAt&order=asc"), "ses_a ses_c ses_b");
    assert.is(await order("sort=lastSeenAt"), "ses_a ses_c ses_b");
    assert.is(await order("sort=lastSeenAt&order=asc"), "ses_b ses_c ses_a");
    assert.is(await order("sort=user"), "ses_c ses_a ses_b");
    assert.is(await order("sort=user&order=desc"), "ses_b ses_a ses_c");
  });

  test("finds by each filter, and by all of them together", async ({ app, admin }) => {
    const now = app.clock();
    const ana = await app.createAccount("ana");
    const match = {
      id: "ses_match",
      subject_id: ana.id,
      username: "ana",
      ip_last: "203.0.113.9",
      country: "ES",
      device_type: "mobile",
      device_label: "Safari on iPhone",
      created_at: now - 2 * HOUR_MS,
      ended_at: now - HOUR_MS,
      end_reason: "forced",
    } as const;
    await insertSessions(app.database, now - 5 * HOUR_MS, [match, { id: "ses_other" }]);
    const from = new Date(now - 3 * HOUR_MS).toISOString();
    const to = new Date(now - HOUR_MS).toISOString();
    const filters = [
      "user=ANA",
      `user=${ana.id}`,
      "ip=203.0.113.9",
      "country=es",
      "device=mobile",
      "device=Safari+on+iPhone",
      "endReason=forced",
      `from=${from}&to=${to}`,
      "q=An",
      "q=203.0.1",
      "q=ses_mat",
    ];
    for (const filter of [...filters, filters.slice(1, 5).join("&") + "&q=ana&sort=user"]) {
      assert.equal(await ids(admin, `${LIST}?${filter}`), ["ses_match"], filter);
      assert.equal(await ids(admin, `${LIST}?${filter}&state=active`), [], filter);
    }
    for (const nothing of ["user=nobody", "q=na", "ip=203.0.113.90", "country=FR", "endReason=manual"]) {
      const { body } = await admin.get<Page<SessionResource>>(`${LIST}?${nothing}`);
      assert.equal(body, { items: [], nextCursor: null, total: 0 }, nothing);
    }
  });

  test("what has passed a deadline is ended for every filter and sort, though nobody recorded it", async ({
    app,
    admin,
  }) => {
    const now = app.clock();
    await insertSessions(app.database, now - 3 * HOUR_MS, [
      { id: "ses_idle", idle_expires_at: now },
      { id: "ses_absolute", idle_expires_at: now + 1, absolute_expires_at: now },
      { id: "ses_open", idle_expires_at: now + 1 },
    ]);
    for (const sort of ["startedAt", "lastSeenAt", "user"]) {
      const active = await ids(admin, `${LIST}?state=active&sort=${sort}`);
      assert.equal(active.toSorted(), ["ses_open", admin.answer.session.id].toSorted());
      const ended = await admin.get<Page<SessionResource>>(`${LIST}?state=ended&sort=${sort}`);
      assert.is(ended.body.total, 2);
      assert.ok(ended.body.items.every(({ status }) => status === "ended"));
    }
    assert.equal(await ids(admin, `${LIST}?endReason=expired_idle`), ["ses_idle"]);
    assert.equal(await ids(admin, `${LIST}?endReason=expired_absolute`), ["ses_absolute"]);
    const { body } = await admin.get<Page<SessionResource>>(`${LIST}?state=active`);
    assert.is(body.total, 2);
  });

  test("pages without a gap or a double in every sort, also where all values are the same", async ({
    app,
    admin,
  }) => {
    const now = app.clock();
    const same = Array.from({ length: 40 }, (_, index) => ({
      username: index % 2 ? "ana" : "luis",
      ...(index % 3 === 0 && { ended_at: now, end_reason: "manual" as const }),
    }));
    await insertSessions(app.database, now - HOUR_MS, same);
    for (const sort of ["startedAt", "lastSeenAt", "user"]) {
      for (const order of ["asc", "desc"]) {
        const seen = await walk(admin, `${LIST}?sort=${sort}&order=${order}&limit=7`);
        assert.is(seen.length, 41, `${sort} ${order}`);
        assert.is(new Set(seen).size, 41, `${sort} ${order}`);
      }
    }
  });

  test("goes on where a search has stopped looking, until everything that matches was found", async ({
    app,
    admin,
  }) => {
    const now = app.clock();
    const frequent = Array.from({ length: 10_400 }, (_, index) => ({
      created_at: now - index,
      country: index % 2 ? "ES" : "FR",
      device_type: index % 2 ? ("mobile" as const) : ("desktop" as const),
      ended_at: now,
    }));
    await insertSessions(app.database, now, frequent);
    await insertSessions(app.database, now - HOUR_MS, [
      { id: "ses_needle", country: "ES", device_type: "desktop", ended_at: now },
    ]);
    const query = `${LIST}?country=ES&device=desktop&limit=10`;
    const first = await admin.get<Page<SessionResource>>(query);
    assert.equal(first.body.items, []);
    assert.ok(first.body.nextCursor);
    assert.is(first.body.totalIsCapped, true);
    assert.equal(await walk(admin, query), ["ses_needle"]);
    const all = await admin.get<Page<SessionResource>>(LIST);
    assert.is(all.body.total, 10_000);
    assert.is(all.body.totalIsCapped, true);
  });

  test("a cursor with another sort, order, filter or list, or a forged one, is 400", async ({
    app,
    admin,
  }) => {
    await insertSessions(app.database, app.clock(), [{}, {}, {}]);
    const { body } = await admin.get<Page<SessionResource>>(`${LIST}?limit=1&state=active`);
    const cursor = `cursor=${encodeURIComponent(body.nextCursor ?? "")}`;
    assert.is((await admin.get(`${LIST}?limit=2&state=active&${cursor}`)).status, 200);
    for (const other of [
      "state=all",
      "state=active&sort=user",
      "state=active&order=asc",
      "state=active&q=a",
    ]) {
      assert.is(problemOf(await admin.get(`${LIST}?${other}&${cursor}`)).status, 400, other);
    }
    assert.is(problemOf(await admin.get(`/api/sessions?state=active&${cursor}`)).status, 400);
    assert.is(problemOf(await admin.get(`/api/admin/users?${cursor}`)).status, 400);
    assert.is(problemOf(await admin.get(`${LIST}?state=active&cursor=e30.x`)).status, 400);
  });

  test("refuses wrong filters with 422 that names them", async ({ admin }) => {
    for (const wrong of [
      "sort=age",
      "order=up",
      "from=yesterday",
      "country=Spain",
      "endReason=bored",
      "limit=101",
    ]) {
      const problem = problemOf(await admin.get(`${LIST}?${wrong}`));
      assert.is(problem.status, 422, wrong);
      assert.is(problem.errors?.[0]?.path, wrong.split("=")[0]);
    }
  });

  test("a person's history for superusers, page by page", async ({ app, admin }) => {
    const account = await app.createAccount("ana");
    for (let index = 0; index < 3; index++) {
      const ana = await app.signIn("ana");
      await ana.post("/api/auth/logout");
      app.clock.advance(SECOND_MS);
    }
    const ana = await app.signIn("ana");
    const path = `/api/admin/users/${account.id}/sessions`;
    assert.is((await walk(admin, `${path}?limit=2`)).length, 4);
    assert.is((await ids(admin, `${path}?state=ended`)).length, 3);
    assert.is(problemOf(await ana.get(path)).code, "forbidden");
    const own = await walk(ana, "/api/sessions?state=all&limit=3");
    assert.equal(own, await walk(admin, path));
  });

  test("a username that changes is sorted and found by its new name", async ({ app, admin }) => {
    const { id } = await app.createAccount("ana");
    await app.signIn("ana");
    await app.database.knex("sereno_subjects").where({ id }).update({ username: "zoe" });
    assert.equal(await ids(admin, `${LIST}?q=ana`), []);
    assert.is((await ids(admin, `${LIST}?q=zoe`)).length, 1);
  });

  test.run();
});

async function ids(client: SignedInClient, path: string): Promise<string[]> {
  const { status, body, text } = await client.get<Page<SessionResource>>(path);
  assert.is(status, 200, text);
  return body.items.map(({ id }) => id);
}

async function walk(client: SignedInClient, path: string): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Page<SessionResource> = await readPage(client, path, cursor);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return seen;
}

async function readPage(
  client: SignedInClient,
  path: string,
  cursor: string,
): Promise<Page<SessionResource>> {
  const separator = path.includes("?") ? "&" : "?";
  const more = cursor === "" ? "" : `${separator}cursor=${encodeURIComponent(cursor)}`;
  const { body, status, text } = await client.get<Page<SessionResource>>(path + more);
  assert.is(status, 200, text);
  return body;
}
