import { randomBytes } from "node:crypto";
import type { RevocationsAnswer } from "../../server/contract/index.ts";
import type { Dialect } from "../../server/database/dialect.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../support/app.ts";
import { createTestDatabase } from "../support/database.ts";
import { createHostBackEnd, HOST_KEYS, signInThroughHost } from "../support/host-back-end.ts";
import { startReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";
import { type Bench, type BenchRow, median, percentile } from "./bench.ts";

interface Site {
  app: TestApp;
  admin: SignedInClient;
  receiver: WebhookReceiver;
}

const ENDS = 200;
const BURST = 500;
/** Seconds that a call of the feed waits. */
const WAIT = 25;

/** How soon a host hears that a superuser has ended a session of its own: from the request to the host's ear. */
export const hostNews: Bench = {
  title: `Forced end → host told: ${ENDS} ends one after the other, then ${BURST} at once, ms`,
  async run(progress) {
    const rows: BenchRow[] = [];
    for (const dialect of ["sqlite", "postgresql"] as const) {
      progress(dialect);
      rows.push(await withSite(dialect, measureWebhook));
      rows.push(await withSite(dialect, measureFeedAlone));
      rows.push(await withSite(dialect, measureBurst));
    }
    return rows;
  },
};

async function measureWebhook(site: Site, dialect: Dialect): Promise<BenchRow> {
  const times = await endOneByOne(site, (told) => site.receiver.until(told));
  return { name: `${dialect}, webhook`, figures: { ...describe(times), "bar of p99": "≤ 100" } };
}

/** The receiver takes calls and never answers, as behind a firewall that swallows them. */
async function measureFeedAlone(site: Site, dialect: Dialect): Promise<BenchRow> {
  site.receiver.react(() => undefined);
  const host = createHostBackEnd(site.app);
  let cursor = "0";
  let next = host.get<RevocationsAnswer>(`/revocations?since=0&wait=${WAIT}`);
  const times = await endOneByOne(site, async () => {
    ({ cursor } = (await next).body);
    next = host.get<RevocationsAnswer>(`/revocations?since=${cursor}&wait=${WAIT}`);
  });
  site.app.app.hangUp();
  await next;
  return {
    name: `${dialect}, feed, webhooks blocked`,
    figures: { ...describe(times), "bar of p99": "≤ 2,000" },
  };
}

async function measureBurst(site: Site, dialect: Dialect): Promise<BenchRow> {
  for (let person = 0; person < BURST; person++) await signInThroughHost(site.app, "ana", `alias-${person}`);
  const startedAt = performance.now();
  const times: number[] = [];
  site.receiver.react((response) => {
    times.push(performance.now() - startedAt);
    response.writeHead(204).end();
  });
  await site.admin.post("/api/admin/sessions/end", { filter: { user: "ana" }, reason: "Maintenance" });
  await site.receiver.until(BURST);
  return { name: `${dialect}, webhooks of ${BURST} ends at once`, figures: describe(times) };
}

/** `hear` resolves when the host has been told of so many. */
async function endOneByOne(
  { app, admin }: Site,
  hear: (told: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 1; turn <= ENDS; turn++) {
    const person = await signInThroughHost(app, "ana", `alias-${turn}`);
    const startedAt = performance.now();
    const ids = [person.answer.session.id];
    const [, { status, text }] = await Promise.all([
      hear(turn).then(() => times.push(performance.now() - startedAt)),
      admin.post("/api/admin/sessions/end", { ids, reason: "Shared computer" }),
    ]);
    if (status !== 200) throw new Error(text);
  }
  return times;
}

function describe(times: readonly number[]): Record<string, number> {
  return {
    ends: times.length,
    median: median(times),
    p99: percentile(times, 0.99),
    longest: Math.max(...times),
  };
}

async function withSite(
  dialect: Dialect,
  measure: (site: Site, dialect: Dialect) => Promise<BenchRow>,
): Promise<BenchRow> {
  const receiver = await startReceiver();
  const { url, drop } = await createTestDatabase(dialect);
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const env = { ...HOST_KEYS, SERENO_WEBHOOK_URL: receiver.url, SERENO_WEBHOOK_SECRET: secret };
  const app = await startTestApp(dialect, { databaseUrl: url, env });
  await app.createAccount("admin", ["superuser"]);
  try {
    return await measure({ app, admin: await app.signIn("admin"), receiver }, dialect);
  } finally {
    await app.close();
    await receiver.close();
    await drop();
  }
}
