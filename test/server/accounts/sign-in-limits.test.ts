import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { PasswordHasher } from "../../../server/accounts/password-hasher.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp, testHasher } from "../../support/app.ts";
import { type Answer, problemOf, type TestClient } from "../../support/client.ts";
import { createTestDatabase, forEachDatabase } from "../../support/database.ts";

interface Context {
  app: TestApp;
  hasher: CountingHasher;
}

/** Does the real work, and says how often. */
interface CountingHasher extends PasswordHasher {
  verified: boolean[];
}

const ALLOWED = 10;

forEachDatabase((dialect) => {
  const test = suite<Context>(`limits of sign-in on ${dialect}`);

  test.before.each(async (context) => {
    context.hasher = countingHasher();
    context.app = await startTestApp(dialect, { hasher: context.hasher });
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("does the same work for a wrong password, a name of nobody and a disabled account", async ({
    app,
    hasher,
  }) => {
    const { id } = await app.createAccount("luis");
    await app.app.services.accounts.disable(id);
    const answers = [];
    for (const [username, password] of [
      ["ana", "wrong"],
      ["nobody", "wrong"],
      ["luis", TEST_PASSWORD],
    ] as const) {
      hasher.verified = [];
      const before = await countRows(app);
      const answer = await app.client().post("/api/auth/login", { username, password });
      assert.is(hasher.verified.length, 1, username);
      assert.is((await countRows(app)) - before, 1, username);
      const { requestId: _, ...problem } = problemOf(answer);
      answers.push(problem);
    }
    assert.equal(answers[1], answers[0]);
    assert.equal(answers[2], answers[0]);
  });

  test("a name of nobody is throttled like an account, and neither costs a hash then", async ({
    app,
    hasher,
  }) => {
    for (const username of ["ana", "nobody"]) {
      await fail(app.client(), username, ALLOWED);
      hasher.verified = [];
      const answer = await app.client().post("/api/auth/login", { username, password: "x" });
      assert.is(problemOf(answer).code, "rate_limited", username);
      assert.equal(hasher.verified, [], username);
    }
  });

  test("many guesses at once get no more tries than one after the other", async ({ app, hasher }) => {
    const guesses = Array.from({ length: 30 }, (_, index) =>
      app.client().post("/api/auth/login", { username: "ana", password: `guess ${index}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    assert.is(statuses.filter((status) => status === 401).length, ALLOWED);
    assert.is(statuses.filter((status) => status === 429).length, 30 - ALLOWED);
    assert.is(hasher.verified.length, ALLOWED);
  });

  test("failures alone are counted: many good sign-ins at once all succeed", async ({ app }) => {
    const statuses = await Promise.all(
      Array.from({ length: 25 }, async () => (await logIn(app.client(), TEST_PASSWORD)).status),
    );
    assert.ok(statuses.every((status) => status === 200));
  });

  test("a hundred failures from one address stop it for every account", async ({ app }) => {
    for (let account = 0; account < 10; account++) await fail(app.client(), `name-${account}`, ALLOWED);
    const answer = await logIn(app.client(), TEST_PASSWORD);
    assert.is(problemOf(answer).code, "rate_limited");
    const seconds = Number(answer.headers.get("Retry-After"));
    assert.ok(seconds > 0 && seconds <= 900);
  });

  test("a device that has signed in before is not locked out by others' failures, but by its own", async ({
    app,
  }) => {
    const known = await app.signIn("ana");
    await known.post("/api/auth/logout");
    await fail(app.client(), "ana", ALLOWED);
    assert.is(problemOf(await logIn(app.client(), TEST_PASSWORD)).code, "rate_limited");
    assert.is((await logIn(known, TEST_PASSWORD)).status, 200);
    await fail(known, "ana", ALLOWED);
    assert.is(problemOf(await logIn(known, TEST_PASSWORD)).code, "rate_limited");
  });

  test("a device that has signed in before is not locked out by failures from its own address", async ({
    app,
  }) => {
    const known = await app.signIn("ana");
    await known.post("/api/auth/logout");
    for (let account = 0; account < 10; account++) await fail(app.client(), `name-${account}`, ALLOWED);
    assert.is(problemOf(await logIn(app.client(), TEST_PASSWORD)).code, "rate_limited");
    assert.is((await logIn(known, TEST_PASSWORD)).status, 200);
  });

  test("an attempt that the server could not check is not counted", async ({ app, hasher }) => {
    const { verify } = hasher;
    hasher.verify = () => Promise.reject(new Error("the test breaks the check"));
    for (let index = 0; index < ALLOWED; index++) {
      assert.is((await logIn(app.client(), TEST_PASSWORD)).status, 500);
    }
    hasher.verify = verify;
    assert.is((await logIn(app.client(), TEST_PASSWORD)).status, 200);
  });

  test("a device cookie helps with the accounts that have signed in on it, and only as we signed it", async ({
    app,
  }) => {
    await app.createAccount("luis");
    const luis = await app.signIn("luis");
    await luis.post("/api/auth/logout");
    await fail(app.client(), "ana", ALLOWED);
    assert.is(problemOf(await logIn(luis, TEST_PASSWORD)).code, "rate_limited");

    const ana = await app.database.knex(TABLES.subjects).where({ username: "ana" }).first();
    const row = { id: "dev_forged", subject_id: ana.id, first_seen_at: 0, last_seen_at: 0 };
    await app.database.knex(TABLES.devices).insert(row);
    const forger = app.client();
    const signature = luis.cookies.get("sereno_device")?.split(".")[1];
    forger.cookies.set("sereno_device", `dev_forged.${signature}`);
    assert.is(problemOf(await logIn(forger, TEST_PASSWORD)).code, "rate_limited");
  });

  test("the device cookie is for the server alone, says nothing of the person, and goes with the account", async ({
    app,
  }) => {
    const client = app.client();
    const { headers } = await logIn(client, TEST_PASSWORD);
    const cookie = headers.getSetCookie().find((line) => line.startsWith("sereno_device=")) ?? "";
    assert.match(cookie, /path=\/; expires=.*; samesite=lax; httponly/i);
    const [device] = await app.database.knex(TABLES.devices);
    const [session] = await app.database.knex(TABLES.sessions);
    assert.is(session.device_id, device.id);
    const again = await logIn(client, TEST_PASSWORD);
    assert.is(again.status, 200);
    assert.is((await app.database.knex(TABLES.devices)).length, 1);
    await app.app.services.accounts.delete(device.subject_id);
    assert.equal(await app.database.knex(TABLES.devices), []);
  });

  test("confirming a password is throttled and recorded, and is no sign-in", async ({ app }) => {
    const ana = await app.signIn("ana");
    assert.is((await ana.post("/api/auth/reauth", { password: TEST_PASSWORD })).status, 200);
    for (let index = 0; index < ALLOWED; index++) {
      assert.is((await ana.post("/api/auth/reauth", { password: "wrong" })).status, 401);
    }
    assert.is(
      problemOf(await ana.post("/api/auth/reauth", { password: TEST_PASSWORD })).code,
      "rate_limited",
    );
    const attempts = await app.database.knex(TABLES.loginAttempts).select("purpose", "outcome");
    const of = (purpose: string, outcome: string) =>
      attempts.filter((attempt) => attempt.purpose === purpose && attempt.outcome === outcome).length;
    assert.equal([of("sign_in", "succeeded"), of("sign_in", "failed")], [1, 0]);
    assert.equal([of("confirmation", "succeeded"), of("confirmation", "failed")], [1, ALLOWED]);
    const audit = await app.database.knex(TABLES.auditLog).where({ action: "LOGIN_SUCCEEDED" });
    assert.is(audit.length, 1);
    assert.is((await logIn(app.client(), TEST_PASSWORD)).status, 200, "failed confirmations bar no sign-in");
  });

  test.run();
});

const nodes = suite("limits of sign-in on two nodes");

nodes("on PostgreSQL the failures of all nodes count together", async () => {
  const { url, drop } = await createTestDatabase("postgresql");
  const one = await startTestApp("postgresql", { databaseUrl: url });
  const other = await startTestApp("postgresql", { databaseUrl: url });
  try {
    await one.createAccount("ana");
    await fail(one.client(), "ana", ALLOWED / 2);
    await fail(other.client(), "ana", ALLOWED / 2);
    for (const node of [one, other]) {
      assert.is(problemOf(await logIn(node.client(), TEST_PASSWORD)).code, "rate_limited");
    }
  } finally {
    await one.close();
    await other.close();
    await drop();
  }
});

nodes.run();

function countingHasher(): CountingHasher {
  const counting: CountingHasher = {
    verified: [],
    hash: testHasher.hash,
    async verify(hash, password) {
      const matches = await testHasher.verify(hash, password);
      counting.verified.push(matches);
      return matches;
    },
  };
  return counting;
}

function logIn(client: TestClient, password: string, username = "ana"): Promise<Answer<unknown>> {
  return client.post("/api/auth/login", { username, password });
}

async function fail(client: TestClient, username: string, times: number): Promise<void> {
  for (let index = 0; index < times; index++) {
    assert.is((await logIn(client, "wrong", username)).status, 401, `${username}, failure ${index + 1}`);
  }
}

async function countRows(app: TestApp): Promise<number> {
  return (await app.database.knex(TABLES.loginAttempts)).length;
}
