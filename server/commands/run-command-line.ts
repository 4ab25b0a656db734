import { parseArgs } from "node:util";
import { pino } from "pino";
import { createPasswordHasher } from "../accounts/password-hasher.ts";
import { createJournal } from "../audit/create-journal.ts";
import { ConfigError, readConfig } from "../config.ts";
import { connectDatabase } from "../database/connect.ts";
import { migrate } from "../database/migrate.ts";
import { createSessionLog } from "../frontend-log/session-log.ts";
import { Problem } from "../http/problem.ts";
import { redact } from "../redact.ts";
import { withOwnSecret } from "../secret.ts";
import { createServices } from "../services.ts";
import { CHAIN_COMMANDS } from "./chain-commands.ts";
import { CLEAN_UP_COMMAND } from "./clean-up-command.ts";
import { type Answer, type Command, type CommandContext, type Flags, UsageError } from "./command.ts";
import { checkConfig } from "./check-config.ts";
import { SESSION_COMMANDS } from "./session-commands.ts";
import type { Terminal } from "./terminal.ts";
import { USER_COMMANDS } from "./user-commands.ts";

export interface CommandLine {
  /** What follows `sereno`. */
  arguments: string[];
  environment: Record<string, string | undefined>;
  terminal: Terminal;
  errors: NodeJS.WritableStream;
  /** Runs the server until it is stopped. */
  serve(): Promise<void>;
}

const COMMANDS = [...USER_COMMANDS, ...SESSION_COMMANDS, CLEAN_UP_COMMAND, ...CHAIN_COMMANDS];

const COMMON = { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;

/** Does what the command line says. Returns the exit code: 0 done, 1 refused, failed or something found, 2 wrong usage. */
export async function runCommandLine(line: CommandLine): Promise<0 | 1 | 2> {
  const { terminal, errors } = line;
  try {
    const answer = await answerTo(line);
    if (answer.text !== "") terminal.output.write(`${answer.text}\n`);
    return answer.isBad === true ? 1 : 0;
  } catch (error) {
    errors.write(`${describe(error)}\n`);
    if (!isUsage(error)) return 1;
    errors.write("“sereno --help” lists the commands.\n");
    return 2;
  }
}

async function answerTo(line: CommandLine): Promise<Pick<Answer, "text" | "isBad">> {
  const words = line.arguments.filter((word) => !word.startsWith("-"));
  const [first = "", second = ""] = words;
  const wantsHelp = line.arguments.some((word) => word === "--help" || word === "-h");
  const command = COMMANDS.find(({ name }) => name === first || name === `${first} ${second}`);
  if (command !== undefined) return wantsHelp ? { text: helpFor(command) } : runCommand(command, line);
  if (first === "" || wantsHelp) return { text: helpForAll() };
  if (first === "config" && second === "check") return checkConfig(line);
  if (first !== "serve") throw new UsageError(`there is no command “${words.slice(0, 2).join(" ")}”`);
  await line.serve();
  return { text: "" };
}

async function runCommand(command: Command, line: CommandLine): Promise<Pick<Answer, "text" | "isBad">> {
  const options = { ...COMMON, ...command.options };
  const { values, positionals } = parseArgs({ args: line.arguments, options, allowPositionals: true });
  const operands = positionals.slice(command.name.split(" ").length);
  if (command.usage.startsWith("<") === false && operands.length > 0) {
    throw new UsageError(`“${command.name}” takes no “${operands.join(" ")}”`);
  }
  const flags = values as Flags;
  const { value, text, ...answer } = await withServices(line, (context) =>
    command.run({ ...context, operands, flags }),
  );
  if (flags.json !== true || value === undefined) return { text, ...answer };
  return { text: JSON.stringify(value, null, 2), ...answer };
}

async function withServices(
  { environment, terminal, errors }: CommandLine,
  work: (context: Omit<CommandContext, "operands" | "flags">) => Promise<Answer>,
): Promise<Answer> {
  const config = readConfig(withOwnSecret(environment));
  const clock = Date.now;
  const logger = pino({ level: "error" }, { write: (text) => void errors.write(text) });
  const database = connectDatabase(config.databaseUrl);
  const sessionLog = createSessionLog({ folder: config.logDir, logger, clock, redact });
  const journal = createJournal({ sessionLog });
  try {
    await migrate(database);
    const services = createServices({
      config,
      database,
      clock,
      journal,
      hasher: createPasswordHasher(),
      onError: (error) => logger.error({ err: error }, "the running server could not be told"),
    });
    return await work({ services, database, journal, clock, terminal });
  } finally {
    await sessionLog.close();
    await database.close();
  }
}

function helpForAll(): string {
  const entries = [
    ["serve", "run the server"],
    ["config check", "check the configuration, say every key that is wrong"],
    ...COMMANDS.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary]),
  ];
  const lines = entries.map(([form = "", summary = ""]) =>
    form.length < 36 ? `  ${form.padEnd(37)}${summary}` : `  ${form}\n${" ".repeat(39)}${summary}`,
  );
  return `Usage: sereno <command>

${lines.join("\n")}

  --json    answer as JSON
  --help    this text, or that of one command

Exit codes: 0 done; 1 refused, failed, or something found; 2 wrong usage.`;
}

function helpFor({ name, usage, summary, details }: Command): string {
  const text = `Usage: sereno ${name} ${usage}`.trimEnd();
  const more = details === undefined ? "" : `${details}\n`;
  return `${text} [--json]\n\n${summary[0]?.toUpperCase()}${summary.slice(1)}.\n${more}\nExit codes: 0 done; 1 refused, failed, or something found; 2 wrong usage.`;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What has a code comes from the system or the database and says enough; the rest is a fault of ours.
  const isExpected = error instanceof UsageError || error instanceof Problem || error instanceof ConfigError;
  return isExpected || "code" in error ? error.message : (error.stack ?? error.message);
}

/** `parseArgs` throws TypeErrors with a code for what it does not know. */
function isUsage(error: unknown): error is Error {
  return error instanceof UsageError || (error instanceof TypeError && "code" in error);
}
