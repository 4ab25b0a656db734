import type {
  LogoutAnswer,
  ServerEvents,
  SessionAnswer,
  SessionResource,
  UserResource,
} from "../../server/contract/index.ts";
import { ApiError, holdApi, type ApiClient } from "./api-client.ts";
import { guardBackForward } from "./back-forward-guard.ts";
import { Departure } from "./departure.ts";
import { isBoundTo } from "./host-alias.ts";
import type { HostSession } from "./host-session.ts";
import { clearLeftovers } from "./leftovers.ts";
import { mountOnce } from "./mount-once.ts";
import { findSafeUrl, pageNavigation, placeFor, type Navigation } from "./navigation.ts";
import { pageClock, type PageClock } from "./page-clock.ts";
import type { LogoutOptions, LogoutProblem, PageSession, SessionEnding } from "./session-types.ts";
import { ServerEventListeners } from "./server-event-listeners.ts";
import { findSessionHint, readSessionSettings, type SessionSettings } from "./session-settings.ts";
import { endingOf, SessionState, SIGNED_OUT } from "./session-state.ts";
import { createTabChannel, type TabChannel, type TabChannelOptions, type TabMessage } from "./tab-channel.ts";

export interface PageSessionOptions {
  api: ApiClient;
  clock?: PageClock;
  navigation?: Navigation;
  settings?: SessionSettings;
  /** The hint cookie: whether it is worth asking the server, and whose session it is. */
  findHint?: () => string | undefined;
  createChannel?: (options: TabChannelOptions) => TabChannel;
  /** Adds the timeout dialog or the debug widget to the page. */
  mount?: (tag: string) => void;
}

type CheckOutcome = "signed-in" | "signed-out" | "unknown";

/** How long a page restored from the back/forward cache may stay hidden. */
const RESTORE_WITHIN_MS = 3_000;

/** Creates the state of a page, and asks the server when the hint cookie says that somebody is signed in. */
export function createPageSession(options: PageSessionOptions): PageSession {
  const session = new TrackedSession(options);
  session.start();
  return session;
}

class TrackedSession implements PageSession {
  ready: Promise<void> = Promise.resolve();

  readonly #page: Required<PageSessionOptions>;
  readonly #state: SessionState;
  readonly #events = new ServerEventListeners();
  readonly #channel: TabChannel;
  readonly #departure: Departure;
  #topics = "";
  /** A host is asked once for a page to vouch for its visitor. */
  #hasAskedHost = false;
  #checking: Promise<CheckOutcome> | undefined;
  #stopGuard: (() => void) | undefined;

