import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Middleware } from "koa";
import { pino } from "pino";
import { createPasswordHasher, type PasswordHasher } from "../../server/accounts/password-hasher.ts";
import { createApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import type { PolicyDocument } from "../../server/consent/policy.schema.ts";
import type { LoginAnswer } from "../../server/contract/index.ts";
import { connectDatabase } from "../../server/database/connect.ts";
import type { Dialect } from "../../server/database/dialect.ts";
import { createSessionLog } from "../../server/frontend-log/session-log.ts";
import type { WidgetFiles } from "../../server/http/widget-files.ts";
import { redact } from "../../server/redact.ts";
import { createClient, type TestClient } from "./client.ts";
import { openDatabase, type OpenDatabase } from "./database.ts";
import { createTestClock } from "./test-clock.ts";

export interface TestAppOptions {
  /** Settings beside the defaults, as the environment would give them. */
  env?: Record<string, string>;
  widgets?: WidgetFiles;
  /** The site's consent policy; Sereno's own otherwise. */
  policy?: PolicyDocument;
  hasher?: PasswordHasher;
  /** What browsers call this machine; 127.0.0.1 otherwise. */
  hostname?: string;
  /** A site in the same process, as the demo is. */
  site?: Middleware;
  /** A migrated database that the test shares with another server; one of its own otherwise. */
  databaseUrl?: string;
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

/** Every account of a test has it. */
export const TEST_PASSWORD = "correct horse battery";

/** Argon2id at the least that it can cost: no test is about how long guessing takes. */
export const testHasher = createPasswordHasher({ memoryCost: 8, timeCost: 1, parallelism: 1 });

const WIDGETS: WidgetFiles = {
  entry: 'const policy = "__SERENO_POLICY__";\n',
  chunks: [
    { path: "/assets/x-1.js", type: "text/javascript", body: Buffer.from("export {};\n"), immutable: true },
  ],
};

/** The whole server on a port of its own, over an empty database, with a clock that the test moves. */
export async function startTestApp(dialect: Dialect, options: TestAppOptions = {}) {
  const { env = {}, widgets = WIDGETS, policy, hostname = "127.0.0.1", site, databaseUrl } = options;
  const folder = await mkdtemp(join(tmpdir(), "sereno-app-"));
  const database = databaseUrl === undefined ? await openDatabase(dialect) : connectTo(databaseUrl);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://${hostname}:${(server.address() as AddressInfo).port}`;
  const config = readConfig({
    SERENO_ORIGIN: origin,
    SERENO_SECRET: "a secret of the tests, long enough",
    SERENO_LOG_DIR: folder,
    DATABASE_URL: database.url,
    ...env,
  });
  const clock = createTestClock();
  const logger = pino({ level: "error" });
  const sessionLog = createSessionLog({ folder, logger, clock, redact });
  const hasher = options.hasher ?? testHasher;
  const app = await createApp({
    config,
    database,
    clock,
    logger,
    hasher,
    sessionLog,
    widgets,
    ...(policy && { policy }),
  });
  if (site) app.koa.use(site);
  server.on("request", app.koa.callback());
  await app.start();
  const base = origin + config.basePath;

  return {
    origin,
    base,
    config,
    clock,
    database,
    app,
    /** A browser without cookies. */
    client: () => createClient(base),
    createAccount: (username: string, roles: string[] = []) =>
      app.services.accounts.create({ username, password: TEST_PASSWORD, roles }),
    /** Signs in a new browser. */
    async signIn(username: string, body: Record<string, unknown> = {}): Promise<SignedInClient> {
      const client = createClient(base);
      const credentials = { username, password: TEST_PASSWORD, ...body };
      const { status, body: answer, text } = await client.post<LoginAnswer>("/api/auth/login", credentials);
      if (status !== 200) throw new Error(`sign-in of ${username} failed: ${text}`);
      return Object.assign(client, { answer });
    },
    /** What sessions.log holds so far. */
    async readSessionLog(): Promise<{ event: string; actor: string | null; target: string | null }[]> {
      const text = await readFile(join(folder, "sessions.log"), "utf8").catch(() => "");
      return text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    },
    async close(): Promise<void> {
      await app.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sessionLog.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function connectTo(url: string): OpenDatabase {
  return { ...connectDatabase(url), url };
}

export type SignedInClient = TestClient & { answer: LoginAnswer };
