import type { SessionSettings } from "../../widgets/shared/session-settings.ts";
import type { PageSession } from "../../widgets/shared/page-session.ts";
import { createApiClient, type ApiClient } from "../../widgets/shared/api-client.ts";
import { createTabChannel } from "../../widgets/shared/tab-channel.ts";
import { createPageSession } from "../../widgets/shared/tracked-session.ts";
import { ManualClock } from "./manual-clock.ts";
import { BASE, json, ScriptedFetch } from "./scripted-fetch.ts";
import { ScriptedStreams } from "./scripted-stream.ts";
import { NOW, sessionAnswer } from "./session-answers.ts";

/** A page with its session, as one tab has it: everything of it is real but the server, the clock and where it goes. */
export interface Page {
  server: ScriptedFetch;
  api: ApiClient;
  session: PageSession;
  clock: ManualClock;
  streams: ScriptedStreams;
  /** `"assign /x"`, `"replace /x"`, `"reload"`, in order. */
  visits: string[];
  mounted: string[];
  navigation: { assign(url: string): void; replace(url: string): void; reload(): void };
}

export interface PageOptions {
  settings?: Partial<SessionSettings>;
  isHinted?: boolean;
  /** What the hint cookie says; `user` without it. */
  hint?: string;
  /** The page's clock, when it is not the server's. */
  clockAt?: number;
  /** That of another page: tabs of one computer. */
  clock?: ManualClock;
  /** Scripts the server before the page asks it; `serverNow` moves with the page's clock. */
  prepare?: (server: ScriptedFetch, serverNow: () => number) => void;
}

const opened: Page[] = [];

/** Opens a page where ana is signed in, unless `prepare` says otherwise. */
export function openPage(options: PageOptions = {}): Page {
  const server = new ScriptedFetch().on("GET api/session", json(sessionAnswer()));
  const clockAt = options.clockAt ?? NOW;
  const clock = options.clock ?? new ManualClock(clockAt);
  options.prepare?.(server, () => NOW + clock.now() - clockAt);
  const visits: string[] = [];
  const navigation = {
    assign: (url: string) => visits.push(`assign ${url}`),
    replace: (url: string) => visits.push(`replace ${url}`),
    reload: () => visits.push("reload"),
  };
  const mounted: string[] = [];
  const streams = new ScriptedStreams();
  const api = createApiClient({ base: BASE, fetch: server.fetch });
  const session = createPageSession({
    api,
    clock,
    navigation,
    settings: { onEnded: { kind: "notice" }, mountsDebugWidget: true, ...options.settings },
    findHint: () => ((options.isHinted ?? true) ? (options.hint ?? "user") : undefined),
    mount: (tag) => mounted.push(tag),
    createChannel: (channel) => createTabChannel({ ...channel, createSource: streams.create }),
  });
  const page = { server, api, session, clock, streams, visits, mounted, navigation };
  opened.push(page);
  return page;
}

/** A page that has its first answer, and the event stream if no other page holds it. */
export async function openReadyPage(options: PageOptions = {}): Promise<Page> {
  const page = openPage(options);
  await page.session.ready;
  return page;
}

export function closePages(): void {
  for (const page of opened.splice(0)) page.session.destroy();
}
