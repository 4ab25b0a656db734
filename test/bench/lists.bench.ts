import type { Page, SessionResource } from "../../server/contract/index.ts";
import { connectDatabase } from "../../server/database/connect.ts";
import { migrate } from "../../server/database/migrate.ts";
import { type SignedInClient, startTestApp } from "../support/app.ts";
import { createTestDatabase } from "../support/database.ts";
import { createTestClock } from "../support/test-clock.ts";
import { type Bench, type BenchRow, median, percentile } from "./bench.ts";
import { fillSessions } from "./fill-sessions.ts";

interface FilledApp {
  admin: SignedInClient;
  /** Closes the server and removes its database. */
  stop(): Promise<void>;
}

interface Case {
  name: string;
  query: string;
}

const SMALL = 10_000;
const LARGE = 1_000_000;
const REQUESTS = 200;
/** Far enough that whoever counted rows instead of seeking would be seen; the small table has as many. */
const DEEP_ROWS = 5_000;
const PERSON = "person00007";

const CASES: Case[] = ["startedAt", "lastSeenAt", "user"].flatMap((sort) =>
  ["state=all", "state=active", "state=ended", `user=${PERSON}`].map((filter) => ({
    name: `${sort}, ${filter}`,
    query: `sort=${sort}&${filter}`,
  })),
);

/** The two tables take turns at each request, so that a slow moment of the machine meets both. */
export const lists: Bench = {
  title: `Superuser list over HTTP, SQLite: ${REQUESTS} requests each at ${SMALL} and ${LARGE} sessions, ms`,
  async run(progress) {
    const small = await startFilled(SMALL);
    progress("filling the large table");
    const large = await startFilled(LARGE);
    const rows: BenchRow[] = [];
    try {
      for (const { name, query } of CASES) {
        progress(name);
        rows.push(await compare(`${name}, first page`, [small, large], [query, query]));
        const deep = [await deepPage(small, query), await deepPage(large, query)] as const;
        rows.push(await compare(`${name}, deep page`, [small, large], deep));
      }
    } finally {
      await small.stop();
      await large.stop();
    }
    return rows;
  },
};

/** Filled before the server runs: making the indexes of the large table holds the connection for seconds. */
async function startFilled(count: number): Promise<FilledApp> {
  const { url, drop } = await createTestDatabase("sqlite");
  const database = connectDatabase(url);
  await migrate(database);
  await fillSessions(database, count, createTestClock()());
  await database.close();
  const app = await startTestApp("sqlite", { databaseUrl: url });
  await app.createAccount("admin", ["superuser"]);
  const stop = () => app.close().finally(drop);
  return { admin: await app.signIn("admin"), stop };
}

/** The query of the last whole page before `DEEP_ROWS`, or of the last one that there is. */
async function deepPage({ admin }: FilledApp, query: string): Promise<string> {
  let deep = query;
  let cursor = "";
  for (let seen = 0; seen < DEEP_ROWS;) {
    const { body } = await admin.get<Page<SessionResource>>(
      `/api/admin/sessions?limit=100&${query}${cursor}`,
    );
    seen += body.items.length;
    if (body.nextCursor === null) break;
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    deep = query + cursor;
  }
  return deep;
}

async function compare(
  name: string,
  apps: readonly FilledApp[],
  queries: readonly string[],
): Promise<BenchRow> {
  const times: number[][] = apps.map(() => []);
  for (let request = 0; request < REQUESTS; request++) {
    for (const [index, { admin }] of apps.entries()) {
      const startedAt = performance.now();
      const { status, text } = await admin.get(`/api/admin/sessions?${queries[index]}`);
      if (status !== 200) throw new Error(`${name}: ${text}`);
      times[index]?.push(performance.now() - startedAt);
    }
  }
  const [small = [], large = []] = times;
  return {
    name,
    figures: {
      "10,000": median(small),
      "1,000,000": median(large),
      ratio: median(large) / median(small),
      "bar of ratio": "≤ 1.5",
      p99: percentile(large, 0.99),
      "bar of p99": "≤ 10",
    },
  };
}
