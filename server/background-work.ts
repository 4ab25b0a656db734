import { HOUR_MS, MINUTE_MS, SECOND_MS } from "./clock.ts";
import type { Features } from "./features.ts";
import type { MetricsService } from "./metrics/metrics.service.ts";
import { repeat } from "./repeat.ts";
import type { Services } from "./services.ts";

interface BackgroundWork {
  services: Pick<Services, "sessions" | "retention">;
  features: Pick<Features, "frontendLog" | "dispatcher">;
  metrics: Pick<MetricsService, "settle">;
  onError(error: unknown): void;
}

const FLUSH_MS = 3 * SECOND_MS;
const EVENTS_MS = SECOND_MS;
const SWEEP_MS = 10 * SECOND_MS;
const SETTLE_MS = 5 * MINUTE_MS;
const CLEAN_UP_MS = HOUR_MS;
/** A server that is restarted every half hour cleans up too. */
const FIRST_CLEAN_UP_MS = MINUTE_MS;
const SEND_MS = SECOND_MS;

/** Begins what goes on behind the requests. The returned function ends it, and waits for what is under way. */
export function startBackgroundWork({ services, features, metrics, onError }: BackgroundWork) {
  const { sessions, retention } = services;
  const { frontendLog, dispatcher } = features;
  const stopping = new AbortController();
  const cleanUp = () => retention.run({ actor: "system", signal: stopping.signal });
  const stops = [
    repeat(FLUSH_MS, sessions.flushActivity, onError),
    repeat(EVENTS_MS, frontendLog.follow, onError),
    repeat(SWEEP_MS, sessions.sweep, onError),
    repeat(SETTLE_MS, metrics.settle, onError),
    repeat(CLEAN_UP_MS, cleanUp, onError, FIRST_CLEAN_UP_MS),
    ...(dispatcher ? [repeat(SEND_MS, dispatcher.run, onError)] : []),
  ];
  return async function stopBackgroundWork(): Promise<void> {
    stopping.abort();
    await Promise.all([dispatcher?.stop(), ...stops.map((stop) => stop())]);
  };
}
