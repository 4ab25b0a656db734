import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** The process as far as commands see it. */
export interface Process {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  once(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
}

/** Where a command reads and writes. */
export interface Terminal {
  readonly output: NodeJS.WriteStream;
  /** Asks without echo on a terminal; takes the first line of a pipe. */
  readPassword(): Promise<string>;
  /** From now on Ctrl-C and SIGTERM abort the signal instead of ending the process. */
  onInterrupt(): AbortSignal;
}

export function createTerminal(process: Process): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    output: stdout,

    async readPassword() {
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
      if (stdin.isTTY) stderr.write("Password: ");
      try {
        return await lines.question("");
      } finally {
        lines.close();
        if (stdin.isTTY) stderr.write("\n");
      }
    },

    onInterrupt() {
      const controller = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
  };
}
