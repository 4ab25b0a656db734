import type { Context, Middleware } from "koa";
import type { Clock } from "../clock.ts";
import { readBody } from "../http/body.ts";
import { refuseNul } from "../http/refuse-nul.ts";
import { below, combine } from "../http/routing.ts";
import type { Journal } from "../journal.ts";
import { createHostService } from "./host.service.ts";
import type { HostKey } from "./host-settings.ts";
import type { HostSessionStore } from "./host-sessions.store.ts";
import type { OutboxStore } from "./outbox.store.ts";
import { requireHostKey } from "./require-host-key.ts";
import { createRevocationFeed } from "./revocation-feed.ts";
import { createServerApiRoutes } from "./server-api.routes.ts";
import { listenForRevocations, type SessionNews } from "./session-news.ts";

type ServiceParts<Session> = Omit<Parameters<typeof createHostService<Session>>[0], "store">;

interface HostApiOptions<Session> extends ServiceParts<Session> {
  keys: readonly HostKey[];
  hostSessions: HostSessionStore;
  outbox: OutboxStore;
  keepAttempts: Parameters<typeof createServerApiRoutes>[0]["keepAttempts"];
  journal: Journal;
  clock: Clock;
  basePath: string;
  addressOf(ctx: Context): string;
  events: SessionNews;
  /** How often the feed looks for what no news told of; each second. */
  pollMs?: number;
  onError(error: unknown): void;
}

const PREFIX = "/api/server";

/**
 * What hosts' back ends call. A chain of its own before sessions, cookies and CORS: only a key opens it, and without
 * one not even a body is read.
 */
export function createHostApi<Session>(options: HostApiOptions<Session>) {
  const { keys, hostSessions, outbox, keepAttempts, basePath, events, onError } = options;
  const feed = createRevocationFeed({
    store: outbox,
    onNews: (listener) => listenForRevocations(events, listener),
    onError,
    pollMs: options.pollMs,
  });
  const host = createHostService({ ...options, store: hostSessions });
  const routes = createServerApiRoutes({ host, feed, keepAttempts });
  const admit = requireHostKey({ keys, onRefused: (ctx) => noteRefusal(ctx, options) });
  const chain: Middleware[] = [
    admit,
    readBody({ except: () => false }),
    refuseNul(),
    combine([routes], basePath),
  ];

  return { feed, routes, middleware: below(basePath + PREFIX, chain) };
}

/** A line and no audit row: whoever guesses could write those without end. */
function noteRefusal<Session>(
  ctx: Context,
  { journal, clock, addressOf }: Pick<HostApiOptions<Session>, "journal" | "clock" | "addressOf">,
): void {
  const data = { reason: "host_key_refused", path: ctx.path, ipAddress: addressOf(ctx) };
  journal.note({ at: clock(), action: "SECURITY_EVENT", actor: null, target: null, data });
}
