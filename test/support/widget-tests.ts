import { resolve } from "node:path";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { defaultReporter, startTestRunner, type TestRunnerConfig } from "@web/test-runner";
import { chromeLauncher } from "@web/test-runner-chrome";
import { chromiumFlags, getChromium } from "./chromium.ts";

type TestSession = Parameters<
  NonNullable<ReturnType<typeof defaultReporter>["reportTestFileResults"]>
>[0]["sessionsForTestFile"][number];
type Suite = NonNullable<TestSession["testResults"]>;

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const ROOT = resolve(import.meta.dirname, "../..");

/** Pages are used again for the next file: each begins as a first visit. */
const EMPTY_STORES = `
  for (const cookie of document.cookie.split("; ")) document.cookie = cookie.split("=")[0] + "=; path=/; max-age=0";
  localStorage.clear();
  sessionStorage.clear();`;

/** Runs widget tests in Chromium and prints their count as uvu does: `tsx test/support/widget-tests.ts [file…]`. */
async function runWidgetTests(files: string[]): Promise<void> {
  const config = await widgetTestConfig(files.length > 0 ? files : ["test/widgets/**/*.test.ts"]);
  const runner = await startTestRunner({
    config,
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (runner === undefined) return; // it has said why, and exits with 1
  await new Promise((stopped) => runner.on("stopped", stopped));
  const { passed, failed, skipped } = sum([...runner.sessions.all()].map(countSession));
  console.log(`\n  Total:     ${passed + failed}\n  Passed:    ${passed}\n  Skipped:   ${skipped}`);
  process.exitCode = failed + skipped > 0 || passed === 0 ? 1 : 0;
}

async function widgetTestConfig(files: string[]): Promise<TestRunnerConfig> {
  const launchOptions = { executablePath: await getChromium(), args: chromiumFlags() };
  return {
    rootDir: ROOT,
    files,
    nodeResolve: { exportConditions: ["default"] }, // as built: without the development warnings of Lit
    concurrency: 2,
    plugins: [esbuildPlugin({ ts: true, target: "es2022", tsconfig: resolve(ROOT, "tsconfig.json") })],
    browsers: [
      chromeLauncher({
        launchOptions,
        // A context each: files that run at once share no cookie, storage, lock or channel.
        createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
      }),
    ],
    testRunnerHtml: (framework) => `<!doctype html>
<html lang="en">
  <head><title>Widget test</title><script>${EMPTY_STORES}</script></head>
  <body><script type="module" src="${framework}"></script></body>
</html>`,
    // Far more than it takes, on a machine that does other things too.
    testsStartTimeout: 60_000,
    testsFinishTimeout: 120_000,
    testFramework: { config: { timeout: "30000" } },
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false })],
  };
}

function countSession(session: TestSession): Counts {
  const counts = session.testResults ? countSuite(session.testResults) : { passed: 0, failed: 0, skipped: 0 };
  const empty = counts.passed + counts.failed === 0;
  const broken = session.passed !== true && counts.failed === 0;
  return empty || broken ? { ...counts, failed: counts.failed + 1 } : counts;
}

function countSuite(suite: Suite): Counts {
  const tests = suite.tests.map(({ passed, skipped }) => ({
    passed: Number(passed && !skipped),
    failed: Number(!passed && !skipped),
    skipped: Number(skipped === true),
  }));
  return sum([...tests, ...suite.suites.map(countSuite)]);
}

function sum(counts: Counts[]): Counts {
  const none = { passed: 0, failed: 0, skipped: 0 };
  return counts.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    none,
  );
}

await runWidgetTests(process.argv.slice(2));
