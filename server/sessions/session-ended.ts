import { Problem } from "../http/problem.ts";
import { endOf, type Session } from "./session.ts";

/** 401 `session_ended` with the reason, for whoever comes with the token of a session that has ended. */
export function sessionEnded(session: Session): Problem {
  const end = endOf(session, Number.POSITIVE_INFINITY);
  return new Problem("session_ended", "Your session has ended.", {
    ...(end && { endReason: end.reason, endMessage: end.message, endedAt: new Date(end.at).toISOString() }),
  });
}
