#!/usr/bin/env node
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { presentUser } from "./accounts/account.ts";
import { createPasswordHasher } from "./accounts/password-hasher.ts";
import { createJournal } from "./audit/create-journal.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { connectDatabase } from "./database/connect.ts";
import { migrate } from "./database/migrate.ts";
import { createSessionLog } from "./frontend-log/session-log.ts";
import { Problem } from "./http/problem.ts";
import { main } from "./main.ts";
import { redact } from "./redact.ts";
import { withOwnSecret } from "./secret.ts";
import { createServices, type Services } from "./services.ts";
import { presentSession } from "./sessions/sessions.present.ts";

const HELP = `Usage: sereno <command>

  serve                                  run the server
  config check                           check the configuration, say every key that is wrong
  user list
  user add <username> [--name <text>] [--superuser]
  user password <username>
  user promote <username>                give the superuser role
  user demote <username>                 take it away
  sessions end (--user <username> | --id <id> | --all) --reason <text>

A password is asked for, or read as one line from standard input.
  --json    answer as JSON
  --help    this text

Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
`;

type Flags = ReturnType<typeof readArguments>["values"];

interface CommandContext {
  services: Services;
  config: Config;
  /** What follows the command's name. */
  operands: string[];
  flags: Flags;
}

/** Each returns what to say: text for people, `value` for `--json`. */
type Command = (context: CommandContext) => Promise<{ text: string; value: unknown }>;

class UsageError extends Error {}

const COMMANDS: Record<string, Command> = {
  "user list": async ({ services }) => {
    const users = (await services.accounts.list()).map(presentUser);
    const rows = users.map(
      ({ username, displayName, roles }) => `${username}\t${displayName}\t${roles.join(",")}`,
    );
    return { text: rows.join("\n") || "There are no accounts. Add one with “user add”.", value: users };
  },

  "user add": async ({ services, operands, flags }) => {
    const account = await services.accounts.create({
      username: requireOperand(operands, "username"),
      displayName: flags.name,
      password: await readPassword(),
      roles: flags.superuser ? ["superuser"] : [],
    });
    return { text: `Added ${account.username}.`, value: presentUser(account) };
  },

  "user password": async ({ services, operands }) => {
    const username = requireOperand(operands, "username");
    await services.accounts.setPassword(username, await readPassword());
    return { text: `Changed the password of ${username}.`, value: { username } };
  },

  "user promote": async ({ services, operands }) =>
    changeRoles(services, requireOperand(operands, "username"), ["superuser"]),
  "user demote": async ({ services, operands }) =>
    changeRoles(services, requireOperand(operands, "username"), []),

  "sessions end": async ({ services, flags }) => {
    if (!flags.reason) throw new UsageError("say why with --reason; the user will read it");
    const sessions = await findSessions(services, flags);
    const ended = await services.sessions.end(sessions, { reason: "forced", message: flags.reason });
    const viewpoint = { now: Date.now(), currentId: undefined };
    const value = ended.map((session) => presentSession(session, viewpoint));
    return { text: `Ended ${ended.length} ${ended.length === 1 ? "session" : "sessions"}.`, value };
  },
};

await run();

async function run(): Promise<void> {
  process.umask(0o077);
  try {
    const { values: flags, positionals } = readArguments();
    const name = positionals.slice(0, 2).join(" ");
    if (flags.help || name === "") return print(HELP);
    if (name === "serve") return await main();
    if (name === "config check") return checkConfig(flags);
    const command = COMMANDS[name];
    if (command === undefined) throw new UsageError(`there is no command “${name}”`);
    await withServices(async (services, config) => {
      const answer = await command({ services, config, operands: positionals.slice(2), flags });
      print(flags.json ? `${JSON.stringify(answer.value, null, 2)}\n` : `${answer.text}\n`);
    });
  } catch (error) {
    fail(error);
  }
}

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
      name: { type: "string" },
      superuser: { type: "boolean" },
      user: { type: "string" },
      id: { type: "string" },
      all: { type: "boolean" },
      reason: { type: "string" },
    },
  });
}

function checkConfig(flags: Flags): void {
  const { secret: _, ...config } = readConfig(withOwnSecret(process.env));
  const shown = { ...config, databaseUrl: config.databaseUrl.replace(/\/\/[^@/]*@/, "//…@") };
  print(
    flags.json
      ? `${JSON.stringify(shown, null, 2)}\n`
      : `The configuration is good: ${config.origin}${config.basePath}/\n`,
  );
}

async function withServices(work: (services: Services, config: Config) => Promise<void>): Promise<void> {
  const config = readConfig(withOwnSecret(process.env));
  const logger = pino({ level: "error" }, pino.destination(2));
  const database = connectDatabase(config.databaseUrl);
  const sessionLog = createSessionLog({ folder: config.logDir, logger, clock: Date.now, redact });
  try {
    await migrate(database);
    const services = createServices({
      config,
      database,
      clock: Date.now,
      journal: createJournal({ sessionLog }),
      hasher: createPasswordHasher(),
      onError: (error) => logger.error({ err: error }, "the running server could not be told"),
    });
    await work(services, config);
  } finally {
    await sessionLog.close();
    await database.close();
  }
}

async function changeRoles(services: Services, username: string, roles: string[]) {
  await services.accounts.setRoles(username, roles);
  const text = roles.length > 0 ? `${username} is a superuser now.` : `${username} is no superuser any more.`;
  return { text, value: { username, roles } };
}

async function findSessions({ sessions, accounts }: Services, { user, id, all }: Flags) {
  const limit = 10_000;
  if (id !== undefined) return sessions.findByIds([id]);
  if (user !== undefined) {
    const account = await accounts.findByUsername(user);
    if (account === undefined) throw new Problem("not_found", `There is no account “${user}”.`);
    return (await sessions.list({ state: "active", subjectId: account.id, limit })).items;
  }
  if (all) return (await sessions.list({ state: "active", limit })).items;
  throw new UsageError("say which with --user, --id or --all");
}

function requireOperand(operands: string[], name: string): string {
  const [operand] = operands;
  if (operand === undefined) throw new UsageError(`say the ${name}`);
  return operand;
}

/** Asks without echo on a terminal; takes the first line of a pipe. */
async function readPassword(): Promise<string> {
  const { stdin, stderr } = process;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY === true });
  if (stdin.isTTY) stderr.write("Password: ");
  try {
    return await lines.question("");
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write("\n");
  }
}

function print(text: string): void {
  process.stdout.write(text);
}

function fail(error: unknown): void {
  const usage = error instanceof UsageError || (error instanceof TypeError && "code" in error);
  const expected = usage || error instanceof Problem || error instanceof ConfigError;
  process.stderr.write(
    `${expected ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  if (usage) process.stderr.write(`\n${HELP}`);
  process.exitCode = usage ? 2 : 1;
}
