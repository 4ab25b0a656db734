import type {
  EndSessionsRequest,
  Page,
  ProblemCode,
  ServerEvents,
  SessionResource,
  UserResource,
} from "../../../server/contract/index.ts";
import { createApiClient } from "../../../widgets/shared/api-client.ts";
import type { PageSession } from "../../../widgets/shared/page-session.ts";
import { METRICS } from "./metrics.ts";
import { MARTA, NOW } from "./sessions.ts";

export interface Call {
  method: string;
  /** Path below the base, without the query. */
  path: string;
  query: URLSearchParams;
  body: unknown;
  signal: AbortSignal;
}

type Failure = { status: number; code: ProblemCode } | "network";

/** Answers the way the server does, from a list that tests change; takes the place of `fetch`. */
export class SessionServer {
  sessions: SessionResource[];
  /** All but those for the figures. */
  readonly calls: Call[] = [];
  readonly metricsCalls: Call[] = [];
  /** While set, every call fails with it. */
  failure: Failure | undefined;
  /** How many it ends at a time, whatever it is asked for. */
  batch = 10_000;
  /** What single calls fail with; told of each as it comes. */
  failureOf: (call: Call) => Failure | undefined = () => undefined;
  /** Whether ending asks for the password first. */
  needsPassword = false;
  #gate: Promise<void> | undefined;
  #heldMethod: string | undefined;
  #release = (): void => {};
  readonly #waiting: (() => void)[] = [];
  #onTheirWay = 0;

  constructor(sessions: SessionResource[] = []) {
    this.sessions = sessions;
  }

  readonly api = createApiClient({
    base: "https://sereno.test/sereno/",
    fetch: (input, init) => this.#count(new URL(input instanceof Request ? input.url : input), init ?? {}),
  });

  /** Holds answers back until `release`: all, or those to one method. */
  hold(method?: string): void {
    this.#heldMethod = method;
    this.#gate = new Promise((resolve) => (this.#release = resolve));
  }

  release(): void {
    this.#gate = undefined;
    this.#release();
  }

  /** Resolves with the next call. */
  async nextCall(): Promise<Call> {
    const seen = this.calls.length;
    while (this.calls.length === seen) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.calls[seen] as Call;
  }

  /** Resolves when no answer is on its way; at once while they are held back. */
  async settled(): Promise<void> {
    while (this.#onTheirWay > 0 && !this.#gate) await turn();
  }

  /** Adds the newest session. */
  begin(session: SessionResource): void {
    this.sessions = [session, ...this.sessions];
  }

  end(id: string, change: Partial<SessionResource>): void {
    this.sessions = this.sessions.map((session) =>
      session.id === id ? { ...session, status: "ended", ...change } : session,
    );
  }

  async #count(url: URL, init: RequestInit): Promise<Response> {
    this.#onTheirWay += 1;
    try {
      return await this.#answer(url, init);
    } finally {
      this.#onTheirWay -= 1;
    }
  }

  async #answer(url: URL, init: RequestInit): Promise<Response> {
    const call: Call = {
      method: init.method ?? "GET",
      path: url.pathname.replace("/sereno/", ""),
      query: url.searchParams,
      body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
      signal: init.signal as AbortSignal,
    };
    (call.path === "api/admin/metrics" ? this.metricsCalls : this.calls).push(call);
    if (call.path === "api/admin/metrics") return this.#measure(call.query);
    for (const wake of this.#waiting.splice(0)) wake();
    // As the server would: the state at the time of the request, whenever the answer arrives.
    const response = this.#respond(call);
    if (this.#heldMethod === undefined || this.#heldMethod === call.method) await this.#gate;
    call.signal.throwIfAborted();
    return response;
  }

  #respond(call: Call): Response {
    const failure = this.failure ?? this.failureOf(call);
    if (failure === "network") throw new TypeError("Failed to fetch");
    if (failure) return problem(failure.status, failure.code);
    if (call.method === "GET" && !call.path.endsWith(".csv")) return Response.json(this.#list(call.query));
    if (call.path === "api/auth/reauth") return this.#reauthenticate(call.body);
    if (this.needsPassword) return problem(403, "reauth_required");
    if (call.method === "GET") return new Response("id,user\n", { headers: { "Content-Type": "text/csv" } });
    if (call.path === "api/auth/logout") return this.#endOthers();
    if (call.method === "DELETE") return this.#endOwn(call.path.replace("api/sessions/", ""));
    return this.#endMany(call.body as EndSessionsRequest);
  }

  #measure(query: URLSearchParams): Response {
    if (this.failure === "network") throw new TypeError("Failed to fetch");
    if (this.failure) return problem(this.failure.status, this.failure.code);
    return Response.json({ ...METRICS, window: query.get("window") });
  }

