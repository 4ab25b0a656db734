import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

interface ProcessOptions {
  readonly folder: string;
  /** An empty text takes a setting away. */
  readonly environment: Readonly<Record<string, string>>;
}

const START_MS = 60_000;
const POLL_MS = 50;
const STOP_MS = 15_000;

/** Processes that come and go together. What they write is kept for whoever asks why one did not start. */
export function createProcesses() {
  const running: ChildProcess[] = [];
  let output = "";

  function start([program = "", ...args]: readonly string[], options: ProcessOptions): ChildProcess {
    const { folder, environment } = options;
    const set = Object.entries(environment).filter(([, value]) => value !== "");
    const env = { PATH: process.env.PATH, HOME: folder, ...Object.fromEntries(set) };
    // A group of its own: some servers have children that would outlive them.
    const child = spawn(program, args, {
      cwd: folder,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => (output += String(chunk)));
    }
    child.on("error", (error) => (output += `${program}: ${error.message}\n`));
    running.push(child);
    return child;
  }

  return {
    start,
    output: () => output,

    /** Waits for its end. Throws unless all is well. */
    async finish(command: readonly string[], options: ProcessOptions): Promise<void> {
      const [code] = await once(start(command, options), "close");
      if (code !== 0) throw new Error(`${command.join(" ")} failed:\n${output}`);
    },

    /** Waits until it answers at `url`. */
    async serve(command: readonly string[], options: ProcessOptions, url: string): Promise<ChildProcess> {
      const child = start(command, options);
      for (
        const until = Date.now() + START_MS;
        Date.now() < until && isRunning(child);
        await pause(POLL_MS)
      ) {
        const isAnswering = await fetch(url, { signal: AbortSignal.timeout(START_MS) }).then(
          ({ ok }) => ok,
          () => false,
        );
        if (isAnswering) return child;
      }
      throw new Error(`${command.join(" ")} does not answer:\n${output}`);
    },

    async stop(): Promise<void> {
      await Promise.all(running.map(stopProcess));
    },
  };
}

/** Asks the process and its children to go, and makes them when they do not. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (!isRunning(child) || child.pid === undefined) return;
  const group = -child.pid;
  const exited = once(child, "exit");
  process.kill(group, "SIGTERM");
  const late = setTimeout(() => process.kill(group, "SIGKILL"), STOP_MS);
  await exited;
  clearTimeout(late);
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
