import type { Clock } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import type { Journal } from "../journal.ts";

/** Keeps in the audit log that a superuser has seen a cookie's value; the name of the cookie, never the value. */
export function createRevealRecord({
  database,
  journal,
  clock,
}: {
  database: Database;
  journal: Journal;
  clock: Clock;
}) {
  return (actor: string, sessionId: string, name: string): Promise<void> =>
    database.transaction((trx) =>
      journal.record(trx, [
        { at: clock(), action: "COOKIE_REVEALED", actor, target: sessionId, data: { name } },
      ]),
    );
}
