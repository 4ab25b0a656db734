import type { Knex } from "knex";
import { REVOCATIONS } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { lockRow, returnedRows } from "../database/dialect.ts";
import { type SessionRow, type SubjectRow, TABLES } from "../database/tables.ts";
import { type NewSession, type Reader, selectSessions, toRow, toSession } from "./session-rows.ts";
import type { Session } from "./session.ts";

export type EndedSession = Pick<Session, "id" | "endedAt" | "endReason" | "endMessage" | "endedBy">;

export type SessionStore = ReturnType<typeof createSessionStore>;

/** The sessions table. Rows in, domain out; rules live in the service. */
export function createSessionStore({ knex }: Database) {
  return {
    /** The session that a token's hash, or the one before its last rotation, belongs to. */
    async findByTokenHash(tokenHash: string): Promise<Session | undefined> {
      const row =
        (await selectSessions(knex).where("s.token_hash", tokenHash).first()) ??
        (await selectSessions(knex).where("s.previous_token_hash", tokenHash).first());
      return row && toSession(row);
    },

    async findById(id: string, reader: Reader = knex): Promise<Session | undefined> {
      const row = await selectSessions(reader).where("s.id", id).first();
      return row && toSession(row);
    },

    async findByIds(ids: readonly string[], reader: Reader = knex): Promise<Session[]> {
      return (await selectSessions(reader).whereIn("s.id", ids)).map(toSession);
    },

    /**
     * Holds the subject's row until the transaction ends: of two sign-ins at once the second counts what the first
     * has begun. Undefined for whom is disabled or gone, or has another password than this hash is of; `maxSessions`
     * is their own limit, when they have one, and sign-ins at a host before `notBefore` (epoch ms) no longer count.
     */
    async lockEnabledSubject(
      trx: Knex.Transaction,
      id: string,
      passwordHash?: string,
    ): Promise<{ maxSessions: number | null; notBefore: number | null } | undefined> {
      const subject = trx<SubjectRow>(TABLES.subjects).where({ id }).whereNull("disabled_at");
      if (passwordHash !== undefined) subject.where({ password_hash: passwordHash });
      const row = await lockRow(trx, subject.first("max_sessions", "not_before"));
      return row && { maxSessions: row.max_sessions, notBefore: row.not_before };
    },

    /** From now on no host can vouch for the person by a sign-in before `at` (epoch ms). */
    async barEarlierSignIns(subjectId: string, at: number): Promise<void> {
      await knex(TABLES.subjects).where({ id: subjectId }).update({ not_before: at });
    },

    /** What is open of a host's own session. */
    async listUnendedOfHost(trx: Knex.Transaction, hostSid: string): Promise<Session[]> {
      return (await selectSessions(trx).where("s.host_sid", hostSid).whereNull("s.ended_at")).map(toSession);
    },

    /** Whether somebody has taken away a session that the host's own had here. */
    async isRevokedByHostSid(hostSid: string, reader: Reader = knex): Promise<boolean> {
      const revoked = reader<SessionRow>(TABLES.sessions).where({ host_sid: hostSid });
      return (await revoked.whereIn("end_reason", REVOCATIONS).first("id")) !== undefined;
    },

    /** A subject's active sessions, the one seen longest ago first. */
    async listActive(trx: Knex.Transaction, subjectId: string, now: number): Promise<Session[]> {
      const rows = await selectSessions(trx)
        .where("s.subject_id", subjectId)
        .whereNull("s.ended_at")
        .where("s.idle_expires_at", ">", now)
        .where("s.absolute_expires_at", ">", now)
        .orderBy(["s.last_seen_at", "s.id"]);
      return rows.map(toSession);
    },

    async listLapsed(now: number, limit: number): Promise<Session[]> {
      const lapsed = (column: string) =>
        selectSessions(knex).whereNull("s.ended_at").where(column, "<=", now).orderBy(column).limit(limit);
      const rows = [...(await lapsed("s.idle_expires_at")), ...(await lapsed("s.absolute_expires_at"))];
      return [...new Map(rows.map((row) => [row.id, toSession(row)])).values()].slice(0, limit);
    },

    /** Sessions of a person that nobody has recorded as ended, whether or not a deadline has passed. */
    async listUnendedOf(
      subjectId: string,
      { limit, exceptId }: { limit: number; exceptId: string | undefined },
    ): Promise<Session[]> {
      const open = selectSessions(knex).where("s.subject_id", subjectId).whereNull("s.ended_at").limit(limit);
      if (exceptId !== undefined) open.whereNot("s.id", exceptId);
      return (await open).map(toSession);
    },

    async findIdsOf(trx: Knex.Transaction, subjectId: string, limit: number): Promise<string[]> {
      return trx(TABLES.sessions).where({ subject_id: subjectId }).limit(limit).pluck("id");
    },

    /** Removes what leads from sessions to their person; that they were, and how they ended, stays. Returns how many. */
    async erase(trx: Knex.Transaction, ids: readonly string[]): Promise<number> {
      return trx(TABLES.sessions).whereIn("id", ids).update({
        subject_id: null,
        username: "",
        data: "{}",
        ip_first: "",
        ip_last: "",
        user_agent: "",
        client_hints: null,
        device_id: null,
        country: null,
        city: null,
        end_message: null,
        path_history: "[]",
      });
    },

    async insert(trx: Knex.Transaction, session: NewSession): Promise<void> {
      await trx(TABLES.sessions).insert(toRow(session));
    },

    /**
     * The one statement that ends sessions, each as it says. Resolves to the ids of those that it ended: what had
     * ended already is left alone, so the first reason wins, and so is what another node has kept alive past the
     * deadline that we read. At most 6,000 at once (SQLite's bound parameters).
     */
    async end(trx: Knex.Transaction, ends: readonly EndedSession[]): Promise<Set<string>> {
      if (ends.length === 0) return new Set();
      const row = "(?, CAST(? AS BIGINT), ?, ?, ?)";
      const values = ends.flatMap((end) => [
        end.id,
        end.endedAt,
        end.endReason,
        end.endMessage,
        end.endedBy?.id ?? null,
      ]);
      const updated = await returnedRows<{ id: string }>(
        trx.raw(
          `UPDATE ${TABLES.sessions} SET ended_at = e.column2, end_reason = e.column3, end_message = e.column4,
            ended_by = e.column5, data = '{}'
          FROM (VALUES ${ends.map(() => row).join(", ")}) AS e
          WHERE ${TABLES.sessions}.id = e.column1 AND ${TABLES.sessions}.ended_at IS NULL
            AND (e.column3 NOT IN ('expired_idle', 'expired_absolute')
              OR ${TABLES.sessions}.idle_expires_at <= e.column2
              OR ${TABLES.sessions}.absolute_expires_at <= e.column2)
          RETURNING ${TABLES.sessions}.id`,
          values as Knex.RawBinding[],
        ),
      );
      return new Set(updated.map(({ id }) => id));
    },

    /**
     * Gives an active session another token after a fresh authentication. False when it has ended meanwhile, or has
     * been given another one: of two at once the second would leave the first browser tab with a token of nobody.
     */
    async rotate(
      trx: Knex.Transaction,
      session: Session,
      rotation: { tokenHash: string; now: number; authenticatedAt: number; sudoUntil: number },
    ): Promise<boolean> {
      const unchanged = { id: session.id, token_hash: session.tokenHash };
      const updated = await trx(TABLES.sessions).where(unchanged).whereNull("ended_at").update({
        token_hash: rotation.tokenHash,
        previous_token_hash: session.tokenHash,
        rotated_at: rotation.now,
        authenticated_at: rotation.authenticatedAt,
        sudo_until: rotation.sudoUntil,
      });
      return updated === 1;
    },

    /** An active session's data, which nobody else changes until the transaction ends. */
    async lockData(trx: Knex.Transaction, id: string): Promise<Record<string, unknown> | undefined> {
      const open = trx<SessionRow>(TABLES.sessions).where({ id }).whereNull("ended_at");
      const row = await lockRow(trx, open.first("data"));
      return row && JSON.parse(row.data);
    },

    async replaceData(trx: Knex.Transaction, id: string, data: Record<string, unknown>): Promise<void> {
      await trx(TABLES.sessions)
        .where({ id })
        .update({ data: JSON.stringify(data) });
    },

    /** Back to the state after sign-in: counters, history and temporary data go. False when it has ended meanwhile. */
    async clear(trx: Knex.Transaction, id: string): Promise<boolean> {
      const updated = await trx(TABLES.sessions)
        .where({ id })
        .whereNull("ended_at")
        .update({ data: "{}", request_count: 0, path_history: "[]" });
      return updated === 1;
    },
  };
}
