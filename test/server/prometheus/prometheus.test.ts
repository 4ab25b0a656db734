import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS } from "../../../server/clock.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { openEvents } from "../../support/event-reader.ts";

const TOKEN = "a token of the tests";

const test = suite<{ app: TestApp }>("Prometheus metrics");

test.before.each(async (context) => {
  context.app = await startTestApp("sqlite", { env: { SERENO_METRICS_TOKEN: TOKEN } });
  await context.app.createAccount("ana");
});
test.after.each(({ app }) => app.close());

test("are there for the configured token only; for others there is nothing", async ({ app }) => {
  const scraper = app.client();
  const asked = (authorization?: string) =>
    scraper.get("/metrics", { headers: authorization === undefined ? {} : { Authorization: authorization } });
  const { status, headers } = await asked(`Bearer ${TOKEN}`);
  assert.is(status, 200);
  assert.match(headers.get("Content-Type") ?? "", "text/plain; version=0.0.4");
  for (const wrong of [undefined, "Bearer ", `Bearer ${TOKEN}x`, TOKEN, `Basic ${TOKEN}`]) {
    assert.is(problemOf(await asked(wrong)).code, "not_found", wrong);
  }
});

test("are not there at all without a configured token", async () => {
  const app = await startTestApp("sqlite");
  try {
    for (const authorization of ["Bearer ", "Bearer undefined"]) {
      const answer = await app.client().get("/metrics", { headers: { Authorization: authorization } });
      assert.is(problemOf(answer).code, "not_found");
    }
  } finally {
    await app.close();
  }
});

test("count sessions by kind and by reason of their end, and sign-ins by outcome", async ({ app }) => {
  const ana = await app.signIn("ana");
  await app.client().post("/api/auth/login", { username: "ana", password: "wrong" });
  await ana.post("/api/auth/reauth", { password: "wrong" });
  const credentials = { username: "ana", password: "correct horse battery" };
  await app.client().post("/api/auth/token", credentials);
  const before = await scrape(app);
  assert.is(before.get('sereno_sessions_started_total{kind="signed_in"}'), 1);
  assert.is(before.get('sereno_sessions_started_total{kind="bearer"}'), 1);
  assert.is(before.get('sereno_sessions_active{kind="signed_in"}'), 1);
  assert.is(before.get('sereno_sessions_active{kind="anonymous"}'), 0);
  assert.is(before.get('sereno_logins_total{outcome="succeeded"}'), 2);
  assert.is(before.get('sereno_logins_total{outcome="failed"}'), 1);

  await ana.post("/api/auth/logout");
  app.clock.advance(3 * HOUR_MS);
  const lapsed = await scrape(app);
  assert.is(lapsed.get('sereno_sessions_ended_total{reason="manual"}'), 1);
  assert.is(lapsed.get('sereno_sessions_active{kind="bearer"}'), 0, "by the clock, before a sweep");
  await app.app.services.sessions.sweep();
  assert.is((await scrape(app)).get('sereno_sessions_ended_total{reason="expired_idle"}'), 1);
});

test("count open streams while they are open", async ({ app }) => {
  const ana = await app.signIn("ana");
  const cookie = `sereno_sid=${ana.cookies.get("sereno_sid")}`;
  const events = await openEvents(`${app.base}/api/events`, { Cookie: cookie });
  await events.next("session");
  assert.is((await scrape(app)).get("sereno_event_streams_open"), 1);
  await ana.post("/api/auth/logout");
  await events.ended();
  assert.is((await scrape(app)).get("sereno_event_streams_open"), 0);
});

test("time requests by pattern, never by path, whatever is asked for", async ({ app }) => {
  const ana = await app.signIn("ana");
  await ana.get("/api/session");
  await ana.send("DELETE", "/api/sessions/ses_of_another");
  await ana.get("/api/no/such/route");
  await ana.get("/sereno.js");
  const metrics = await scrape(app);
  const counted = (labels: string) => metrics.get(`sereno_http_request_duration_seconds_count{${labels}}`);
  assert.is(counted('route="/api/session",method="GET",status="2xx"'), 1);
  assert.is(counted('route="/api/sessions/:id",method="DELETE",status="4xx"'), 1);
  assert.is(counted('route="other",method="GET",status="4xx"'), 1);
  assert.is(counted('route="other",method="GET",status="2xx"'), 1);
  assert.is(
    [...metrics.keys()].some((line) => line.includes("ses_of_another") || line.includes("no/such")),
    false,
  );
});

test("tell of the process and of the lag of its event loop", async ({ app }) => {
  const metrics = await scrape(app);
  for (const name of ["process_cpu_seconds_total", "nodejs_eventloop_lag_p99_seconds"]) {
    assert.type(metrics.get(name), "number", name);
  }
});

test.run();

/** Values by name and labels. */
async function scrape(app: TestApp): Promise<Map<string, number>> {
  const { text } = await app.client().get("/metrics", { headers: { Authorization: `Bearer ${TOKEN}` } });
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [
      line.slice(0, line.lastIndexOf(" ")),
      Number(line.slice(line.lastIndexOf(" ") + 1)),
    ]),
  );
}
