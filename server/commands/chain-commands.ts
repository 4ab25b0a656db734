import { verifyDecisions } from "../consent/verify-decisions.ts";
import type { ChainReport } from "../database/verify-chain.ts";
import type { Answer, Command, CommandContext } from "./command.ts";
import { exportDecisions } from "./export-decisions.ts";

const FOUND =
  "Computes every hash anew. The first row that was changed, is missing or stands elsewhere is named; exit code 1.";

/** The two hash chains. */
export const CHAIN_COMMANDS: readonly Command[] = [
  {
    name: "audit verify",
    usage: "",
    summary: "check the audit log for tampering",
    details: FOUND,
    run: verifyAudit,
  },
  {
    name: "consent verify",
    usage: "",
    summary: "check the decisions about cookies for tampering",
    details: FOUND,
    run: verifyConsent,
  },
  {
    name: "consent export",
    usage: "[--format ndjson|csv]",
    summary: "write all decisions about cookies to standard output",
    details: "NDJSON by default. The export is audited.",
    options: { format: { type: "string" } },
    run: exportDecisions,
  },
];

async function verifyAudit({ services }: CommandContext): Promise<Answer> {
  return tell("audit log", await services.audit.verify());
}

async function verifyConsent({ services, database }: CommandContext): Promise<Answer> {
  return tell("chain of decisions", await verifyDecisions(database, services.audit.checkpointsOf("consent")));
}

function tell(chain: string, report: ChainReport): Answer {
  const { rows, seq, hash, fault } = report;
  const text =
    fault === null
      ? `The ${chain} is whole: ${rows} rows, the last is ${seq} (${hash ?? "empty"}).`
      : `The ${chain} is broken: ${fault.message}.`;
  return { text, value: report, isBad: fault !== null };
}
