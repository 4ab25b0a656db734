import { Agent, get, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { LoginAnswer } from "../../server/contract/index.ts";
import { createClient, type TestClient } from "../support/client.ts";
import { type Bench, type BenchRow, percentile } from "./bench.ts";
import { type MemoryUse, type ServerProcess, startServerProcess } from "./server-process.ts";

/** One browser with its tabs, each with a stream of its own as without Web Locks. */
interface Visitor {
  client: TestClient;
  id: string;
  tabs: IncomingMessage[];
}

const STREAMS = 1_000;
const TABS = 5;
const ENDS = 100;
/** Visitors. */
const WARM_UP = 10;
const KIB = 1_024;
const PASSWORD = "a password of the bench";
/** Streams that are opened at a time. */
const AT_A_TIME = 50;

export const streams: Bench = {
  title: `${STREAMS} open streams, SQLite: memory of the server, and forced ends until the last tab is told`,
  async run(progress) {
    const server = await startServerProcess("sereno");
    try {
      return await measure(server, progress);
    } finally {
      await server.stop();
    }
  },
};

async function measure(server: ServerProcess, progress: (text: string) => void): Promise<BenchRow[]> {
  const base = server.url.replace("/api/auth/verify", "");
  progress(`${STREAMS / TABS} people sign in`);
  const visitors: Visitor[] = [];
  for (let count = 0; count < STREAMS / TABS; count++) visitors.push(await signIn(base, "ana"));
  const admin = await signIn(base, "admin");
  // What the first streams load and compile is not theirs alone.
  await openAll(base, visitors.slice(0, WARM_UP));
  await closeAll(visitors.slice(0, WARM_UP));
  const before = await server.memory();
  progress("opening the streams");
  await openAll(base, visitors);
  // Behind what each stream has read once it was open.
  await admin.client.get("/api/admin/sessions?limit=1");
  const after = await server.memory();
  progress("ending sessions");
  const times = await endOneByOne(admin.client, visitors.slice(0, ENDS));
  const together = await endTogether(admin.client, visitors.slice(ENDS));
  return [
    ...memoryRows(before, after),
    latencyRow(`forced end of ${TABS} tabs, ms, median`, percentile(times, 0.5)),
    latencyRow(`forced end of ${TABS} tabs, ms, p99 of ${ENDS}`, percentile(times, 0.99), "≤ 100"),
    latencyRow(`forced end of the other ${STREAMS - ENDS * TABS} tabs in one call, ms`, together),
  ];
}

async function signIn(base: string, username: string): Promise<Visitor> {
  const client = createClient(base);
  const { status, body, text } = await client.post<LoginAnswer>("/api/auth/login", {
    username,
    password: PASSWORD,
  });
  if (status !== 200) throw new Error(`sign-in failed: ${text}`);
  return { client, id: body.session.id, tabs: [] };
}

async function openAll(base: string, visitors: readonly Visitor[]): Promise<void> {
  const wanted = visitors.flatMap((visitor) => Array.from({ length: TABS }, () => visitor));
  for (let start = 0; start < wanted.length; start += AT_A_TIME) {
    await Promise.all(
      wanted.slice(start, start + AT_A_TIME).map(async (visitor) => {
        visitor.tabs.push(await openStream(base, visitor.client));
      }),
    );
  }
}

/** Resolves once the stream has told the present state. */
async function openStream(base: string, { cookies }: TestClient): Promise<IncomingMessage> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const request = get(`${base}/api/events`, { agent: new Agent(), headers: { cookie } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`no stream but ${response.statusCode}`);
  response.setEncoding("utf8");
  await heard(response, "session");
  return response;
}

async function closeAll(visitors: readonly Visitor[]): Promise<void> {
  for (const visitor of visitors) {
    const tabs = visitor.tabs.splice(0);
    await Promise.all(
      tabs.map((tab) => {
        const closed = once(tab.socket, "close");
        tab.destroy();
        return closed;
      }),
    );
  }
}

/** Milliseconds from each order until the last of its tabs is told. */
async function endOneByOne(admin: TestClient, visitors: readonly Visitor[]): Promise<number[]> {
  const times: number[] = [];
  for (const visitor of visitors) times.push(await endTogether(admin, [visitor]));
  return times;
}

async function endTogether(admin: TestClient, visitors: readonly Visitor[]): Promise<number> {
  const told = visitors.flatMap(({ tabs }) => tabs.map((tab) => heard(tab, "session-ended")));
  const startedAt = performance.now();
  const order = { ids: visitors.map(({ id }) => id), reason: "Bench" };
  const answered = admin.post("/api/admin/sessions/end", order);
  const last = Math.max(...(await Promise.all(told)));
  const { status, text } = await answered;
  if (status !== 200) throw new Error(text);
  return last - startedAt;
}

/** Resolves with the time at which an event of that name arrives. */
function heard(stream: IncomingMessage, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    const listen = (chunk: string): void => {
      text += chunk;
      if (!text.includes(`event: ${name}\n`)) return;
      stream.off("data", listen);
      resolve(performance.now());
    };
    stream.on("data", listen);
    stream.once("end", () => reject(new Error(`a stream ended before ${name}`)));
  });
}

function memoryRows(before: MemoryUse, after: MemoryUse): BenchRow[] {
  const perStream = (what: keyof MemoryUse): number => (after[what] - before[what]) / STREAMS / KIB;
  return [
    {
      name: "memory of a stream, KiB, by objects and buffers",
      figures: { figure: perStream("used"), bar: "≤ 20" },
    },
    {
      name: "memory of a stream, KiB, of the process (RSS)",
      figures: { figure: perStream("rss"), bar: "≤ 20" },
    },
  ];
}

function latencyRow(name: string, figure: number, bar = ""): BenchRow {
  return { name, figures: { figure, bar } };
}
