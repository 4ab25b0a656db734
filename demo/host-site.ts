import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { getPackageRoot } from "../server/package-root.ts";
import { type HostName, HOSTS } from "./hosts.ts";

/** What makes one origin of a host and of Sereno beside it. */
export interface Front {
  stop(): Promise<void>;
}

/** Where a front listens and what stands behind it; all on 127.0.0.1. */
export interface FrontPorts {
  readonly front: number;
  /** Below `/sereno/`. */
  readonly sereno: number;
  /** The rest. */
  readonly host: number;
}

interface HostSiteOptions {
  readonly name: HostName;
  /** Where databases, logs and sessions live. */
  readonly folder: string;
  /** A free one when not given. */
  readonly port?: number | undefined;
  startFront(ports: FrontPorts): Promise<Front>;
  /** Settings of Sereno beside the usual ones; an empty text takes one away. */
  readonly environment?: Record<string, string>;
}

export interface HostSite {
  /** `http://localhost:…` */
  readonly origin: string;
  /** What Sereno and the host have written so far. */
  output(): string;
  startSereno(): Promise<void>;
  stopSereno(): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 30_000;
const POLL_MS = 50;

/** A site with a sign-in of its own, Sereno beside it, and both on one origin. */
export async function startHostSite(options: HostSiteOptions): Promise<HostSite> {
  const { name, folder, startFront, environment } = options;
  const ports = {
    front: options.port ?? (await findFreePort()),
    sereno: await findFreePort(),
    host: await findFreePort(),
  };
  const origin = `http://localhost:${ports.front}`;
  const shared = createSecrets(ports, origin);
  let output = "";
  const read = (text: string) => (output += text);
  const { prepare, serve, follow, environment: own } = HOSTS[name];
  const place = { port: ports.host, folder };
  const run = (line: readonly string[]) =>
    start(line, {
      folder: join(getPackageRoot(), "demo/hosts", name),
      environment: {
        ...own,
        ...shared,
        PORT: String(ports.host),
        SERENO_URL: `http://127.0.0.1:${ports.sereno}/sereno`,
        SERENO_HOST_FOLDER: folder,
      },
      read,
    });
  if (prepare) await untilDone(run(prepare(place)), () => output);

  const startSereno = async () => {
    const child = start([process.execPath, join(getPackageRoot(), "dist/server/cli.js"), "serve"], {
      folder,
      environment: { ...serenoSettings(ports, origin, folder), ...shared, ...environment },
      read,
    });
    await untilAnswering(`http://127.0.0.1:${ports.sereno}/sereno/readyz`, child, () => output);
    return child;
  };

  let sereno: ChildProcess | undefined = await startSereno();
  const host = run(serve(place));
  const follower = follow && run(follow(place));
  await untilAnswering(`http://127.0.0.1:${ports.host}/`, host, () => output);
  const front = await startFront(ports);

  const stopSereno = async () => {
    if (sereno) await end(sereno);
    sereno = undefined;
  };
  return {
    origin,
    output: () => output,
    async startSereno() {
      sereno ??= await startSereno();
    },
    stopSereno,
    async stop() {
      await front.stop();
      await Promise.all([end(host), follower && end(follower), stopSereno()]);
    },
  };
}

/** What the two sides share. Made anew at each start: nothing of it is worth stealing. */
function createSecrets({ host }: FrontPorts, origin: string): Record<string, string> {
  const key = randomBytes(32).toString("base64url");
  return {
    SERENO_HANDOVER_SECRET: randomBytes(32).toString("base64url"),
    SERENO_HANDOVER_ISSUER: origin,
    SERENO_HOST_KEY: key,
    SERENO_HOST_KEYS: `host:${key}`,
    SERENO_WEBHOOK_URL: `http://127.0.0.1:${host}/sereno-webhook`,
    SERENO_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString("base64")}`,
  };
}

function serenoSettings({ sereno }: FrontPorts, origin: string, folder: string): Record<string, string> {
  return {
    PORT: String(sereno),
    DATABASE_URL: `sqlite:${join(folder, "sereno.db")}`,
    SERENO_LOG_DIR: join(folder, "logs"),
    SERENO_SECRET: randomBytes(32).toString("base64url"),
    SERENO_ORIGIN: origin,
    SERENO_TRUSTED_PROXY_HOPS: "1",
    SERENO_HANDOVER_REAUTH_URL: "/confirm",
    SERENO_DEMO: "off",
  };
}

interface StartOptions {
  folder: string;
  environment: Record<string, string>;
  read(text: string): void;
}

/** A process group of its own: some servers have children that outlive them. */
function start(
  [program = "", ...args]: readonly string[],
  { folder, environment, read }: StartOptions,
): ChildProcess {
  const set = Object.entries(environment).filter(([, value]) => value !== "");
  const env = { PATH: process.env.PATH, HOME: folder, ...Object.fromEntries(set) };
  const child = spawn(program, args, { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => read(String(chunk)));
  child.on("error", (error) => read(`${program}: ${error.message}\n`));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, "exit");
  process.kill(-child.pid, "SIGTERM");
  await exited;
}

async function untilDone(child: ChildProcess, output: () => string): Promise<void> {
  const [code] = child.exitCode === null ? await once(child, "close") : [child.exitCode];
  if (code !== 0) throw new Error(`The host could not be prepared:\n${output()}`);
}

async function untilAnswering(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until; await pause(POLL_MS)) {
    if (child.exitCode !== null) break;
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
  }
  throw new Error(`Nothing answers at ${url}:\n${output()}`);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
