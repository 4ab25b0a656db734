import type { SessionResource } from "../../server/contract/index.ts";

/** The few facts of a session that have a line of their own. Times are epoch ms. */
export interface SessionFacts {
  startedAt: number | undefined;
  idleExpiresAt: number | undefined;
  absoluteExpiresAt: number | undefined;
  ipAddress: string | undefined;
  device: string | undefined;
  /** Temporary data of the page as JSON; undefined when there is none. */
  data: string | undefined;
}

/**
 * Reads the facts from the debug answer and from the page's own session. Deadlines only ever move ahead,
 * so the later one is the newer one.
 */
export function readSessionFacts(
  data: Readonly<Record<string, unknown>>,
  session: SessionResource | null,
): SessionFacts {
  const device = data["device"] as Partial<SessionResource["device"]> | null | undefined;
  return {
    startedAt: findTime(data["startedAt"]) ?? findTime(session?.startedAt),
    idleExpiresAt: latest(data["idleExpiresAt"], session?.idleExpiresAt),
    absoluteExpiresAt: latest(data["absoluteExpiresAt"], session?.absoluteExpiresAt),
    ipAddress: findText(data["ipAddress"]) ?? session?.ipAddress,
    device: findText(device?.label) ?? session?.device.label,
    data: findContent(data["data"]),
  };
}

function latest(...times: unknown[]): number | undefined {
  const known = times.map(findTime).filter((time) => time !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

function findTime(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

function findText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function findContent(value: unknown): string | undefined {
  return typeof value === "object" && value && Object.keys(value).length > 0
    ? JSON.stringify(value)
    : undefined;
}
