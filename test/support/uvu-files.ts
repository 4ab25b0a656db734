import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ROOT, runCommand } from "./run-command.ts";
import type { Outcome } from "./outcome.ts";

const SUMMARY = /Total:\s+(\d+)\s+Passed:\s+(\d+)\s+Skipped:\s+(\d+)/;
const DONE = /Duration:\s+\S+/;

/**
 * Runs one uvu file in a process of its own. What uvu lets pass fails here: a file without `.run()`, without
 * tests, with skipped ones, a hook that throws (uvu swallows it), and a process that does not end.
 */
export async function runUvuFile(file: string, limitMs: number): Promise<Outcome> {
  const source = await readFile(resolve(ROOT, file), "utf8");
  const forgotten = findForgottenRun(source);
  if (forgotten !== undefined) return { passed: 0, failed: 1, output: forgotten };
  const args = ["--import", "tsx", file];
  const { code, output } = await runCommand(process.execPath, args, { limitMs, done: DONE });
  return judge(code, output);
}

/** What to say about a suite that would never run; undefined when each is run. */
export function findForgottenRun(source: string): string | undefined {
  // A comment begins after a space; elsewhere the same characters stand in globs, such as "**/api/*".
  const code = source.replaceAll(/(?:^|\s)\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const suites = code.match(/\bsuite\(/g)?.length ?? 0;
  const runs = code.match(/\.run\(\)/g)?.length ?? 0;
  if (runs === 0) return "No .run(): uvu would run nothing and report success.";
  if (runs < suites) return `${suites} suites but only ${runs} .run(): uvu would leave the others out.`;
  return undefined;
}

/** Counts from what the process printed; also of the widget tests, which print the same summary. */
export function judge(code: number | undefined, output: string): Outcome {
  const [, total, passed, skipped] = (SUMMARY.exec(output) ?? []).map(Number);
  if (total === undefined || passed === undefined || skipped === undefined) {
    return { passed: 0, failed: 1, output: `${output}\nIt ended before its tests did.` };
  }
  if (total === 0) return { passed: 0, failed: 1, output: `${output}\nNo test ran.` };
  const failed = total - passed + skipped;
  if (failed === 0 && code !== 0) return { passed, failed: 1, output };
  return { passed, failed, output: output + explain(total - passed, skipped, output) };
}

function explain(missing: number, skipped: number, output: string): string {
  if (skipped > 0) return "\nSkipped tests count as failed: remove .skip and .only.";
  if (missing > 0 && !/FAIL|❌/.test(output)) return "\nA before or after hook threw; uvu does not say what.";
  return "";
}
