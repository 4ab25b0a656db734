import type { ParseArgsConfig } from "node:util";
import type { Account } from "../accounts/account.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import { Problem } from "../http/problem.ts";
import type { Journal } from "../journal.ts";
import type { Services } from "../services.ts";
import type { Terminal } from "./terminal.ts";

export interface CommandContext {
  services: Services;
  database: Database;
  journal: Journal;
  clock: Clock;
  terminal: Terminal;
  /** What follows the command's name. */
  operands: readonly string[];
  flags: Flags;
}

/** What was given as `--name`; `json` is true when the answer is for a program. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

export interface Answer {
  /** For people; `""` when everything is said already. */
  text: string;
  /** For `--json`. */
  value: unknown;
  /** Found something wrong: exit code 1. */
  isBad?: boolean;
}

export interface Command {
  /** One or two words, such as `user add`. */
  name: string;
  /** What follows the name. */
  usage: string;
  /** One line for the list of commands. */
  summary: string;
  /** More lines for `--help`. */
  details?: string;
  options?: NonNullable<ParseArgsConfig["options"]>;
  run(context: CommandContext): Promise<Answer>;
}

/** The command was not used as it should: exit code 2. */
export class UsageError extends Error {}

/** The one operand. Throws UsageError when it is missing or not alone. */
export function getOperand({ operands }: CommandContext, name: string): string {
  const [operand, ...others] = operands;
  if (operand === undefined) throw new UsageError(`say the ${name}`);
  if (others.length > 0) throw new UsageError(`one ${name} only`);
  return operand;
}

/** A flag with text; undefined when it is not given. */
export function findText({ flags }: CommandContext, name: string): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value : undefined;
}

/** The account of a username or an id. Throws Problem `not_found`. */
export async function getAccount({ services }: CommandContext, name: string): Promise<Account> {
  const { accounts } = services;
  const account = (await accounts.findById(name)) ?? (await accounts.findByUsername(name));
  if (account === undefined) throw new Problem("not_found", `There is no account “${name}”.`);
  return account;
}
