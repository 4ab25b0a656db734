import autocannon from "autocannon";
import { type Bench, median } from "./bench.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";

const SERVERS = {
  "bare Koa, the same answer": "bare-koa",
  "koa-session over a Map": "koa-session-map",
  "koa-session over plain Knex, SQLite": "koa-session-knex",
  "Sereno verify, SQLite": "sereno",
};
const BASELINE = "bare Koa, the same answer";
const ROUNDS = 5;
const SECONDS = 3;
const CONNECTIONS = 50;

interface Round {
  perSecond: number;
  cpuMicros: number;
}

/**
 * The servers take turns, so that a slow moment of the machine meets all of them. The client shares the machine
 * and may be what limits the fastest: the processor time of a request tells the cost without it.
 */
export const verify: Bench = {
  title: `Verify a signed-in session: median of ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections`,
  async run(progress) {
    const rounds = new Map<string, Round[]>();
    const servers = new Map<string, ServerProcess>();
    for (const [name, file] of Object.entries(SERVERS)) servers.set(name, await startServerProcess(file));
    try {
      for (const server of servers.values()) await load(server, 1);
      for (let round = 1; round <= ROUNDS; round++) {
        progress(`round ${round} of ${ROUNDS}`);
        for (const [name, server] of servers) {
          rounds.set(name, [...(rounds.get(name) ?? []), await load(server, SECONDS)]);
        }
      }
    } finally {
      for (const server of servers.values()) await server.stop();
    }
    return tabulate(rounds);
  },
};

async function load(server: ServerProcess, seconds: number): Promise<Round> {
  const before = await server.cpuMicros();
  const result = await autocannon({
    url: server.url,
    headers: server.headers,
    connections: CONNECTIONS,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${server.url}: ${result.non2xx} answers were no success`);
  const requests = result["2xx"];
  return {
    perSecond: requests / result.duration,
    cpuMicros: ((await server.cpuMicros()) - before) / requests,
  };
}

function tabulate(rounds: Map<string, Round[]>) {
  const middle = (name: string, key: keyof Round) =>
    median((rounds.get(name) ?? []).map((round) => round[key]));
  return [...rounds.keys()].map((name) => ({
    name,
    figures: {
      "requests/s": middle(name, "perSecond"),
      "of bare Koa": middle(name, "perSecond") / middle(BASELINE, "perSecond"),
      "µs of CPU a request": middle(name, "cpuMicros"),
      "of bare Koa, by CPU": middle(BASELINE, "cpuMicros") / middle(name, "cpuMicros"),
      bar: name.startsWith("Sereno") ? "≥ 0.40" : "",
    },
  }));
}
