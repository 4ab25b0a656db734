import { createServer, type Server } from "node:http";
import { join } from "node:path";
import type { Context, Middleware } from "koa";
import { type Logger, pino } from "pino";
import { createPasswordHasher, type PasswordHasher } from "./accounts/password-hasher.ts";
import { type App, createApp } from "./app.ts";
import type { Clock } from "./clock.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import type { PolicyDocument } from "./consent/policy.schema.ts";
import { connectDatabase, type Database } from "./database/connect.ts";
import { migrate } from "./database/migrate.ts";
import { createSessionLog } from "./frontend-log/session-log.ts";
import { readWidgetFiles } from "./http/widget-files.ts";
import { getPackageRoot } from "./package-root.ts";
import { readPolicyFile } from "./policy-file.ts";
import { redact } from "./redact.ts";
import { withOwnSecret } from "./secret.ts";

/** A host site in the same process, such as the demo. Used only where the configuration allows a demo. */
export interface HostSite {
  /** Its consent policy, where the operator sets none. */
  readonly policyFile: string;
  createMiddleware(options: { basePath: string; clock: Clock; findUser: App["findUser"] }): Middleware;
  /** Makes the hasher know the passwords of the site's accounts, which are worth nothing to a server without it. */
  extendHasher(hasher: PasswordHasher): PasswordHasher;
  /** Puts the accounts there, before the first request. */
  seedAccounts(options: SeedOptions): Promise<unknown>;
  /** Puts a history behind them, while the first requests are answered. */
  seedHistory(options: SeedOptions): Promise<unknown>;
  /** A reason to refuse a sign-in whatever the password; undefined for none. */
  refuseSignIn(ctx: Context): string | undefined;
  /** What a newcomer should read on the terminal. */
  greeting(origin: string, basePath: string): string;
}

export interface SeedOptions {
  database: Database;
  clock: Clock;
}

const SHUTDOWN_MS = 9_000;
/** How long requests under way may take after a signal. */
const DRAIN_MS = 6_000;
const IDLE_CHECK_MS = 100;

/** The process: configuration → database → migrations → listen → until a signal ends it gracefully. */
export async function main(site?: HostSite): Promise<void> {
  process.umask(0o077);
  const { config, sitePolicy } = orExit(() => readSettings(site));
  const logger = pino({ level: config.logLevel });
  const clock = Date.now;
  const host = config.demo ? site : undefined;
  const plainHasher = createPasswordHasher();
  const hasher = host?.extendHasher(plainHasher) ?? plainHasher;
  const database = connectDatabase(config.databaseUrl);
  await migrate(database);
  const sessionLog = createSessionLog({ folder: config.logDir, logger, clock, redact });
  const app = await createApp({
    config,
    database,
    clock,
    logger,
    hasher,
    sessionLog,
    widgets: await readWidgetFiles(join(getPackageRoot(), "dist/widgets")),
    ...(sitePolicy && { policy: sitePolicy }),
    ...(host && { refuseSignIn: host.refuseSignIn }),
  });
  if (host) app.koa.use(host.createMiddleware({ basePath: config.basePath, clock, findUser: app.findUser }));
  const seedOptions = { database, clock };
  await host?.seedAccounts(seedOptions);
  const server = await listenOrExit(app, config);
  await app.start();
  const seeding = host?.seedHistory(seedOptions).catch((error: unknown) => {
    logger.error({ err: error }, "the demo could not be filled");
  });
  process.stdout.write(
    host
      ? host.greeting(config.origin, config.basePath)
      : `Sereno listens on ${config.origin}${config.basePath}/\n`,
  );
  closeOnSignal(logger, async () => {
    await closeServer(server, app);
    await seeding;
    await sessionLog.close();
    await database.close();
  });
}

/** What was written down for this start. Throws ConfigError. */
function readSettings(site?: HostSite): { config: Config; sitePolicy: PolicyDocument | undefined } {
  const config = readConfig(withOwnSecret(process.env));
  const file = config.policyFile ?? (config.demo ? site?.policyFile : undefined);
  return { config, sitePolicy: file === undefined ? undefined : readPolicyFile(file) };
}

function orExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function listenOrExit(app: App, { host, port }: Config): Promise<Server> {
  const server = createServer(app.koa.callback());
  return new Promise((resolve) => {
    server.once("error", (error) => {
      const taken = "code" in error && error.code === "EADDRINUSE";
      process.stderr.write(
        taken ? `Port ${port} is taken. Choose another with PORT.\n` : `${error.message}\n`,
      );
      process.exit(1);
    });
    server.listen(port, host, () => resolve(server));
  });
}

/** Takes no new connection, ends the streams, waits for requests under way, then writes what they left. */
async function closeServer(server: Server, app: App): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  app.hangUp();
  // A kept-alive connection becomes idle when its answer is sent, which may be later than now.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
  await app.stop();
}

function closeOnSignal(logger: Logger, close: () => Promise<void>): void {
  let closing = false;
  const onSignal = () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, "could not close cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
