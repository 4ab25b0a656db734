import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatTable } from "./format-table.ts";
import type { Bench, BenchRow } from "./bench.ts";
import { firstVisit } from "./first-visit.bench.ts";
import { frontendLog } from "./frontend-log.bench.ts";
import { hostNews } from "./host-news.bench.ts";
import { lists } from "./lists.bench.ts";
import { metrics } from "./metrics.bench.ts";
import { pageView } from "./page-view.bench.ts";
import { sessionWrites } from "./session-writes.bench.ts";
import { streams } from "./streams.bench.ts";
import { tableRender } from "./table-render.bench.ts";
import { verify } from "./verify.bench.ts";

const BENCHES: Record<string, Bench> = {
  verify,
  "page-view": pageView,
  "frontend-log": frontendLog,
  metrics,
  lists,
  "session-writes": sessionWrites,
  "host-news": hostNews,
  "first-visit": firstVisit,
  streams,
  "table-render": tableRender,
};

const { values } = parseArgs({ options: { only: { type: "string" } } });
const names = Object.keys(BENCHES).filter((name) => values.only === undefined || name === values.only);
if (names.length === 0) {
  process.stderr.write(`There is no bench “${values.only}”. There are: ${Object.keys(BENCHES).join(", ")}\n`);
  process.exit(2);
}

const file = join(import.meta.dirname, "results.json");
// With --only the others keep what they had.
const earlier = await readFile(file, "utf8").catch(() => '{"results":{}}');
const { results }: { results: Record<string, BenchRow[]> } = JSON.parse(earlier);
for (const name of names) {
  const bench = BENCHES[name];
  if (bench === undefined) continue;
  process.stdout.write(`\n${bench.title}\n\n`);
  const rows = await bench.run((progress) => process.stderr.write(`  ${progress}\n`));
  results[name] = rows;
  process.stdout.write(`\n${formatTable(rows)}\n`);
}
const about = {
  at: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
};
await writeFile(file, `${JSON.stringify({ ...about, results }, null, 2)}\n`);
