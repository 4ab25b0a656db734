import { createHash } from "node:crypto";
import { MINUTE_MS, SECOND_MS } from "../../server/clock.ts";
import type { LoginAttemptRow, SessionRow } from "../../server/database/tables.ts";
import type { Random } from "./random.ts";

/** A stranger tries names for a quarter of an hour, in the small hours. */
const BURST_ATTEMPTS = 26;
const BURST_BEFORE_THROTTLE = 10;
const STRANGER = "198.51.100.250";
const STRANGER_USER_AGENT = "python-requests/2.32.3";

/** The attempts that belong to a history of sessions: one good each, some mistyped before, and one attack. */
export function loginAttempts(random: Random, sessions: readonly SessionRow[]): LoginAttemptRow[] {
  const signedIn = sessions.filter((session) => session.subject_id !== null);
  const middle = signedIn[Math.floor(signedIn.length * 0.7)];
  return [
    ...signedIn.flatMap((session) => [...mistyped(random, session), succeeded(random, session)]),
    ...(middle ? burst(random, new Date(middle.created_at).setHours(3, 12, 0, 0)) : []),
  ];
}

function succeeded(random: Random, session: SessionRow): LoginAttemptRow {
  return attempt(random, {
    ...originOf(session),
    at: session.created_at,
    outcome: "succeeded",
    reason: null,
  });
}

function mistyped(random: Random, session: SessionRow): LoginAttemptRow[] {
  if (!random.chance(0.07)) return [];
  return Array.from({ length: random.integer(1, 3) }, (_, index) =>
    attempt(random, {
      ...originOf(session),
      at: session.created_at - (index + 1) * random.integer(6, 25) * SECOND_MS,
      outcome: "failed",
      reason: "credentials",
    }),
  );
}

function burst(random: Random, start: number): LoginAttemptRow[] {
  return Array.from({ length: BURST_ATTEMPTS }, (_, index) => {
    const throttled = index >= BURST_BEFORE_THROTTLE;
    return attempt(random, {
      at: start + index * 0.5 * MINUTE_MS,
      subject_id: null,
      ip_address: STRANGER,
      user_agent: STRANGER_USER_AGENT,
      outcome: throttled ? "throttled" : "failed",
      reason: throttled ? null : "credentials",
    });
  });
}

type Attempt = Omit<LoginAttemptRow, "id" | "identifier_hash" | "purpose" | "country" | "city">;

function attempt(random: Random, fields: Attempt): LoginAttemptRow {
  const identifier = createHash("sha256").update(`history:${fields.subject_id}`).digest("base64url");
  return {
    id: `att_${Buffer.from(random.hex(32), "hex").toString("base64url")}`,
    identifier_hash: identifier,
    country: fields.subject_id === null ? null : "ES",
    city: null,
    purpose: "sign_in",
    ...fields,
  };
}

function originOf(session: SessionRow): Pick<Attempt, "subject_id" | "ip_address" | "user_agent"> {
  return { subject_id: session.subject_id, ip_address: session.ip_first, user_agent: session.user_agent };
}
