import { randomUUID } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { MINUTE_MS } from "../../../server/clock.ts";
import type { ConsentAction, LoginAnswer, MetricsAnswer } from "../../../server/contract/index.ts";
import { type AuditRow, type SessionRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { type Answer, problemOf, type RequestOptions } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

/** A browser, or an app that keeps its token itself. */
interface Device {
  post<Body = unknown>(path: string, body?: unknown): Promise<Answer<Body>>;
  get<Body = unknown>(path: string): Promise<Answer<Body>>;
  send<Body = unknown>(method: string, path: string, options?: RequestOptions): Promise<Answer<Body>>;
  answerConsent(action: ConsentAction, granted: string[]): Promise<void>;
}

interface Devices {
  anaLaptop: Device;
  anaPhone: Device;
  luisDesktop: Device;
  luisApp: Device;
  adminDesktop: Device;
}

const USER_AGENTS = {
  linux: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  android: "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
  windows: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
  mac: "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:140.0) Gecko/20100101 Firefox/140.0",
} as const;

const NEW_PASSWORD = "an entirely different phrase";

/** What is left after two hours: who, where, from and until which minute, why, requests, paths. */
const HISTORY = [
  ["ana", "signed_in", "Firefox on Linux", 0, 90, "manual", 5, []],
  [null, "anonymous", "Firefox on Android phone", 1, 5, "replaced", 2, ["/minutes"]],
  ["ana", "signed_in", "Firefox on Android phone", 5, 60, "revoked_by_user", 2, []],
  ["luis", "signed_in", "Firefox on Windows", 12, 40, "forced", 0, []],
  ["luis", "bearer", "Firefox on Android phone", 15, 80, "password_change", 1, []],
  ["admin", "signed_in", "Firefox on macOS", 30, 85, "expired_idle", 1, []],
  ["luis", "signed_in", "Firefox on Windows", 70, null, null, 1, []],
  ["admin", "signed_in", "Firefox on macOS", 120, null, null, 0, []],
];

/** Minute, action, who did it. */
const RECORD = [
  [0, "ACCOUNT_CREATED", "operator"],
  [0, "ACCOUNT_CREATED", "operator"],
  [0, "ACCOUNT_CREATED", "operator"],
  [0, "LOGIN_SUCCEEDED", "ana"],
  [0, "SESSION_CREATED", "ana"],
  [1, "COOKIE_ACCEPTED", null],
  [1, "SESSION_CREATED", null],
  [5, "LOGIN_SUCCEEDED", "ana"],
  [5, "SESSION_ENDED", "system"],
  [5, "SESSION_CREATED", "ana"],
  [10, "LOGIN_FAILED", "luis"],
  [11, "LOGIN_FAILED", "luis"],
  [12, "LOGIN_SUCCEEDED", "luis"],
  [12, "SESSION_CREATED", "luis"],
  [15, "LOGIN_SUCCEEDED", "luis"],
  [15, "SESSION_CREATED", "luis"],
  [20, "COOKIE_WITHDRAWN", null],
  [30, "LOGIN_SUCCEEDED", "admin"],
  [30, "SESSION_CREATED", "admin"],
  [40, "SESSION_FORCE_CLOSE", "admin"],
  [60, "REAUTHENTICATED", "ana"],
  [60, "SESSION_ENDED", "ana"],
  [70, "LOGIN_SUCCEEDED", "luis"],
  [70, "SESSION_CREATED", "luis"],
  [80, "PASSWORD_CHANGED", "luis"],
  [80, "SESSION_ENDED", "luis"],
  [80, "REAUTHENTICATED", "luis"],
  [85, "SESSION_TIMEOUT", "system"],
  [90, "LOGOUT", "ana"],
  [120, "LOGIN_SUCCEEDED", "admin"],
  [120, "SESSION_CREATED", "admin"],
];

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`two hours of three people on five devices, ${dialect}`);

  test.before(async (context) => {
    context.app = await startTestApp(dialect, { env: { SERENO_SESSION_IDLE_MINUTES: "45" } });
  });
  test.after(({ app }) => app.close());

  test("are lived as they are scripted", async ({ app }) => {
    await app.createAccount("ana");
    await app.createAccount("luis");
    await app.createAccount("admin", ["superuser"]);
    const start = app.clock();
    const devices: Devices = {
      anaLaptop: createDevice(app, USER_AGENTS.linux),
      anaPhone: createDevice(app, USER_AGENTS.android),
      luisDesktop: createDevice(app, USER_AGENTS.windows),
      luisApp: createDevice(app, USER_AGENTS.android),
      adminDesktop: createDevice(app, USER_AGENTS.mac),
    };
    const { sessions } = app.app.services;
    // What the server does every few seconds, by a clock that stands still in between.
    const at = async (minute: number) => {
      await sessions.flushActivity();
      app.clock.advance(start + minute * MINUTE_MS - app.clock());
      await sessions.sweep();
    };
    await liveFirstHour(devices, at);
    await liveSecondHour(devices, at);
    await sessions.flushActivity();
  });

  test("leave exactly the expected history", async ({ app }) => {
    const rows: (SessionRow & { username: string | null })[] = await app.database
      .knex({ s: TABLES.sessions })
      .leftJoin({ u: TABLES.subjects }, "u.id", "s.subject_id")
      .select("s.*", "u.username as username")
      .orderBy("s.created_at");
    const start = rows[0]?.created_at ?? 0;
    const minute = (time: number | null) => time && (time - start) / MINUTE_MS;
    const paths = (text: string) => JSON.parse(text).map((visit: { path: string }) => visit.path);
    assert.equal(
      rows.map((row) => [
        row.username,
        row.kind,
        row.device_label,
        minute(row.created_at),
        minute(row.ended_at),
        row.end_reason,
        row.request_count,
        paths(row.path_history),
      ]),
      HISTORY,
    );
    const forced = rows.find(({ end_reason }) => end_reason === "forced");
    assert.is(forced?.end_message, "Shared computer");
  });

  test("leave exactly the expected audit log, whose chain verifies", async ({ app }) => {
    const rows: AuditRow[] = await app.database.knex(TABLES.auditLog).orderBy("seq");
    assert.equal(await describe(app, rows), RECORD);
    const { fault, rows: verified } = await app.app.services.audit.verify();
    assert.is(fault, null);
    assert.is(verified, RECORD.length);
  });

  test("leave the same lines, and no secret, in sessions.log", async ({ app }) => {
    const lines = await app.readSessionLog();
    assert.equal(
      lines.map(({ event }) => event),
      RECORD.map(([, action]) => action),
    );
    assert.not.match(JSON.stringify(lines), new RegExp(`${TEST_PASSWORD}|${NEW_PASSWORD}|Bearer`));
  });

  test("leave exactly the expected metrics", async ({ app }) => {
    const admin = await app.signIn("admin");
    await admin.post("/api/auth/logout");
    const again = await app.signIn("admin");
    const { body } = await again.get<MetricsAnswer>("/api/admin/metrics?window=24h");
    assert.equal(body.active, { total: 3, signedIn: 3, anonymous: 0 });
    assert.equal(body.endsByReason, {
      manual: 2,
      replaced: 1,
      revoked_by_user: 1,
      forced: 1,
      password_change: 1,
      expired_idle: 1,
    });
    assert.equal(body.logins, { succeeded: 9, failed: 2, successRate: 9 / 11 });
    assert.is(body.expiredLastHour, 1);
    // 90, 4, 55, 28, 65, 55 and 0 minutes.
    assert.is(body.averageDurationSeconds, Math.round((297 * 60) / 7));
    assert.equal(body.consent, { accepted: 1, rejected: 0, chosen: 0, withdrawn: 1 });
    assert.is(
      body.series.reduce((sum, { started }) => sum + started, 0),
      10,
    );
  });

  test.run();
});

