import type { Context, Middleware, Next } from "koa";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { JournalAction, JournalEntry } from "../journal.ts";

interface PrometheusOptions {
  /** Below it, routes are named without it. */
  basePath: string;
  /** Active sessions now, by kind. */
  countActive(): Promise<{ kind: string; count: number }[]>;
  countStreams(): number;
}

export type Prometheus = ReturnType<typeof createPrometheus>;

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const ENDS = new Set<JournalAction>(["LOGOUT", "SESSION_ENDED", "SESSION_TIMEOUT", "SESSION_FORCE_CLOSE"]);
const OUTCOMES: Partial<Record<JournalAction, string>> = {
  LOGIN_SUCCEEDED: "succeeded",
  LOGIN_FAILED: "failed",
  LOGIN_THROTTLED: "throttled",
};

/**
 * What this process has counted since it started, for a Prometheus server to scrape. Every label comes from a
 * fixed set: route patterns, never paths.
 */
export function createPrometheus({ basePath, countActive, countStreams }: PrometheusOptions) {
  const registry = new Registry();
  const registers = [registry];
  const started = new Counter({
    name: "sereno_sessions_started_total",
    help: "Sessions begun, by kind",
    labelNames: ["kind"],
    registers,
  });
  const ended = new Counter({
    name: "sereno_sessions_ended_total",
    help: "Sessions ended, by reason",
    labelNames: ["reason"],
    registers,
  });
  const logins = new Counter({
    name: "sereno_logins_total",
    help: "Attempts to sign in, by outcome",
    labelNames: ["outcome"],
    registers,
  });
  const durations = new Histogram({
    name: "sereno_http_request_duration_seconds",
    help: "Time to answer, by route pattern, method and class of status",
    labelNames: ["route", "method", "status"],
    buckets: BUCKETS_SECONDS,
    registers,
  });
  addGauges(registry, { countActive, countStreams });

  const measure: Middleware = async function measureRequest(ctx: Context, next: Next) {
    const start = performance.now();
    try {
      await next();
    } finally {
      const method = METHODS.has(ctx.method) ? ctx.method : "other";
      const status = `${Math.floor(ctx.status / 100)}xx`;
      durations.observe(
        { route: routeOf(ctx, basePath), method, status },
        (performance.now() - start) / 1_000,
      );
    }
  };

  return {
    /** Belongs above the mapping of errors, to see the answers that clients see. */
    measure,
    contentType: registry.contentType,
    render: () => registry.metrics(),

    /** Counts what the journal is told, once it has happened. */
    count({ action, data }: JournalEntry): void {
      const outcome = OUTCOMES[action];
      // Whoever confirms a password is signed in already.
      if (outcome !== undefined && data?.purpose !== "confirmation") logins.inc({ outcome });
      if (action === "SESSION_CREATED") started.inc({ kind: String(data?.kind) });
      if (ENDS.has(action)) ended.inc({ reason: String(data?.reason) });
    },

    /** Begins to measure the process: its event loop, memory, processor time and handles. */
    start(): void {
      collectDefaultMetrics({ register: registry });
    },
  };
}

function addGauges(
  registry: Registry,
  { countActive, countStreams }: Omit<PrometheusOptions, "basePath">,
): void {
  const registers = [registry];
  new Gauge({
    name: "sereno_sessions_active",
    help: "Sessions that are active now, on all nodes, by kind",
    labelNames: ["kind"],
    registers,
    async collect() {
      const counts = new Map([
        ["signed_in", 0],
        ["bearer", 0],
        ["anonymous", 0],
      ]);
      for (const { kind, count } of await countActive()) counts.set(kind, (counts.get(kind) ?? 0) + count);
      for (const [kind, count] of counts) this.set({ kind }, count);
    },
  });
  new Gauge({
    name: "sereno_event_streams_open",
    help: "Open streams of server-sent events",
    registers,
    collect() {
      this.set(countStreams());
    },
  });
}

/** The pattern that the router matched; files and what was answered before it are `other`. */
function routeOf(ctx: Context, basePath: string): string {
  const pattern: unknown = ctx._matchedRoute;
  return typeof pattern === "string" ? pattern.slice(basePath.length) : "other";
}