  constructor(options: PageSessionOptions) {
    this.#page = {
      clock: pageClock,
      navigation: pageNavigation,
      settings: options.settings ?? readSessionSettings(),
      findHint: findSessionHint,
      createChannel: createTabChannel,
      mount: mountOnce,
      ...options,
    };
    this.#state = new SessionState(this.#page.clock);
    this.#channel = this.#page.createChannel({
      base: this.#page.api.base,
      clock: this.#page.clock,
      onEvent: (name, detail, receivedAt) => this.#onServerEvent(name, detail, receivedAt),
      onMessage: (message) => void this.#onTabMessage(message),
      onRecheck: () => void this.#check(),
    });
    this.#departure = new Departure({ ...this.#page, state: this.#state, channel: this.#channel });
  }

  get user(): UserResource | null {
    return this.#state.answer?.user ?? null;
  }

  get session(): SessionResource | null {
    return this.#state.answer?.session ?? null;
  }

  get isAuthenticated(): boolean {
    return this.user !== null;
  }

  get isLoading(): boolean {
    return this.#state.isLoading;
  }

  get ended(): SessionEnding | null {
    return this.#state.ended;
  }

  get logoutProblem(): LogoutProblem | null {
    return this.#state.logoutProblem;
  }

  start(): void {
    const hint = this.#page.findHint();
    const { hostAlias } = this.#page.settings;
    const wasHinted = hint !== undefined;
    this.#stopGuard = guardBackForward({
      // Before the first answer the hint says it: what the host rendered is there already.
      isPrivate: () => wasHinted || this.#state.firstId !== undefined,
      suspend: () => this.#channel.suspend(),
      resume: () => this.#channel.resume(),
      isStillSignedIn: () => this.#isStillSignedIn(),
      reload: () => this.#page.navigation.reload(),
    });
    if (!wasHinted && !hostAlias) return;
    this.#state.isLoading = true;
    this.ready = isBoundTo(hostAlias, hint) ? this.refresh() : this.#followHost();
  }

  destroy(): void {
    this.#stopGuard?.();
    this.#departure.stopWaiting();
    this.#channel.suspend();
  }

  onChange(listener: () => void): () => void {
    return this.#state.changes.add(listener);
  }

  onEvent<Name extends keyof ServerEvents>(
    name: Name,
    listener: (detail: ServerEvents[Name]) => void,
  ): () => void {
    const remove = this.#events.add(name, listener);
    this.#updateTopics();
    return () => {
      remove();
      this.#updateTopics();
    };
  }

  async refresh(): Promise<void> {
    await this.#check();
  }

  async extend(): Promise<void> {
    try {
      this.#take(await this.#page.api.post<SessionAnswer>("api/session/extend", {}));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) await this.#check();
      throw error;
    }
  }

  login(path?: string): void {
    const { settings, navigation, api } = this.#page;
    const { base } = api;
    // Signing in is the host's: its page shows how, or brings another session.
    if (settings.hostAlias !== undefined) return path ? navigation.assign(path) : navigation.reload();
    navigation.assign(`${base}login?next=${encodeURIComponent(placeFor(base, path))}`);
  }

  logout(options: LogoutOptions = {}): Promise<LogoutAnswer | null> {
    return this.#departure.logout({ ...this.#leaving, ...options });
  }

  serverNow(): number {
    return this.#state.serverNow();
  }

  /** Checks that come together share one request; not those after news, which one that is under way may not know yet. */
  #check(): Promise<CheckOutcome> {
    this.#checking ??= this.#askServer().finally(() => (this.#checking = undefined));
    return this.#checking;
  }

  async #askServer(timeoutMs?: number): Promise<CheckOutcome> {
    try {
      this.#take(await this.#page.api.get<SessionAnswer>("api/session", timeoutMs ? { timeoutMs } : {}));
      return "signed-in";
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        const ending = endingOf(error.problem);
        if (await this.#isVouchedAgain(ending)) return this.#askServer(timeoutMs);
        this.#end(ending);
        return "signed-out";
      }
      this.#state.stopLoading();
      return "unknown";
    }
  }

  /** The host's own session is another than ours was begun for. */
  async #followHost(): Promise<void> {
    this.#hasAskedHost = true;
    const following = this.#withHost((host) => host.follow());
    // Nothing of the one before may be shown.
    holdApi(following);
    if (await following) this.#end(null);
    else await this.refresh();
  }

  /** A page that finds its session run out may get another one; a tab that lies open does not wake up by itself. */
  async #isVouchedAgain(ending: SessionEnding | null): Promise<boolean> {
    if (this.#hasAskedHost || this.#state.firstId) return false;
    this.#hasAskedHost = true;
    return this.#withHost((host) => host.comesBack(ending));
  }

  /** How the page is left where it shows the host's own session: by its logout form. */
  get #leaving(): Pick<LogoutOptions, "leave"> {
    const { settings, navigation } = this.#page;
    if (!settings.hostAlias) return {};
    const leave = (redirect: string): void =>
      void this.#withHost((host) => host.leave()).then((left) => left || navigation.replace(redirect));
    return { leave };
  }

  /** False, and nothing loaded, on a page whose host says nothing of its own session. */
  async #withHost(ask: (host: HostSession) => boolean | Promise<boolean>): Promise<boolean> {
    const { api, settings } = this.#page;
    const { hostAlias } = settings;
    if (hostAlias === undefined) return false;
    return import("./host-session.ts")
      .then(({ createHostSession }) => ask(createHostSession(api, hostAlias)))
      .catch(() => false);
  }

  /** Takes what the server said to this tab, and passes it on to the others. */
  #take(answer: SessionAnswer): void {
    const receivedAt = this.#page.clock.now();
    this.#adopt(answer, receivedAt);
    this.#channel.tell({ type: "answer", answer, receivedAt });
  }

  #adopt(answer: SessionAnswer, receivedAt: number): void {
    if (this.#departure.finishPending(answer.session.id, this.#leaving)) return;
    if (this.#state.id !== answer.session.id) this.#channel.stop();
    this.#state.take(answer, receivedAt);
    this.#channel.start();
    this.#updateTopics();
    if (!answer.user) return;
    this.#page.mount("sereno-session-timeout");
    if (answer.user.isSuperuser && this.#page.settings.mountsDebugWidget)
      this.#page.mount("sereno-debug-widget");
  }

  #end(ending: SessionEnding | null): void {
    const wasSignedIn = this.#state.id !== undefined;
    this.#channel.stop();
    if (this.#departure.isRunning || this.#departure.hasLeft) return;
    this.#state.end(ending ?? (wasSignedIn ? SIGNED_OUT : this.#state.ended));
    if (this.#state.ended) this.#page.mount("sereno-session-timeout");
    if (wasSignedIn) void this.#followEnd(ending);
  }

  async #followEnd(ending: SessionEnding | null): Promise<void> {
    const { onEnded } = this.#page.settings;
    if (ending && (await this.#withHost((host) => host.leave(ending)))) return;
    if (onEnded.kind === "reload") this.#page.navigation.reload();
    if (onEnded.kind === "redirect") this.#page.navigation.replace(onEnded.url);
  }

  async #isStillSignedIn(): Promise<boolean> {
    // A page that never learned whose it is cannot be told to be this session's.
    if (this.#state.firstId === undefined) return false;
    // Not shared: a request from before the page was frozen may hang.
    const outcome = await this.#askServer(RESTORE_WITHIN_MS);
    const isStill = outcome === "signed-in" && this.#state.id === this.#state.firstId;
    // Nobody told a stored page of anything.
    if (isStill) this.#events.tell("sessions-changed", {});
    return isStill;
  }

  #onServerEvent<Name extends keyof ServerEvents>(
    name: Name,
    detail: ServerEvents[Name],
    receivedAt: number,
  ): void {
    if (name === "session") this.#adopt(detail as SessionAnswer, receivedAt);
    if (name === "session-expiring")
      this.#state.moveIdleEnd((detail as ServerEvents["session-expiring"]).idleExpiresAt);
    if (name === "session-ended") void this.#onSessionEnded(detail as ServerEvents["session-ended"]);
    this.#events.tell(name, detail);
  }

  /** Another session may have taken the place of the ended one meanwhile: the server knows. */
  async #onSessionEnded({ id, endReason, endMessage }: ServerEvents["session-ended"]): Promise<void> {
    if (id !== this.#state.id || this.#departure.isRunning) return;
    const outcome = await this.#askServer();
    if (outcome === "unknown") this.#end({ endReason, endMessage, endedAt: null });
  }

  async #onTabMessage(message: TabMessage): Promise<void> {
    if (message.type === "answer") return this.#onAnswerElsewhere(message.answer, message.receivedAt);
    if (message.type !== "signed-out" || !this.#state.firstId || this.#departure.hasLeft) return;
    const outcome = await this.#askServer();
    if (outcome !== "signed-out") return;
    clearLeftovers();
    const { onEnded, hostAlias } = this.#page.settings;
    if (onEnded.kind !== "notice" || hostAlias) return;
    const redirect = findSafeUrl(message.redirect, this.#page.api.base);
    if (redirect) this.#page.navigation.replace(redirect);
  }

  async #onAnswerElsewhere(answer: SessionAnswer, receivedAt: number): Promise<void> {
    if (answer.session.id === this.#state.id) this.#adopt(answer, receivedAt);
    else await this.#check();
  }

  #updateTopics(): void {
    const topics = this.user?.isSuperuser ? this.#events.topics() : [];
    if (topics.join() === this.#topics) return;
    this.#topics = topics.join();
    this.#channel.setTopics(topics);
  }
}
