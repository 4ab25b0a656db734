import { rmSync } from "node:fs";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { getChromium } from "./chromium.ts";
import { makeTemplates } from "./database.ts";
import { addOutcomes, mapConcurrently, NOTHING, type Outcome } from "./outcome.ts";
import { startPostgres } from "./postgres.ts";
import { killCommands } from "./run-command.ts";
import { makeRunFolder } from "./run-folder.ts";
import {
  CORES,
  everyStep,
  fullSteps,
  type Plan,
  type Step,
  type SuiteName,
  stepsOf,
  SUITES,
} from "./steps.ts";

/**
 * `npm test`, `npm run test:full` and, with `-- <part of a path>` to choose files, `npm run test:server`,
 * `test:widgets` and `test:browser`. The last line is `N passed, N failed`; exits with 1 when anything failed.
 */
async function runAll(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { only: { type: "string" }, full: { type: "boolean" } },
    allowPositionals: true,
  });
  const pattern = positionals[0] ?? "";
  const plan = values.full === true ? fullSteps(pattern) : chooseSteps(values.only, pattern);
  const { passed, failed } = await withServices(() => runPlan(plan));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

function chooseSteps(only: string | undefined, pattern: string): Plan {
  if (only === undefined) return everyStep();
  if (!isSuite(only)) throw new Error(`--only takes one of: ${SUITES.join(", ")}`);
  return stepsOf(only, pattern);
}

function isSuite(name: string): name is SuiteName {
  return SUITES.some((suite) => suite === name);
}

/** Finds or brings the browser, the database and a place for files once, for every process of the run. */
async function withServices(work: () => Promise<Outcome>): Promise<Outcome> {
  const cleanups: (() => Promise<void>)[] = [];
  try {
    const folder = await makeRunFolder();
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    process.env.TMPDIR = folder;
    process.env.CHROME_PATH = await getChromium();
    const postgres = await startPostgres();
    cleanups.push(postgres.stop);
    process.env.TEST_DATABASE_URL = postgres.url;
    cleanups.push(await makeTemplates());
    return await work();
  } catch (error) {
    console.error(error);
    return { ...NOTHING, failed: 1 };
  } finally {
    for (const clean of cleanups.toReversed()) await clean();
  }
}

async function runPlan(plan: Plan): Promise<Outcome> {
  let total = NOTHING;
  for (const part of plan) {
    const outcomes = await mapConcurrently([part].flat(), CORES, runStep);
    total = outcomes.reduce(addOutcomes, total);
  }
  return total;
}

async function runStep(step: Step): Promise<Outcome> {
  const begun = performance.now();
  const outcome = await step.run();
  report(step, outcome, performance.now() - begun);
  return outcome;
}

function report({ name }: Step, { passed, failed, output }: Outcome, ms: number): void {
  const counts = failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`;
  console.log(
    `${failed > 0 ? "✗" : "✓"} ${name.padEnd(26)} ${counts.padEnd(22)} ${(ms / 1000).toFixed(1)} s`,
  );
  if (failed > 0) console.log(`${stripVTControlCharacters(output).trimEnd()}\n`);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    killCommands();
    process.exit(130);
  });
}

await runAll(process.argv.slice(2));
