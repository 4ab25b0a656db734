import type { Knex } from "knex";
import type { UserResource } from "../contract/index.ts";
import { type SessionRow, type SubjectRow, TABLES } from "../database/tables.ts";
import type { Session } from "./session.ts";

export type NewSession = Omit<
  Session,
  "endedAt" | "endReason" | "endMessage" | "endedBy" | "requestCount"
> & {
  clientHints: string | null;
  deviceId: string | null;
};

export type Reader = Knex | Knex.Transaction;
type JoinedRow = SessionRow & Prefixed<"user"> & Partial<Prefixed<"ender">>;
type Prefixed<P extends string> = {
  [K in keyof Pick<SubjectRow, "id" | "username" | "display_name" | "roles"> as `${P}_${K}`]:
    SubjectRow[K] | null;
};

/** Sessions with their person and whoever ended them. */
export function selectSessions(reader: Reader): Knex.QueryBuilder<JoinedRow, JoinedRow[]> {
  return reader({ s: TABLES.sessions })
    .leftJoin({ u: TABLES.subjects }, "u.id", "s.subject_id")
    .leftJoin({ e: TABLES.subjects }, "e.id", "s.ended_by")
    .select("s.*", ...userColumns("u", "user"), ...userColumns("e", "ender"));
}

function userColumns(alias: string, prefix: string): string[] {
  return ["id", "username", "display_name", "roles"].map(
    (column) => `${alias}.${column} as ${prefix}_${column}`,
  );
}

export function toSession(row: JoinedRow): Session {
  return {
    id: row.id,
    tokenHash: row.token_hash,
    previousTokenHash: row.previous_token_hash,
    rotatedAt: row.rotated_at,
    kind: row.kind,
    user: toUser(row.user_id, row.user_username, row.user_display_name, row.user_roles),
    hostSid: row.host_sid,
    data: JSON.parse(row.data),
    createdAt: row.created_at,
    authenticatedAt: row.authenticated_at,
    sudoUntil: row.sudo_until,
    lastSeenAt: row.last_seen_at,
    idleExpiresAt: row.idle_expires_at,
    absoluteExpiresAt: row.absolute_expires_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
    endMessage: row.end_message,
    endedBy: toUser(row.ender_id, row.ender_username, row.ender_display_name, row.ender_roles),
    ipFirst: row.ip_first,
    ipLast: row.ip_last,
    userAgent: row.user_agent,
    device: { label: row.device_label, type: row.device_type, browser: row.browser, os: row.os },
    location: row.country === null ? null : { country: row.country, city: row.city },
    requestCount: row.request_count,
    pathHistory: JSON.parse(row.path_history),
  };
}

function toUser(
  id: string | null | undefined,
  username: string | null | undefined,
  displayName: string | null | undefined,
  rolesJson: string | null | undefined,
): UserResource | null {
  if (!id || !username) return null;
  const roles: string[] = JSON.parse(rolesJson ?? "[]");
  return {
    id,
    username,
    displayName: displayName ?? username,
    roles,
    isSuperuser: roles.includes("superuser"),
  };
}

export function toRow(session: NewSession): SessionRow {
  return {
    id: session.id,
    token_hash: session.tokenHash,
    previous_token_hash: session.previousTokenHash,
    rotated_at: session.rotatedAt,
    kind: session.kind,
    subject_id: session.user?.id ?? null,
    username: session.user?.username ?? "",
    host_sid: session.hostSid,
    data: JSON.stringify(session.data),
    created_at: session.createdAt,
    authenticated_at: session.authenticatedAt,
    sudo_until: session.sudoUntil,
    last_seen_at: session.lastSeenAt,
    idle_expires_at: session.idleExpiresAt,
    absolute_expires_at: session.absoluteExpiresAt,
    ended_at: null,
    end_reason: null,
    ended_by: null,
    end_message: null,
    ip_first: session.ipFirst,
    ip_last: session.ipLast,
    user_agent: session.userAgent,
    client_hints: session.clientHints,
    device_id: session.deviceId,
    device_label: session.device.label,
    device_type: session.device.type,
    browser: session.device.browser,
    os: session.device.os,
    country: session.location?.country ?? null,
    city: session.location?.city ?? null,
    request_count: 0,
    path_history: JSON.stringify(session.pathHistory),
  };
}
