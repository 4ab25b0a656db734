import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { LoginOutcome } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import type { Journal, JournalEntry } from "../journal.ts";
import type { AccountStore } from "./accounts.store.ts";
import { hashIdentifier } from "./hash-identifier.ts";

interface AttemptReportsOptions {
  database: Database;
  store: AccountStore;
  journal: Journal;
  clock: Clock;
  secret: string;
  /** Whom a host means by that name; undefined for nobody known. */
  findSubjectId(name: string): Promise<string | undefined>;
}

/** An attempt to sign in elsewhere; `at` in epoch ms. */
export interface AttemptReport {
  username: string;
  outcome: LoginOutcome;
  reason: string | null;
  ipAddress: string;
  userAgent: string;
  at: number;
}

interface KnownReport extends AttemptReport {
  id: string;
  subjectId: string | null;
}

export type AttemptReports = ReturnType<typeof createAttemptReports>;

const ACTIONS = {
  succeeded: "LOGIN_SUCCEEDED",
  failed: "LOGIN_FAILED",
  throttled: "LOGIN_THROTTLED",
} as const;

/** Attempts to sign in that a host has seen at its own form, kept beside ours. */
export function createAttemptReports(options: AttemptReportsOptions) {
  const { database, store, journal, clock, secret, findSubjectId } = options;

  async function identify(reports: readonly AttemptReport[], actor: string): Promise<KnownReport[]> {
    const subjects = new Map<string, string | null>();
    for (const { username } of reports) {
      if (!subjects.has(username)) subjects.set(username, (await findSubjectId(username)) ?? null);
    }
    // A clock ahead of ours counts as ours.
    const now = clock();
    return reports.map((report) => ({
      ...report,
      at: Math.min(report.at, now),
      id: idOf(report, actor),
      subjectId: subjects.get(report.username) ?? null,
    }));
  }

  function insertNew(known: readonly KnownReport[], actor: string): Promise<KnownReport[]> {
    return database.transaction(async (trx) => {
      const kept: KnownReport[] = [];
      for (const report of known) {
        if (await store.insertNewAttempt(trx, toAttempt(report, secret))) kept.push(report);
      }
      const entries = kept.filter(({ outcome }) => outcome !== "throttled");
      await journal.record(
        trx,
        entries.map((report) => toEntry(report, actor, clock())),
      );
      return kept;
    });
  }

  return {
    /** Keeps what is new and returns how many: the same report may come again. */
    async keep(reports: readonly AttemptReport[], actor: string): Promise<number> {
      const kept = await insertNew(await identify(reports, actor), actor);
      // As for our own form: who guesses without end writes lines, and no rows of the audit log.
      for (const report of kept) {
        if (report.outcome === "throttled") journal.note(toEntry(report, actor, clock()));
      }
      return kept.length;
    },
  };
}

/** The same for the same attempt, so that a host may send it until it is answered. */
function idOf({ username, outcome, ipAddress, at }: AttemptReport, actor: string): string {
  const hash = createHash("sha256").update(JSON.stringify([actor, username, outcome, ipAddress, at]));
  return `att_${hash.digest("base64url").slice(0, 22)}`;
}

function toAttempt(report: KnownReport, secret: string) {
  return {
    id: report.id,
    at: report.at,
    subject_id: report.subjectId,
    identifier_hash: hashIdentifier(report.username, secret),
    outcome: report.outcome,
    reason: report.reason,
    purpose: "sign_in" as const,
    ip_address: report.ipAddress,
    user_agent: report.userAgent,
  };
}

function toEntry(report: KnownReport, actor: string, now: number): JournalEntry {
  const { outcome, subjectId, ipAddress, userAgent, reason, at } = report;
  const data = { ipAddress, userAgent, reason, purpose: "sign_in", attemptedAt: new Date(at).toISOString() };
  return { at: now, action: ACTIONS[outcome], actor, target: subjectId, data };
}
