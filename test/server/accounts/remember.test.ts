import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DAY_MS, HOUR_MS } from "../../../server/clock.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import type { Answer } from "../../support/client.ts";

const NAMES = ["sereno_sid", "sereno_csrf", "sereno_hint"];

const test = suite<{ app: TestApp }>("stay signed in");

test.before.each(async (context) => {
  context.app = await startTestApp("sqlite");
  await context.app.createAccount("ana");
});
test.after.each(({ app }) => app.close());

test("without it every cookie of the session goes when the browser closes", async ({ app }) => {
  const client = app.client();
  const signIn = await client.post("/api/auth/login", { username: "ana", password: TEST_PASSWORD });
  assert.equal(Object.values(expiries(signIn)), [undefined, undefined, undefined]);
  assert.equal(Object.values(expiries(await client.get("/api/session"))), [undefined, undefined]);
});

test("with it they stay for 30 days, or what is left of them when they are set again", async ({ app }) => {
  const client = app.client();
  const body = { username: "ana", password: TEST_PASSWORD, remember: true };
  const signIn = expiries(await client.post("/api/auth/login", body));
  assert.equal(Object.keys(signIn).toSorted(), NAMES.toSorted());
  for (const expiry of Object.values(signIn)) assert.is(daysFromNow(expiry), 30);

  app.clock.advance(HOUR_MS);
  await client.post("/api/session/extend");
  app.clock.advance(HOUR_MS);
  const renewed = expiries(await client.post("/api/auth/reauth", { password: TEST_PASSWORD }));
  assert.equal(Object.keys(renewed).toSorted(), NAMES.toSorted());
  for (const expiry of Object.values(renewed)) assert.is(hoursFromNow(expiry), 30 * 24 - 2);
  const read = expiries(await client.get("/api/session"));
  assert.equal(Object.keys(read).toSorted(), ["sereno_csrf", "sereno_hint"]);
  for (const expiry of Object.values(read)) assert.is(hoursFromNow(expiry), 30 * 24 - 2);
});

test.run();

/** When the session's cookies that an answer sets go; undefined with the browser. */
function expiries({ headers }: Answer<unknown>): Record<string, string | undefined> {
  const lines = headers.getSetCookie().map((line) => [line.split("=")[0] ?? "", line] as const);
  return Object.fromEntries(
    lines
      .filter(([name]) => NAMES.includes(name))
      .map(([name, line]) => [name, /expires=([^;]+)/i.exec(line)?.[1]]),
  );
}

/** Cookies are dated by the clock of the machine, sessions by that of the test. */
function daysFromNow(expiry: string | undefined): number {
  return Math.round((Date.parse(expiry ?? "") - Date.now()) / DAY_MS);
}

function hoursFromNow(expiry: string | undefined): number {
  return Math.round((Date.parse(expiry ?? "") - Date.now()) / HOUR_MS);
}
