import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, resolve } from "node:path";

export interface CommandResult {
  /** 0 when all is well; undefined when it was stopped. */
  readonly code: number | undefined;
  /** Standard output and error as they came. */
  readonly output: string;
}

export interface CommandOptions {
  readonly limitMs: number;
  /** Once the output matches, the work is done and the process has 10 s to exit by itself. */
  readonly done?: RegExp;
}

export const ROOT = resolve(import.meta.dirname, "../..");

const PROGRAMS = resolve(ROOT, "node_modules/.bin");
const EXIT_MS = 10_000;

const running = new Set<ChildProcess>();

/** Runs a program of node_modules/.bin or of the system in the repository's root; never throws. */
export function runCommand(program: string, args: string[], options: CommandOptions): Promise<CommandResult> {
  const PATH = [PROGRAMS, process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH };
  // A process group of its own, so that a browser or server that hangs goes with the program that started it.
  const child = spawn(program, args, { cwd: ROOT, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  return collect(child, [program, ...args].join(" "), options);
}

/** Ends what is still running; for a run that is interrupted. */
export function killCommands(): void {
  for (const child of running) killGroup(child);
}

function collect(child: ChildProcess, name: string, options: CommandOptions): Promise<CommandResult> {
  let output = "";
  let done = false;
  const stop = (reason: string) => {
    output += `\n${name} ${reason} and was stopped.\n`;
    killGroup(child);
  };
  let timer = setTimeout(stop, options.limitMs, `ran longer than ${options.limitMs / 1000} s`);
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    if (done || options.done?.test(output) !== true) return;
    done = true;
    clearTimeout(timer);
    timer = setTimeout(stop, EXIT_MS, "left something open (a server, a database, a timer)");
  };
  child.stdout?.on("data", read);
  child.stderr?.on("data", read);
  return new Promise((settle) => {
    child.once("error", (error) => (output += error.message));
    child.once("exit", () => killGroup(child));
    child.once("close", (code) => {
      clearTimeout(timer);
      running.delete(child);
      settle({ code: code ?? undefined, output });
    });
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It is gone, which is what was wanted.
  }
}
