import { spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "../../server/commands/run-command-line.ts";
import type { TestApp } from "./app.ts";
import { ROOT } from "./run-command.ts";
import { TEST_PASSWORD } from "./app.ts";

export interface CommandOutcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The environment of commands that share the app's database. */
export function environmentOf(app: TestApp): Record<string, string> {
  return {
    DATABASE_URL: app.config.databaseUrl,
    SERENO_ORIGIN: app.origin,
    SERENO_SECRET: app.config.secret,
    SERENO_LOG_DIR: app.config.logDir,
  };
}

/** Runs an operator's command in this process, as `sereno <arguments>` would. Every password is the tests' own. */
export async function runCommand(app: TestApp, ...args: string[]): Promise<CommandOutcome> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(output), text(errors)]);
  const code = await runCommandLine({
    arguments: args,
    environment: environmentOf(app),
    terminal: {
      output: output as unknown as NodeJS.WriteStream,
      readPassword: async () => TEST_PASSWORD,
      onInterrupt: () => new AbortController().signal,
    },
    errors,
    serve: () => Promise.reject(new Error("not here")),
  });
  output.end();
  errors.end();
  const [stdout, stderr] = await written;
  return { code, stdout, stderr };
}

/** The same in a process of its own; `input` is what stands on its standard input. */
export async function spawnCommand(app: TestApp, args: string[], input = ""): Promise<CommandOutcome> {
  const tsx = fileURLToPath(import.meta.resolve("tsx"));
  const child = spawn(process.execPath, ["--import", tsx, resolve(ROOT, "server/cli.ts"), ...args], {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...environmentOf(app) },
  });
  const exited = new Promise<number | null>((settle) => child.once("exit", settle));
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await exited, stdout, stderr };
}
