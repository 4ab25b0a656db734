import type {
  LogoutAnswer,
  ServerEvents,
  SessionAnswer,
  SessionResource,
  UserResource,
} from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "./api-client.ts";
import { guardBackForward } from "./back-forward-guard.ts";
import { clearLeftovers } from "./leftovers.ts";
import { mountOnce } from "./mount-once.ts";
import { chooseRedirect, findSafeUrl, pageNavigation, type Navigation } from "./navigation.ts";
import { pageClock, type PageClock } from "./page-clock.ts";
import type { LogoutOptions, PageSession, SessionEnding } from "./session-types.ts";
import { ServerEventListeners } from "./server-event-listeners.ts";
import { hasSessionHint, readSessionSettings, type SessionSettings } from "./session-settings.ts";
import { endingOf, SessionState, SIGNED_OUT } from "./session-state.ts";
import { SignOut } from "./sign-out.ts";
import { createTabChannel, type TabChannel, type TabChannelOptions, type TabMessage } from "./tab-channel.ts";

export interface PageSessionOptions {
  api: ApiClient;
  clock?: PageClock;
  navigation?: Navigation;
  settings?: SessionSettings;
  /** Whether it is worth asking the server; the hint cookie says so. */
  hasHint?: () => boolean;
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

  readonly #api: ApiClient;
  readonly #navigation: Navigation;
  readonly #settings: SessionSettings;
  readonly #hasHint: () => boolean;
  readonly #mount: (tag: string) => void;
  readonly #state: SessionState;
  readonly #events = new ServerEventListeners();
  readonly #channel: TabChannel;
  readonly #signOut: SignOut;
  #topics = "";
  #checking: Promise<CheckOutcome> | undefined;
  #stopGuard: (() => void) | undefined;