async function liveFirstHour(devices: Devices, at: (minute: number) => Promise<void>): Promise<void> {
  const { anaLaptop, anaPhone, luisDesktop, luisApp, adminDesktop } = devices;
  await logIn(anaLaptop, "ana");
  await at(1);
  await anaPhone.answerConsent("accept_all", ["functional", "analytics", "marketing"]);
  await view(anaPhone, "/minutes");
  await at(5);
  await logIn(anaPhone, "ana");
  await view(anaPhone, "/members");
  for (const minute of [10, 11]) {
    await at(minute);
    const wrong = await luisDesktop.post("/api/auth/login", { username: "luis", password: "mistyped" });
    assert.is(problemOf(wrong).code, "invalid_credentials");
  }
  await at(12);
  await logIn(luisDesktop, "luis");
  await at(15);
  await logIn(luisApp, "luis", "/api/auth/token");
  await at(20);
  await view(anaLaptop, "/private");
  await anaPhone.answerConsent("withdraw", []);
  await at(30);
  await logIn(adminDesktop, "admin");
  await at(40);
  const list = await adminDesktop.get<{ items: { id: string; user: { username: string }; kind: string }[] }>(
    "/api/admin/sessions?state=active",
  );
  const ids = list.body.items
    .filter(({ user, kind }) => user?.username === "luis" && kind === "signed_in")
    .map(({ id }) => id);
  const end = await adminDesktop.post("/api/admin/sessions/end", { ids, reason: "Shared computer" });
  assert.is(end.status, 200);
  assert.is(problemOf(await luisDesktop.get("/api/session")).endMessage, "Shared computer");
  await at(50);
  await view(luisApp, "/screen");
}

