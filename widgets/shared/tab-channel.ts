import type { EventTopic, ServerEvents, SessionAnswer } from "../../server/contract/index.ts";
import { createEventStream } from "./event-stream.ts";
import { pageClock, type PageClock } from "./page-clock.ts";
import { openTabBroadcast, type TabBroadcast } from "./tab-broadcast.ts";
import { createTabLeader, type TabLeader } from "./tab-leader.ts";

/** What one tab tells the others. */
export type TabMessage =
  /** The newest state, fetched or prolonged by one tab for all. */
  | { type: "answer"; answer: SessionAnswer; receivedAt: number }
  /** Signed out here: look for yourself, and go where this tab goes. */
  | { type: "signed-out"; redirect: string }
  | TabEvent;

export interface TabChannelOptions {
  /** Of the API, ends with "/". */
  base: string;
  clock?: PageClock;
  /** Without Web Locks (plain http beyond localhost) every tab polls. */
  locks?: LockManager | undefined;
  createSource?: (url: string) => EventSource;
  /** `receivedAt` is when it reached this computer, epoch ms: a frozen tab has it much later. */
  onEvent: <Name extends keyof ServerEvents>(
    name: Name,
    detail: ServerEvents[Name],
    receivedAt: number,
  ) => void;
  onMessage: (message: TabMessage) => void;
  /** The stream was refused, or it is time to poll: ask the server. */
  onRecheck: () => void;
}

/** Server events and messages that reach every tab, over one stream for all of them. */
export interface TabChannel {
  /** Takes part in holding the stream, for as long as there is a session. Does nothing while suspended. */
  start(): void;
  /** Gives the stream up; messages of other tabs still arrive. */
  stop(): void;
  setTopics(topics: readonly EventTopic[]): void;
  tell(message: TabMessage): void;
  /** Lets go of everything that keeps a page out of the back/forward cache. */
  suspend(): void;
  resume(): void;
}

interface TabEvent {
  type: "event";
  name: keyof ServerEvents;
  detail: ServerEvents[keyof ServerEvents];
  receivedAt: number;
}

type LeaderMessage =
  | { type: "ping" }
  | { type: "pong" }
  | { type: "leader" }
  | { type: "topics"; tab: string; topics: readonly EventTopic[] };

const POLL_EVERY_MS = 30_000;
/** A stream that begins later than this after the page asked the server may have missed a change. */
const FRESH_MS = 3_000;

export function createTabChannel(options: TabChannelOptions): TabChannel {
  return new SharedTabChannel(options);
}

class SharedTabChannel implements TabChannel {
  readonly #options: TabChannelOptions;
  readonly #clock: PageClock;
  readonly #tab = Math.random().toString(36).slice(2);
  readonly #topicsOfTabs = new Map<string, readonly EventTopic[]>();
  readonly #leader: TabLeader | undefined;
  readonly #stream;
  #broadcast: TabBroadcast | undefined;
  #cancelPoll: (() => void) | undefined;
  #isStarted = false;
  #startedAt = 0;

  constructor(options: TabChannelOptions) {
    this.#options = options;
    this.#clock = options.clock ?? pageClock;
    this.#stream = createEventStream({
      url: () => this.#streamUrl(),
      clock: this.#clock,
      onEvent: (name, detail) => this.#onStreamEvent(name, detail),
      onRefused: options.onRecheck,
      ...(options.createSource && { createSource: options.createSource }),
    });
    const locks = "locks" in options ? options.locks : navigator.locks;
    this.#leader = locks && this.#createLeader(locks);
    this.#openBroadcast();
  }

  start(): void {
    if (this.#isStarted || !this.#broadcast) return;
    this.#isStarted = true;
    this.#startedAt = this.#clock.now();
    if (this.#leader) this.#leader.compete();
    else this.#schedulePoll();
  }

  stop(): void {
    this.#isStarted = false;
    this.#leader?.resign();
    this.#stream.close();
    this.#cancelPoll?.();
    this.#cancelPoll = undefined;
  }

  setTopics(topics: readonly EventTopic[]): void {
    this.#post({ type: "topics", tab: this.#tab, topics });
    this.#noteTopics(this.#tab, topics);
  }

  tell(message: TabMessage): void {
    this.#post(message);
  }

  suspend(): void {
    this.#post({ type: "topics", tab: this.#tab, topics: [] });
    this.stop();
    this.#broadcast?.close();
    this.#broadcast = undefined;
  }

  resume(): void {
    if (this.#broadcast) return;
    this.#openBroadcast();
    this.#tellTopics();
  }

  #createLeader(locks: LockManager): TabLeader {
    return createTabLeader({
      locks,
      clock: this.#clock,
      ping: () => this.#post({ type: "ping" }),
      onLead: () => {
        this.#post({ type: "leader" });
        this.#stream.open();
      },
      onFollow: () => this.#stream.close(),
      onRefused: () => this.#schedulePoll(),
    });
  }

  #openBroadcast(): void {
    this.#broadcast = openTabBroadcast((message) =>
      this.#onTabMessage(message as TabMessage | LeaderMessage),
    );
  }

  #post(message: TabMessage | LeaderMessage): void {
    this.#broadcast?.post(message);
  }

  #onStreamEvent<Name extends keyof ServerEvents>(name: Name, detail: ServerEvents[Name]): void {
    const receivedAt = this.#clock.now();
    this.#post({ type: "event", name, detail, receivedAt });
    this.#options.onEvent(name, detail, receivedAt);
    const mayHaveMissed = name === "session" && receivedAt - this.#startedAt > FRESH_MS;
    if (mayHaveMissed) this.#onStreamEvent("sessions-changed", {});
  }

  #onTabMessage(message: TabMessage | LeaderMessage): void {
    switch (message.type) {
      case "event":
        return this.#options.onEvent(message.name, message.detail, message.receivedAt);
      case "ping":
        return this.#leader?.isLeading ? this.#post({ type: "pong" }) : undefined;
      case "pong":
        return this.#leader?.heard();
      case "leader":
        return this.#tellTopics();
      case "topics":
        return this.#noteTopics(message.tab, message.topics);
      default:
        return this.#options.onMessage(message);
    }
  }

  #tellTopics(): void {
    this.#leader?.heard();
    const topics = this.#topicsOfTabs.get(this.#tab);
    if (topics) this.#post({ type: "topics", tab: this.#tab, topics });
  }

  #noteTopics(tab: string, topics: readonly EventTopic[]): void {
    const before = this.#streamUrl();
    if (topics.length) this.#topicsOfTabs.set(tab, topics);
    else this.#topicsOfTabs.delete(tab);
    if (this.#leader?.isLeading && this.#streamUrl() !== before) this.#stream.reopen();
  }

  #streamUrl(): string {
    const topics = [...new Set([...this.#topicsOfTabs.values()].flat())].sort();
    return `${this.#options.base}api/events${topics.length ? `?topics=${topics.join()}` : ""}`;
  }

  #schedulePoll(): void {
    this.#cancelPoll?.();
    this.#cancelPoll = this.#clock.after(POLL_EVERY_MS, this.#poll);
  }

  /** A page that nobody sees is brought up to date when it is seen again. */
  readonly #poll = (): void => {
    if (!this.#cancelPoll) return;
    if (document.hidden) return document.addEventListener("visibilitychange", this.#poll, { once: true });
    this.#schedulePoll();
    this.#options.onRecheck();
    this.#options.onEvent("sessions-changed", {}, this.#clock.now());
  };
}
