import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A server under measurement, in a process of its own so that its cost can be told from the client's. */
export interface ServerProcess {
  readonly url: string;
  /** Headers of a request that is signed in. */
  readonly headers: Record<string, string>;
  /** User and system time since its start, microseconds, of all its threads. */
  cpuMicros(): Promise<number>;
  /** After a collection of garbage, bytes. */
  memory(): Promise<MemoryUse>;
  stop(): Promise<void>;
}

export interface MemoryUse {
  /** Of the whole process, as the system counts. */
  rss: number;
  /** By objects and buffers. */
  used: number;
}

/** What such a process says when it listens. */
export interface Ready {
  url: string;
  headers: Record<string, string>;
}

/** Starts `test/bench/servers/<name>.ts`. */
export async function startServerProcess(name: string): Promise<ServerProcess> {
  const child = fork(join(import.meta.dirname, "servers", `${name}.ts`), {
    execArgv: ["--expose-gc", "--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const exited = once(child, "exit").then(([code]) => {
    throw new Error(`the server ${name} has exited with ${code}`);
  });
  exited.catch(() => undefined);
  const [ready] = (await Promise.race([once(child, "message"), exited])) as [Ready];
  const ask = async <T>(what: string): Promise<T> => {
    child.send(what);
    const [answer] = (await Promise.race([once(child, "message"), exited])) as [T];
    return answer;
  };
  return {
    ...ready,
    cpuMicros: () => ask<number>("cpu"),
    memory: () => ask<MemoryUse>("memory"),
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}
