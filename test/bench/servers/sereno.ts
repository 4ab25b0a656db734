import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createPasswordHasher } from "../../../server/accounts/password-hasher.ts";
import { createApp } from "../../../server/app.ts";
import { readConfig } from "../../../server/config.ts";
import { connectDatabase } from "../../../server/database/connect.ts";
import { migrate } from "../../../server/database/migrate.ts";
import { createSessionLog } from "../../../server/frontend-log/session-log.ts";
import { redact } from "../../../server/redact.ts";
import { cookieOf, listen } from "./listen.ts";

const folder = mkdtempSync(join(tmpdir(), "sereno-bench-"));
const credentials = { username: "ana", password: "a password of the bench" };

await listen(
  async (origin) => {
    const config = readConfig({
      SERENO_ORIGIN: origin,
      SERENO_SECRET: "a secret of the bench, long enough",
      // One client stands for many visitors, each with an address of its own.
      SERENO_TRUSTED_PROXY_HOPS: "1",
      DATABASE_URL: `sqlite:${join(folder, "sereno.db")}`,
    });
    const database = connectDatabase(config.databaseUrl);
    await migrate(database);
    const logger = pino({ level: "error" });
    const sessionLog = createSessionLog({ folder, logger, clock: Date.now, redact });
    const widgets = { entry: 'const policy = "__SERENO_POLICY__";', chunks: [] };
    const hasher = createPasswordHasher();
    const app = await createApp({ config, database, clock: Date.now, logger, hasher, sessionLog, widgets });
    await app.services.accounts.create(credentials);
    await app.services.accounts.create({ ...credentials, username: "admin", roles: ["superuser"] });
    await app.start();
    return app.koa.callback();
  },
  async (origin) => {
    const response = await fetch(`${origin}/sereno/api/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: origin },
      body: JSON.stringify(credentials),
    });
    return { path: "/sereno/api/auth/verify", headers: cookieOf(response) };
  },
);
