import { once } from "node:events";
import { createDecisionLists } from "../consent/decision-lists.service.ts";
import { createDecisionListStore } from "../consent/decision-lists.store.ts";
import { type Answer, type CommandContext, findText, UsageError } from "./command.ts";

/** Streams every decision to standard output, as fast as whoever reads it takes it. */
export async function exportDecisions(context: CommandContext): Promise<Answer> {
  const { database, journal, clock, terminal, flags } = context;
  const format = findText(context, "format") ?? "ndjson";
  if (format !== "ndjson" && format !== "csv") throw new UsageError("the format is ndjson or csv");
  if (format === "csv" && flags.json === true) throw new UsageError("--json is --format ndjson");
  const store = createDecisionListStore(database);
  const decisions = createDecisionLists({ database, store, journal, clock });
  for await (const text of await decisions.openExport({ filter: {}, format, actor: "operator" })) {
    if (!terminal.output.write(text)) await once(terminal.output, "drain");
  }
  return { text: "", value: undefined };
}
