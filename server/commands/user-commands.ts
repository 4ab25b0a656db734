import { type Account, presentUser } from "../accounts/account.ts";
import {
  type Answer,
  type Command,
  type CommandContext,
  findText,
  getAccount,
  getOperand,
} from "./command.ts";
import { formatTable } from "./format-table.ts";

const PASSWORD = "The password is asked for, or read as one line from standard input.";

export const USER_COMMANDS: readonly Command[] = [
  { name: "user list", usage: "", summary: "list the accounts", run: list },
  {
    name: "user add",
    usage: "<username> [--name <text>] [--superuser]",
    summary: "add an account",
    details: PASSWORD,
    options: { name: { type: "string" }, superuser: { type: "boolean" } },
    run: add,
  },
  {
    name: "user password",
    usage: "<username>",
    summary: "set a password; ends the person's sessions",
    details: PASSWORD,
    run: setPassword,
  },
  {
    name: "user promote",
    usage: "<username>",
    summary: "give the superuser role",
    run: promote,
  },
  {
    name: "user demote",
    usage: "<username>",
    summary: "take the superuser role away",
    run: demote,
  },
  {
    name: "user disable",
    usage: "<username>",
    summary: "bar a person from signing in; ends their sessions",
    run: disable,
  },
  { name: "user enable", usage: "<username>", summary: "let a disabled person sign in again", run: enable },
  {
    name: "user delete",
    usage: "<username>",
    summary: "end a person's sessions and erase who they were",
    details: "Sessions and audit rows stay without anything that leads to the person. There is no way back.",
    run: erase,
  },
];

async function list({ services }: CommandContext): Promise<Answer> {
  const accounts = await services.accounts.list();
  if (accounts.length === 0) return { text: "There are no accounts. Add one with “user add”.", value: [] };
  const rows = accounts.map(({ username, displayName, roles, disabledAt }) => [
    username,
    displayName,
    roles.join(", ") || "–",
    disabledAt === null ? "enabled" : "disabled",
  ]);
  return {
    text: formatTable([["USERNAME", "NAME", "ROLES", "STATE"], ...rows]),
    value: accounts.map(present),
  };
}

async function add(context: CommandContext): Promise<Answer> {
  const { services, flags, terminal } = context;
  const username = getOperand(context, "username");
  const account = await services.accounts.create({
    username,
    displayName: findText(context, "name"),
    password: await terminal.readPassword(),
    roles: flags.superuser === true ? ["superuser"] : [],
  });
  return { text: `Added ${account.username}.`, value: present(account) };
}

async function setPassword(context: CommandContext): Promise<Answer> {
  const { services, terminal } = context;
  const { id, username } = await getAccount(context, getOperand(context, "username"));
  await services.accounts.setPassword(username, await terminal.readPassword());
  const ended = await services.sessions.endAllOf(id, { reason: "password_change" });
  return { text: `Changed the password of ${username}; ${count(ended)} ended.`, value: { username, ended } };
}

async function promote(context: CommandContext): Promise<Answer> {
  const { username } = await getAccount(context, getOperand(context, "username"));
  const { roles } = await context.services.accounts.promote(username);
  return { text: `${username} is a superuser now.`, value: { username, roles } };
}

async function demote(context: CommandContext): Promise<Answer> {
  const { username } = await getAccount(context, getOperand(context, "username"));
  const { roles } = await context.services.accounts.demote(username);
  return { text: `${username} is no superuser any more.`, value: { username, roles } };
}

async function disable(context: CommandContext): Promise<Answer> {
  const { id } = await getAccount(context, getOperand(context, "username"));
  const { account, ended } = await context.services.accounts.disable(id);
  const text = `${account.username} cannot sign in any more; ${count(ended)} ended.`;
  return { text, value: { ...present(account), ended } };
}

async function enable(context: CommandContext): Promise<Answer> {
  const { id } = await getAccount(context, getOperand(context, "username"));
  const account = await context.services.accounts.enable(id);
  return { text: `${account.username} can sign in again.`, value: present(account) };
}

async function erase(context: CommandContext): Promise<Answer> {
  const { id, username } = await getAccount(context, getOperand(context, "username"));
  const { ended } = await context.services.accounts.delete(id);
  return { text: `Deleted ${username}; ${count(ended)} ended.`, value: { id, ended } };
}

function present(account: Account) {
  const { disabledAt, createdAt } = account;
  return {
    ...presentUser(account),
    disabledAt: disabledAt === null ? null : new Date(disabledAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  };
}

function count(sessions: number): string {
  return `${sessions} ${sessions === 1 ? "session" : "sessions"}`;
}
