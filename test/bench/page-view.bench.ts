import autocannon from "autocannon";
import { formatConsent } from "../../server/consent/consent-cookie.ts";
import type { SessionAnswer } from "../../server/contract/index.ts";
import { type Bench, type BenchRow, median } from "./bench.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";

interface Target {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
}

interface Load {
  perSecond: number;
  /** Of the server's processor time, a request. */
  cpuMicros: number;
}

interface Round {
  verified: Load;
  viewed: Load;
}

const ROUNDS = 5;
const SECONDS = 3;
const CONNECTIONS = 50;
const CONSENT_AGE_MS = 3_600_000;

/** The two take turns on one server. The visitor allows analytics, so the path of each view is kept as well. */
export const pageView: Bench = {
  title: `Track a page view, beside verify: median of ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections`,
  async run(progress) {
    const server = await startServerProcess("sereno");
    const rounds: Round[] = [];
    try {
      const verify: Target = { url: server.url, method: "GET", headers: server.headers };
      const view = await createView(server);
      await load(server, verify, 1);
      await load(server, view, 1);
      for (let round = 1; round <= ROUNDS; round++) {
        progress(`round ${round} of ${ROUNDS}`);
        rounds.push({
          verified: await load(server, verify, SECONDS),
          viewed: await load(server, view, SECONDS),
        });
      }
    } finally {
      await server.stop();
    }
    return tabulate(rounds);
  },
};

/** As the script sends it. Throws when the server does not keep the path: then it would be another thing to measure. */
async function createView({ url, headers: { cookie = "" } }: ServerProcess): Promise<Target> {
  const { origin } = new URL(url);
  const consent = formatConsent({
    granted: ["functional", "analytics"],
    policyVersion: 1,
    decisionId: crypto.randomUUID(),
    decidedAt: Date.now() - CONSENT_AGE_MS,
  });
  const target: Target = {
    url: `${origin}/sereno/api/session/page-view`,
    method: "POST",
    headers: {
      cookie: `${cookie}; sereno_consent=${consent}`,
      origin,
      "content-type": "application/json",
      "x-csrf-token": /sereno_csrf=([^;]+)/.exec(cookie)?.[1] ?? "",
    },
    body: JSON.stringify({ path: "/minutes/2026-06-25", title: "Minutes" }),
  };
  const response = await fetch(target.url, target);
  const { session } = (await response.json()) as SessionAnswer;
  if (!session?.pathHistory?.length) throw new Error(`the path was not kept: ${response.status}`);
  return target;
}

async function load(server: ServerProcess, target: Target, seconds: number): Promise<Load> {
  const before = await server.cpuMicros();
  const result = await autocannon({ ...target, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.url}: ${result.non2xx} answers were no success`);
  const requests = result["2xx"];
  return {
    perSecond: requests / result.duration,
    cpuMicros: ((await server.cpuMicros()) - before) / requests,
  };
}

function tabulate(rounds: readonly Round[]): BenchRow[] {
  const middle = (what: keyof Round, key: keyof Load) => median(rounds.map((round) => round[what][key]));
  const figures = (what: keyof Round) => ({
    "requests/s": middle(what, "perSecond"),
    "µs of CPU a request": middle(what, "cpuMicros"),
  });
  const ratio = median(rounds.map(({ viewed, verified }) => viewed.perSecond / verified.perSecond));
  const byCpu = median(rounds.map(({ viewed, verified }) => verified.cpuMicros / viewed.cpuMicros));
  return [
    { name: "verify", figures: figures("verified") },
    {
      name: "page view, tracked",
      figures: { ...figures("viewed"), ratio, bar: "≥ 0.7", "ratio by CPU": byCpu },
    },
  ];
}
