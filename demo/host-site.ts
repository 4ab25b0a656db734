import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { getPackageRoot } from "../server/package-root.ts";
import { type HostName, HOSTS } from "./hosts.ts";
import { createProcesses, stopProcess } from "./processes.ts";

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
  stopSereno(): Promise<void>;
  stop(): Promise<void>;
}

/** A site with a sign-in of its own, Sereno beside it, and both on one origin. */
export async function startHostSite(options: HostSiteOptions): Promise<HostSite> {
  const { name, folder, startFront } = options;
  const ports = {
    front: options.port ?? (await findFreePort()),
    sereno: await findFreePort(),
    host: await findFreePort(),
  };
  const origin = `http://localhost:${ports.front}`;
  const processes = createProcesses();
  try {
    const shared = createSecrets(ports, origin);
    const { prepare, serve, follow, environment } = HOSTS[name];
    const place = { port: ports.host, folder };
    const inHost = {
      folder: join(getPackageRoot(), "demo/hosts", name),
      environment: { ...environment, ...shared, ...hostSettings(ports, folder) },
    };
    if (prepare) await processes.finish(prepare(place), inHost);
    const sereno = await processes.serve(
      [process.execPath, join(getPackageRoot(), "dist/server/cli.js"), "serve"],
      {
        folder,
        environment: { ...serenoSettings(ports, origin, folder), ...shared, ...options.environment },
      },
      `http://127.0.0.1:${ports.sereno}/sereno/readyz`,
    );
    await processes.serve(serve(place), inHost, `http://127.0.0.1:${ports.host}/`);
    if (follow) processes.start(follow(place), inHost);
    const front = await startFront(ports);
    return {
      origin,
      output: processes.output,
      stopSereno: () => stopProcess(sereno),
      async stop() {
        await front.stop();
        await processes.stop();
      },
    };
  } catch (error) {
    await processes.stop();
    throw error;
  }
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

function hostSettings({ host, sereno }: FrontPorts, folder: string): Record<string, string> {
  return {
    PORT: String(host),
    SERENO_URL: `http://127.0.0.1:${sereno}/sereno`,
    SERENO_HOST_FOLDER: folder,
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

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
