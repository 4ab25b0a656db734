import { Problem } from "../http/problem.ts";
import type { Session } from "../sessions/session.ts";
import { createSessionReviewStore } from "../sessions/session-review.store.ts";
import {
  type Answer,
  type Command,
  type CommandContext,
  findText,
  getAccount,
  UsageError,
} from "./command.ts";
import { formatTable } from "./format-table.ts";
import { monitorSessions } from "./monitor-sessions.ts";

export const SESSION_COMMANDS: readonly Command[] = [
  {
    name: "sessions monitor",
    usage: "",
    summary: "watch the open sessions live; Ctrl-C ends it",
    details: "Where the output is no terminal, and with --json, it says once how things are.",
    run: monitorSessions,
  },
  {
    name: "sessions review",
    usage: "",
    summary: "state and statistics; fails when it finds a session that no rule allows",
    details: "Reads every session: some seconds for a million.",
    run: review,
  },
  {
    name: "sessions end",
    usage: "(--user <username> | --id <id> | --all) --reason <text>",
    summary: "end sessions; the users will read the reason",
    options: {
      user: { type: "string" },
      id: { type: "string" },
      all: { type: "boolean" },
      reason: { type: "string" },
    },
    run: end,
  },
];

async function review({ database, clock }: CommandContext): Promise<Answer> {
  const store = createSessionReviewStore(database, clock);
  const { active, activeByKind } = await store.readActive();
  const endedLastDay = await store.readEnds();
  const kept = await store.countKept();
  const phantoms = await store.findPhantoms();
  const rows = [
    ["Active now", `${active}`],
    ...Object.entries(activeByKind).map(([kind, count]) => [`  ${kind}`, `${count}`]),
    ["Ended in the last day", `${Object.values(endedLastDay).reduce((all, one) => all + one, 0)}`],
    ...Object.entries(endedLastDay).map(([reason, count]) => [`  ${reason}`, `${count}`]),
    ["Kept in all", `${kept}`],
  ];
  const findings = phantoms.map(
    ({ meaning, total, ids }) =>
      `${total} ${meaning}\n  ${ids.join("\n  ")}${total > ids.length ? "\n  …" : ""}`,
  );
  const verdict = phantoms.length === 0 ? "Every session is as it should be." : findings.join("\n");
  const isBad = phantoms.length > 0;
  return {
    text: `${formatTable(rows)}\n\n${verdict}`,
    value: { active, activeByKind, endedLastDay, kept, phantoms },
    isBad,
  };
}

async function end(context: CommandContext): Promise<Answer> {
  const message = findText(context, "reason")?.trim();
  if (!message) throw new UsageError("say why with --reason; the users will read it");
  const ids = await endChosen(context, message);
  const text = `Ended ${ids.length} ${ids.length === 1 ? "session" : "sessions"}.`;
  return { text, value: { ended: ids.length, ids } };
}

async function endChosen(context: CommandContext, message: string): Promise<string[]> {
  const [user, id] = [findText(context, "user"), findText(context, "id")];
  const isAll = context.flags.all === true;
  if ([user !== undefined, id !== undefined, isAll].filter(Boolean).length !== 1) {
    throw new UsageError("say which with one of --user, --id and --all");
  }
  const { sessions } = context.services;
  const ending = { reason: "forced", message } as const;
  if (id === undefined) return endOpen(context, ending, user);
  const found = await sessions.findByIds([id]);
  if (found.length === 0) throw new Problem("not_found", `There is no session “${id}”.`);
  return toIds(await sessions.end(found, ending));
}

/** Everybody's sessions, or those of one person; what starts meanwhile goes on. */
async function endOpen(
  context: CommandContext,
  ending: { reason: "forced"; message: string },
  user: string | undefined,
): Promise<string[]> {
  const { bulkEnds } = context.services;
  const subjectId = user === undefined ? undefined : (await getAccount(context, user)).id;
  const ended: string[] = [];
  for (let more = true; more;) {
    const outcome = await bulkEnds.endMatching({ state: "active", subjectId }, ending);
    ended.push(...outcome.ids);
    more = outcome.more;
  }
  return ended;
}

function toIds(sessions: readonly Session[]): string[] {
  return sessions.map(({ id }) => id);
}
