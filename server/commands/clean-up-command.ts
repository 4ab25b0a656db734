import { Problem } from "../http/problem.ts";
import type { Answer, Command, CommandContext } from "./command.ts";
import { formatTable } from "./format-table.ts";

export const CLEAN_UP_COMMAND: Command = {
  name: "cleanup",
  usage: "[--dry-run]",
  summary: "remove what is older than the SERENO_RETENTION_… settings let it become",
  details: "The running server does the same every hour. --dry-run only says what would go.",
  options: { "dry-run": { type: "boolean" } },
  run: cleanUp,
};

async function cleanUp({ services, flags, terminal }: CommandContext): Promise<Answer> {
  const { retention } = services;
  const isDryRun = flags["dry-run"] === true;
  const removals = isDryRun
    ? await retention.preview()
    : await retention.run({ actor: "operator", signal: terminal.onInterrupt() });
  if (removals === undefined) throw new Problem("conflict", "Another node is cleaning up right now.");
  const rows = removals.map(({ kind, rows: removed, before }) => [
    kind,
    `${removed}`,
    `older than ${new Date(before).toISOString().slice(0, 10)}`,
  ]);
  return {
    text: `${isDryRun ? "Would remove" : "Removed"}:\n${formatTable(rows)}`,
    value: {
      dryRun: isDryRun,
      removed: removals.map(({ before, ...removal }) => ({
        ...removal,
        before: new Date(before).toISOString(),
      })),
    },
  };
}
