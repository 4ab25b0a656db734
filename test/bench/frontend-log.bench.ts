import { promisify } from "node:util";
import autocannon from "autocannon";
import sqlite3 from "sqlite3";
import { connectDatabase } from "../../server/database/connect.ts";
import { migrate } from "../../server/database/migrate.ts";
import { TABLES } from "../../server/database/tables.ts";
import { createTestDatabase } from "../support/database.ts";
import { type Bench, type BenchRow, median } from "./bench.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";

type Run = (sql: string, values?: unknown[]) => Promise<void>;

interface Written {
  perSecond: number;
  /** Of processor time, a row. */
  cpuMicros: number;
}

interface Ingest extends Written {
  p99: number;
}

interface Round {
  raw: Written;
  ingest: Ingest;
}

const ROUNDS = 5;
const SECONDS = 3;
const CONNECTIONS = 50;
const BATCH_EVENTS = 20;
/** Each may send 600 requests a minute: together more than any server of this kind can take. */
const ADDRESSES = 5_000;
const COLUMNS = "id at received_at type level message path count data session_id subject_id".split(" ");
const PRAGMAS = ["journal_mode = WAL", "synchronous = NORMAL", "cache_size = -32768"];

/**
 * The server and the bare driver take turns. The driver writes the same rows, a batch in a transaction, with the same
 * durability; the server also reads HTTP and JSON, checks everything, asks for duplicates and writes sessions.log.
 */
export const frontendLog: Bench = {
  title: `Frontend events stored: median of ${ROUNDS} rounds of ${SECONDS} s, batches of ${BATCH_EVENTS}`,
  async run(progress) {
    const server = await startServerProcess("sereno");
    const raw = await openRaw();
    const rounds: Round[] = [];
    try {
      await post(server, 1);
      for (let round = 1; round <= ROUNDS; round++) {
        progress(`round ${round} of ${ROUNDS}`);
        rounds.push({ raw: await insertRaw(raw.run), ingest: await post(server, SECONDS) });
      }
    } finally {
      await raw.close();
      await server.stop();
    }
    return tabulate(rounds);
  },
};

async function openRaw(): Promise<{ run: Run; close(): Promise<void> }> {
  const { url, drop } = await createTestDatabase("sqlite");
  const database = connectDatabase(url);
  await migrate(database);
  await database.close();
  const connection = new sqlite3.Database(url.slice("sqlite:".length));
  const run = promisify<string, unknown[], void>(connection.run.bind(connection));
  for (const pragma of PRAGMAS) await run(`PRAGMA ${pragma}`, []);
  return {
    run: (sql, values = []) => run(sql, values),
    close: () => promisify(connection.close.bind(connection))().finally(drop),
  };
}

async function insertRaw(run: Run): Promise<Written> {
  const row = `(${COLUMNS.map(() => "?").join(", ")})`;
  const rows = Array.from({ length: BATCH_EVENTS }, () => row).join(", ");
  const sql = `INSERT INTO ${TABLES.frontendEvents} (${COLUMNS.join(", ")}) VALUES ${rows}`;
  let count = 0;
  let elapsedMs = 0;
  let cpuMicros = 0;
  while (elapsedMs < SECONDS * 1_000) {
    // Made by pages, not by what stores them.
    const values = createEvents().flatMap(toValues);
    const startedAt = performance.now();
    const before = process.cpuUsage();
    await run("BEGIN IMMEDIATE");
    await run(sql, values);
    await run("COMMIT");
    const { user, system } = process.cpuUsage(before);
    elapsedMs += performance.now() - startedAt;
    cpuMicros += user + system;
    count += BATCH_EVENTS;
  }
  return { perSecond: (count * 1_000) / elapsedMs, cpuMicros: cpuMicros / count };
}

/** Pages send one batch after the other, as many at once as there are connections. */
async function post(server: ServerProcess, seconds: number): Promise<Ingest> {
  const { origin } = new URL(server.url);
  const headers = { "Content-Type": "text/plain", Origin: origin };
  const before = await server.cpuMicros();
  let sent = 0;
  const result = await autocannon({
    url: `${origin}/sereno/api/frontend-log`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        method: "POST",
        setupRequest: (request) => ({
          ...request,
          headers: { ...headers, "X-Forwarded-For": addressOf(sent++) },
          body: JSON.stringify({ v: 1, sent: new Date().toISOString(), events: createEvents() }),
        }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} batches were not taken`);
  const stored = result["2xx"] * BATCH_EVENTS;
  return {
    perSecond: stored / result.duration,
    cpuMicros: ((await server.cpuMicros()) - before) / stored,
    p99: result.latency.p99,
  };
}

function createEvents() {
  const at = new Date().toISOString();
  return Array.from({ length: BATCH_EVENTS }, (_, index) => ({
    id: crypto.randomUUID(),
    at,
    type: "error",
    level: "error",
    message: `TypeError: undefined is not a function (${index})`,
    path: "/minutes/2026-06-25",
    count: 1,
    data: {
      source: "https://site.example/assets/app.js:12:345",
      stack: "TypeError: undefined is not a function",
    },
  }));
}

function toValues({
  id,
  at,
  type,
  level,
  message,
  path,
  count,
  data,
}: ReturnType<typeof createEvents>[number]) {
  const time = Date.parse(at);
  return [id, time, time, type, level, message, path, count, JSON.stringify(data), null, null];
}

function addressOf(request: number): string {
  const index = request % ADDRESSES;
  return `10.1.${Math.floor(index / 250)}.${1 + (index % 250)}`;
}

function tabulate(rounds: readonly Round[]): BenchRow[] {
  const middle = (read: (round: Round) => number) => median(rounds.map(read));
  return [
    {
      name: "multi-row INSERTs through the bare driver",
      figures: {
        "rows/s": middle(({ raw }) => raw.perSecond),
        "µs of CPU a row": middle(({ raw }) => raw.cpuMicros),
      },
    },
    {
      name: "Sereno, frontend events over HTTP",
      figures: {
        "rows/s": middle(({ ingest }) => ingest.perSecond),
        "µs of CPU a row": middle(({ ingest }) => ingest.cpuMicros),
        ratio: middle(({ raw, ingest }) => ingest.perSecond / raw.perSecond),
        bar: "≥ 0.5",
        "ratio by CPU": middle(({ raw, ingest }) => raw.cpuMicros / ingest.cpuMicros),
        "p99 of a batch, ms": middle(({ ingest }) => ingest.p99),
      },
    },
  ];
}
