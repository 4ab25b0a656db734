import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "./free-port.ts";
import { ROOT } from "./run-command.ts";

export interface DemoServer {
  /** `http://localhost:…` */
  readonly origin: string;
  /** What it has written so far to standard output and error. */
  output(): string;
  /** Sends the signal, SIGTERM when none is named, and resolves to the exit code once the process is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

interface DemoOptions {
  readonly environment?: Record<string, string>;
  /** Where database and logs live; a new folder, removed at the end, when not given. */
  readonly folder?: string;
}

/** The built server with its demo, as `npm start` runs it, in a process and a folder of its own. */
export async function startDemoServer({ environment, folder }: DemoOptions = {}): Promise<DemoServer> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), "sereno-demo-")));
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    DATABASE_URL: `sqlite:${join(home, "sereno.db")}`,
    SERENO_LOG_DIR: join(home, "logs"),
    SERENO_SECRET: "a secret that only this test run knows",
    ...environment,
  };
  const child = spawn(process.execPath, [join(ROOT, "dist/demo/start.js")], { cwd: home, env });
  const exited = once(child, "exit") as Promise<[number | null]>;
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  await untilListening(child.stdout, exited, () => output);
  return {
    origin,
    output: () => output,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      const [code] = await exited;
      if (folder === undefined) await rm(home, { recursive: true, force: true });
      return code;
    },
  };
}

/** It greets once it listens. */
async function untilListening(
  greeting: NodeJS.ReadableStream,
  exited: Promise<unknown>,
  output: () => string,
): Promise<void> {
  const failed = exited.then(() => {
    throw new Error(`The server did not start:\n${output()}`);
  });
  await Promise.race([once(greeting, "data"), failed]);
}
