import { numberFormat } from "../shared/locale.ts";
import { formatCountdown } from "../shared/time-format.ts";
import type { SessionResource } from "../../server/contract/index.ts";
import type { LiveSession } from "./live-session.ts";
import { readSessionFacts } from "./session-facts.ts";

/** The two figures that are always in sight, as text. */
export interface Summary {
  /** What is left until the idle end, as a clock. */
  idle: string | undefined;
  requests: string;
}

/** Undefined until the server has answered. */
export function summarize(
  { snapshot, now }: Pick<LiveSession, "snapshot" | "now">,
  session: SessionResource | null,
  locale: string,
): Summary | undefined {
  if (!snapshot) return undefined;
  const { session_data, statistics } = snapshot.answer;
  const { idleExpiresAt } = readSessionFacts(session_data, session);
  return {
    idle: idleExpiresAt === undefined ? undefined : formatCountdown(idleExpiresAt - now),
    requests: numberFormat(locale).format(statistics.requestCount),
  };
}