  #list(query: URLSearchParams): Page<SessionResource> {
    const [state, user, q, device] = ["state", "user", "q", "device"].map((key) => query.get(key));
    const limit = Number(query.get("limit"));
    const matching = this.sessions.filter(
      (session) =>
        (state === "all" || session.status === state) &&
        (!user || [session.user?.username, session.user?.id].includes(user)) &&
        (!q || [session.user?.username, session.id, session.ipAddress].some((text) => text?.startsWith(q))) &&
        (!device || session.device.type === device),
    );
    const from = Number(query.get("cursor") ?? 0);
    const items = matching.slice(from, from + limit);
    const hasMore = from + limit < matching.length;
    return { items, nextCursor: hasMore ? `${from + limit}` : null, total: matching.length };
  }

  #reauthenticate(body: unknown): Response {
    if ((body as { password: string }).password !== "sereno-demo") return problem(401, "invalid_credentials");
    this.needsPassword = false;
    return Response.json({ sudoUntil: new Date(NOW).toISOString(), csrfToken: "token" });
  }

  #endOwn(id: string): Response {
    if (!this.#isActive(id)) return problem(404, "not_found");
    this.end(id, { endReason: "revoked_by_user" });
    return new Response(null, { status: 204 });
  }

  #endOthers(): Response {
    const others = this.sessions.filter(({ current }) => !current);
    for (const { id } of others) this.end(id, { endReason: "revoked_others" });
    return Response.json({ message: "Done", endedAt: new Date(NOW).toISOString(), ended: others.length });
  }

  #endMany({ ids, userId, filter = {}, reason, limit = this.batch }: EndSessionsRequest): Response {
    const matching = this.sessions.filter(
      ({ current, status, user, startedAt }) =>
        !current &&
        status === "active" &&
        (!userId || user?.id === userId) &&
        (!filter.to || startedAt < filter.to),
    );
    const most = Math.min(limit, this.batch);
    const wanted = ids ?? matching.slice(0, most).map(({ id }) => id);
    const ended = wanted.filter((id) => this.#isActive(id));
    for (const id of ended) this.end(id, { endReason: "forced", endMessage: reason, endedBy: MARTA });
    const notFound = wanted.filter((id) => !this.sessions.some((session) => session.id === id));
    const more = !ids && matching.length > most;
    return Response.json({ ended: ended.length, ids: ended, notFound, more });
  }

  #isActive(id: string): boolean {
    return this.sessions.some((session) => session.id === id && session.status === "active");
  }
}

type UsedPageSession = Pick<
  PageSession,
  | "user"
  | "session"
  | "isAuthenticated"
  | "isLoading"
  | "ready"
  | "onChange"
  | "onEvent"
  | "login"
  | "serverNow"
>;

/** What the table uses of the page's session, without a server: tests push its events. */
export class StillPageSession implements UsedPageSession {
  user: UserResource | null;
  session: SessionResource | null = null;
  isLoading = false;
  ready: Promise<void> = Promise.resolve();
  logins = 0;
  nowMs = NOW;
  readonly #changes = new Set<() => void>();
  readonly #events = new Map<string, Set<(detail: never) => void>>();

  constructor(user: UserResource | null = MARTA) {
    this.user = user;
  }

  get isAuthenticated(): boolean {
    return this.user !== null;
  }

  onChange(listener: () => void): () => void {
    this.#changes.add(listener);
    return () => this.#changes.delete(listener);
  }

  onEvent<Name extends keyof ServerEvents>(
    name: Name,
    listener: (detail: ServerEvents[Name]) => void,
  ): () => void {
    const listeners = this.#events.get(name) ?? new Set();
    this.#events.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  push(name: "sessions-changed"): void {
    for (const listener of this.#events.get(name) ?? []) listener({} as never);
  }

  /** How many listen for pushed events. */
  get listenerCount(): number {
    return [...this.#events.values()].reduce((sum, { size }) => sum + size, 0);
  }

  signIn(user: UserResource | null): void {
    this.user = user;
    for (const listener of this.#changes) listener();
  }

  login(): void {
    this.logins += 1;
  }

  serverNow(): number {
    return this.nowMs;
  }
}

function problem(status: number, code: ProblemCode): Response {
  return new Response(JSON.stringify({ status, code, title: code, detail: code }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

/** One turn of the event loop: what has been queued until now is done. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