  constructor(options: PageSessionOptions) {
    const clock = options.clock ?? pageClock;
    this.#api = options.api;
    this.#navigation = options.navigation ?? pageNavigation;
    this.#settings = options.settings ?? readSessionSettings();
    this.#hasHint = options.hasHint ?? hasSessionHint;
    this.#mount = options.mount ?? mountOnce;
    this.#state = new SessionState(clock);
    this.#signOut = new SignOut(this.#api);
    this.#channel = (options.createChannel ?? createTabChannel)({
      base: options.api.base,
      clock,
      onEvent: (name, detail) => this.#onServerEvent(name, detail),
      onMessage: (message) => void this.#onTabMessage(message),
      onRecheck: () => void this.#check(),
    });
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

  start(): void {
    this.#stopGuard = guardBackForward({
      isPrivate: () => this.#state.firstId !== undefined,
      suspend: () => this.#channel.suspend(),
      resume: () => this.#channel.resume(),
      isStillSignedIn: () => this.#isStillSignedIn(),
      reload: () => this.#navigation.reload(),
    });
    if (!this.#hasHint()) return;
    this.#state.isLoading = true;
    this.ready = this.refresh();
  }

  destroy(): void {
    this.#stopGuard?.();
    this.#signOut.stopWaiting();
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
      this.#take(await this.#api.post<SessionAnswer>("api/session/extend", {}));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) await this.#check();
      throw error;
    }
  }

  login(next = location.pathname + location.search + location.hash): void {
    this.#navigation.assign(`${this.#api.base}login?next=${encodeURIComponent(next)}`);
  }

  logout(options: LogoutOptions = {}): Promise<LogoutAnswer | null> {
    return this.#signOut.run(options, this.#state.id, (answer) => this.#leave(options, answer));
  }

  serverNow(): number {
    return this.#state.serverNow();
  }

  /** Checks that come together share one request. */
  #check(): Promise<CheckOutcome> {
    this.#checking ??= this.#askServer().finally(() => (this.#checking = undefined));
    return this.#checking;
  }

  async #askServer(timeoutMs?: number): Promise<CheckOutcome> {
    try {
      this.#take(await this.#api.get<SessionAnswer>("api/session", timeoutMs ? { timeoutMs } : {}));
      return "signed-in";
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        this.#end(endingOf(error.problem));
        return "signed-out";
      }
      this.#state.stopLoading();
      return "unknown";
    }
  }

  /** Takes what the server said to this tab, and passes it on to the others. */
  #take(answer: SessionAnswer): void {
    this.#adopt(answer);
    this.#channel.tell({ type: "answer", answer });
  }

  #adopt(answer: SessionAnswer): void {
    if (this.#signOut.isPending(answer.session.id)) {
      void this.#finishSignOut(answer.session.id);
      return;
    }
    if (this.#state.id !== answer.session.id) this.#channel.stop();
    this.#state.take(answer);
    this.#channel.start();
    this.#updateTopics();
    if (!answer.user) return;
    this.#mount("sereno-session-timeout");
    if (answer.user.isSuperuser && this.#settings.mountsDebugWidget) this.#mount("sereno-debug-widget");
  }

  /** Sends the logout of an earlier page that could not reach the server. */
  async #finishSignOut(id: string): Promise<void> {
    const redirect = chooseRedirect(undefined, this.#api.base);
    await this.#signOut.run({}, id, () => this.#navigation.replace(redirect)).catch(() => undefined);
  }

  #end(ending: SessionEnding | null): void {
    const wasSignedIn = this.#state.id !== undefined;
    this.#channel.stop();
    if (this.#signOut.isRunning) return;
    this.#state.end(ending ?? (wasSignedIn ? SIGNED_OUT : this.#state.ended));
    if (this.#state.ended) this.#mount("sereno-session-timeout");
    if (wasSignedIn) this.#followEnd();
  }

  #followEnd(): void {
    const { onEnded } = this.#settings;
    if (onEnded.kind === "reload") this.#navigation.reload();
    if (onEnded.kind === "redirect") this.#navigation.replace(onEnded.url);
  }

  #leave(options: LogoutOptions, answer: LogoutAnswer | null): void {
    this.#channel.stop();
    this.#state.end(null);
    const redirect = chooseRedirect(options.redirect, this.#api.base);
    this.#channel.tell({ type: "signed-out", redirect });
    if (options.leave) options.leave(redirect, answer);
    else this.#navigation.replace(redirect);
  }

  async #isStillSignedIn(): Promise<boolean> {
    // Not shared: a request from before the page was frozen may hang.
    const outcome = await this.#askServer(RESTORE_WITHIN_MS);
    return outcome === "signed-in" && this.#state.id === this.#state.firstId;
  }

  #onServerEvent<Name extends keyof ServerEvents>(name: Name, detail: ServerEvents[Name]): void {
    if (name === "session") this.#adopt(detail as SessionAnswer);
    if (name === "session-expiring")
      this.#state.moveIdleEnd((detail as ServerEvents["session-expiring"]).idleExpiresAt);
    if (name === "session-ended") void this.#onSessionEnded(detail as ServerEvents["session-ended"]);
    this.#events.tell(name, detail);
  }

  /** Another session may have taken the place of the ended one meanwhile: the server knows. */
  async #onSessionEnded({ id, endReason, endMessage }: ServerEvents["session-ended"]): Promise<void> {
    if (id !== this.#state.id || this.#signOut.isRunning) return;
    const outcome = await this.#check();
    if (outcome === "unknown") this.#end({ endReason, endMessage, endedAt: null });
  }

  async #onTabMessage(message: TabMessage): Promise<void> {
    if (message.type === "answer") return this.#onAnswerElsewhere(message.answer);
    if (message.type !== "signed-out" || !this.#state.firstId) return;
    const outcome = await this.#check();
    if (outcome !== "signed-out") return;
    clearLeftovers();
    if (this.#settings.onEnded.kind !== "notice") return;
    const redirect = findSafeUrl(message.redirect, this.#api.base);
    if (redirect) this.#navigation.replace(redirect);
  }

  async #onAnswerElsewhere(answer: SessionAnswer): Promise<void> {
    if (answer.session.id === this.#state.id) this.#adopt(answer);
    else await this.#check();
  }

  #updateTopics(): void {
    const topics = this.user?.isSuperuser ? this.#events.topics() : [];
    if (topics.join() === this.#topics) return;
    this.#topics = topics.join();
    this.#channel.setTopics(topics);
  }
}