async function liveSecondHour(devices: Devices, at: (minute: number) => Promise<void>): Promise<void> {
  const { anaLaptop, anaPhone, luisDesktop, luisApp, adminDesktop } = devices;
  await at(60);
  const own = await anaLaptop.get<{ items: { id: string; current: boolean }[] }>("/api/sessions");
  const phone = own.body.items.find(({ current }) => !current)?.id;
  const early = await anaLaptop.send("DELETE", `/api/sessions/${phone}`);
  assert.is(problemOf(early).code, "reauth_required");
  assert.is((await anaLaptop.post("/api/auth/reauth", { password: TEST_PASSWORD })).status, 200);
  assert.is((await anaLaptop.send("DELETE", `/api/sessions/${phone}`)).status, 204);
  assert.is(problemOf(await anaPhone.get("/api/session")).endReason, "revoked_by_user");
  await at(70);
  await logIn(luisDesktop, "luis");
  await at(80);
  const change = { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD };
  assert.is((await luisDesktop.post("/api/auth/password", change)).status, 200);
  assert.is(problemOf(await luisApp.get("/api/auth/verify")).endReason, "password_change");
  await at(86);
  assert.is(problemOf(await adminDesktop.get("/api/admin/sessions")).endReason, "expired_idle");
  await at(90);
  assert.is((await anaLaptop.post("/api/auth/logout")).status, 200);
  await at(120);
  await logIn(adminDesktop, "admin");
}

async function logIn(device: Device, username: string, path = "/api/auth/login"): Promise<void> {
  const answer = await device.post<LoginAnswer>(path, { username, password: TEST_PASSWORD });
  assert.is(answer.status, 200, answer.text);
}

async function view(device: Device, path: string): Promise<void> {
  assert.is((await device.post("/api/session/page-view", { path })).status, 200);
}

function createDevice(app: TestApp, userAgent: string): Device {
  const client = app.client();
  let token: string | undefined;

  async function send<Body>(
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const headers = { "User-Agent": userAgent, ...(token && { Authorization: `Bearer ${token}` }) };
    const answer = await client.send<Body>(method, path, { ...options, headers });
    if (path === "/api/auth/token") token = (answer.body as { token: string }).token;
    return answer;
  }

  return {
    send,
    get: (path) => send("GET", path),
    post: (path, body = {}) => send("POST", path, { body }),
    async answerConsent(action, granted) {
      const id = randomUUID();
      const t = String(app.clock());
      client.cookies.set(
        "sereno_consent",
        new URLSearchParams({ v: "1", p: "1", id, t, g: granted.join(" ") }).toString(),
      );
      const decidedAt = new Date(app.clock()).toISOString();
      const shown = { policyVersion: 1, locale: "en", layout: "banner", source: "banner" };
      const body = { action, granted, decidedAt, ...shown, secretHash: "a".repeat(64) };
      const answer = await send("PUT", `/api/consent/decisions/${id}`, { body });
      assert.is(answer.status, 201, answer.text);
    },
  };
}

/** Minute, action and actor of each row, people by their names. */
async function describe(app: TestApp, rows: AuditRow[]): Promise<unknown[]> {
  const subjects: { id: string; username: string }[] = await app.database.knex(TABLES.subjects);
  const names = new Map(subjects.map(({ id, username }) => [id, username]));
  const start = rows[0]?.at ?? 0;
  return rows.map(({ at, action, actor }) => [
    (at - start) / MINUTE_MS,
    action,
    actor && (names.get(actor) ?? actor),
  ]);
}
