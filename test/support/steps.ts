import { readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { addOutcomes, mapConcurrently, NOTHING, type Outcome } from "./outcome.ts";
import { ROOT, runCommand } from "./run-command.ts";
import { judge, runUvuFile } from "./uvu-files.ts";

/** One line of the test run. */
export interface Step {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** Steps in their order; those of a list in it run side by side. */
export type Plan = readonly (Step | readonly Step[])[];

export const SUITES = ["server", "widgets", "browser", "package"] as const;
export type SuiteName = (typeof SUITES)[number];

/** So many files of a suite run at once: each brings a server, a browser or a database of its own. */
export const CORES = availableParallelism();

const MINUTE_MS = 60_000;
/** Folders of test/ that the server suite leaves to others; whatever else there is belongs to it. */
const NOT_SERVER = /^test\/(widgets|browser|package|full|bench)\//;

/** Everything that `npm test` does. */
export function everyStep(): Plan {
  return [
    [
      check("format", "prettier", ["--check", "--log-level=warn", "."]),
      check("types", "tsc", ["-b"]),
      check("lint", "oxlint", []),
      check("unused code", "knip", ["--no-progress", "--no-config-hints"]),
    ],
    serverSuite(""),
    ...buildSteps(),
    packageSuite(""),
    widgetSuite(""),
    browserSuite(""),
    check("sizes", "size-limit", []),
  ];
}

/** One suite, or those of its files whose path contains `pattern`. */
export function stepsOf(suite: SuiteName, pattern: string): Plan {
  if (suite === "server") return [serverSuite(pattern)];
  if (suite === "widgets") return [widgetSuite(pattern)];
  return [...buildSteps(), suite === "package" ? packageSuite(pattern) : browserSuite(pattern)];
}

/** What takes too long for every run: `test/full`. */
export function fullSteps(pattern: string): Plan {
  return [...buildSteps(), uvuSuite("full tests", listTests(/^test\/full\//, pattern), 1, 20 * MINUTE_MS)];
}

function serverSuite(pattern: string): Step {
  const files = listTests(/^test\//, pattern).filter((file) => !NOT_SERVER.test(file));
  return uvuSuite("server tests", files, CORES, 2 * MINUTE_MS);
}

function browserSuite(pattern: string): Step {
  return uvuSuite("whole-page tests", listTests(/^test\/browser\//, pattern), CORES, 3 * MINUTE_MS);
}

/** What the npm package holds and promises. */
function packageSuite(pattern: string): Step {
  return uvuSuite("package tests", listTests(/^test\/package\//, pattern), 1, 2 * MINUTE_MS);
}

function widgetSuite(pattern: string): Step {
  const files = listTests(/^test\/widgets\//, pattern);
  return {
    name: "widget tests",
    async run() {
      if (files.length === 0) return noFiles();
      const args = ["--import", "tsx", "test/support/widget-tests.ts", ...files];
      const { code, output } = await runCommand(process.execPath, args, { limitMs: 4 * MINUTE_MS });
      return judge(code, output);
    },
  };
}

function buildSteps(): Step[] {
  const syntax: Step = { name: "syntax of built widgets", run: checkSyntax };
  return [check("build", "npm", ["run", "build", "--silent"]), syntax];
}

/** A command that succeeds or not: one check. */
function check(name: string, program: string, args: string[]): Step {
  return {
    name,
    async run() {
      const { code, output } = await runCommand(program, args, { limitMs: 5 * MINUTE_MS });
      return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
    },
  };
}

function uvuSuite(name: string, files: string[], width: number, limitMs: number): Step {
  return {
    name,
    async run() {
      if (files.length === 0) return noFiles();
      const outcomes = await mapConcurrently(files, width, async (file) => {
        const outcome = await runUvuFile(file, limitMs);
        return { ...outcome, output: outcome.failed > 0 ? `\n${file}\n${outcome.output}` : "" };
      });
      return outcomes.reduce(addOutcomes, NOTHING);
    },
  };
}

/** The bundler lets syntax through that no engine reads, decorators for one. */
async function checkSyntax(): Promise<Outcome> {
  const files = list("dist/widgets").filter((file) => file.endsWith(".js"));
  const results = await mapConcurrently(files, CORES, (file) =>
    runCommand(process.execPath, ["--check", file], { limitMs: MINUTE_MS }),
  );
  const output = results.map((result) => (result.code === 0 ? "" : result.output)).join("");
  const failed = files.length === 0 || output !== "";
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, output: output || "Nothing was built." };
}

/** The longest first, so that none of them runs alone at the end. */
function listTests(folder: RegExp, pattern: string): string[] {
  const tests = list("test").filter((file) => folder.test(file) && file.endsWith(".test.ts"));
  return tests.filter((file) => file.includes(pattern)).sort((one, other) => sizeOf(other) - sizeOf(one));
}

function sizeOf(file: string): number {
  return statSync(join(ROOT, file)).size;
}

/** Paths from the root, with slashes; none when there is no such folder. */
function list(folder: string): string[] {
  try {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
    return files.map((file) => join(folder, file).replaceAll("\\", "/"));
  } catch {
    return [];
  }
}

function noFiles(): Outcome {
  return { passed: 0, failed: 1, output: "There is no test file to run." };
}
