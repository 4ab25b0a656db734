import type { EventLevel } from "../../server/contract/frontend-log.ts";

/** What happened, before it is cleaned and counted. */
export interface Occurrence {
  type: string;
  level: EventLevel;
  message?: string;
  data?: Record<string, unknown>;
}

const LEVEL = /^(debug|warn|error)$/;

/** What no site can do anything about: extensions, scripts of other origins that tell nothing, a harmless notice. */
const NOISE = /-extension:|Script error\.?\n|ResizeObserver/;

/** An error or an unhandled rejection of the page. Noise has the level `debug`. */
export function describeFailure(event: ErrorEvent | PromiseRejectionEvent): Occurrence {
  const {
    message,
    filename,
    lineno,
    colno,
    error,
    reason = error,
  } = event as Partial<ErrorEvent & PromiseRejectionEvent>;
  const text = message ?? String(reason);
  const source = filename && `${filename}:${lineno}:${colno}`;
  const stack = (reason as Error | null | undefined)?.stack;
  return {
    type: message === undefined ? "rejection" : "error",
    level: NOISE.test([text, source, stack].join("\n")) ? "debug" : "error",
    message: text,
    data: { source, stack },
  };
}

/** What the site reports itself: `level` and `message` of its data have fields of their own. */
export function describeReport(
  name: string,
  { level, message, ...data }: Record<string, unknown>,
): Occurrence {
  return {
    type: toEventType(name),
    level: typeof level === "string" && LEVEL.test(level) ? (level as EventLevel) : "info",
    ...(typeof message === "string" && { message }),
    data,
  };
}

/** The server takes dotted lower-case names of at most 100 characters: `Cart updated` becomes `cart_updated`. */
function toEventType(name: string): string {
  const clean = name
    .toLowerCase()
    .slice(0, 100)
    .replace(/[^a-z\d._-]+/g, "_");
  return clean.replace(/^[^a-z]+|\.+(?=\.|$)/g, "") || "event";
}
