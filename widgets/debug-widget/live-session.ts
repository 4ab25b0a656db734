import type { ReactiveController } from "lit";
import type { PolicyResource } from "../../server/contract/index.ts";
import type { PageSession } from "../shared/page-session.ts";
import { VisibleTicker } from "../shared/visible-ticker.ts";
import { DebugFeed, type DebugSnapshot, type FeedHost } from "./debug-feed.ts";
import { hasSelection } from "./selection.ts";

const TICK_MS = 1_000;

export interface LiveHost extends FeedHost {
  pageSession: PageSession;
  /** The HTML attribute: `true` or `"until-found"`. */
  readonly hidden: boolean | string;
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/**
 * The session as it is shown. It follows what is fetched and pushed, second by second, but stands still
 * while text of the widget is selected: drawing anew would move the selection.
 */
export class LiveSession implements ReactiveController {
  snapshot: DebugSnapshot | undefined;
  /** The server's clock when the snapshot was shown, epoch ms. */
  now = 0;

  readonly #host: LiveHost;
  readonly #feed: DebugFeed;
  readonly #onDenied: () => void;
  #stopListening: (() => void)[] = [];

  constructor(host: LiveHost, onDenied: () => void) {
    this.#host = host;
    this.#onDenied = onDenied;
    this.#feed = new DebugFeed(host, { onSnapshot: () => this.#showUnlessSelected(), onDenied });
    host.addController(this);
    new VisibleTicker(host, TICK_MS, () => this.#tick());
  }

  get policy(): PolicyResource | undefined {
    return this.#feed.policy;
  }

  get hasFailed(): boolean {
    return this.#feed.failure !== undefined;
  }

  hostConnected(): void {
    const { pageSession } = this.#host;
    this.#stopListening = [
      pageSession.onChange(() => this.#followPageSession()),
      pageSession.onEvent("sessions-changed", () => this.#feed.expire()),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stopListening.splice(0)) stop();
    this.snapshot = undefined;
  }

  /** For the moment of opening: what was polled slowly is stale now, and names will need the policy. */
  wake(): void {
    this.#feed.expire();
    void this.#feed.loadPolicy();
  }

  /** Asks the server now and shows the answer. Never rejects. */
  async refresh(): Promise<void> {
    await this.#feed.refresh();
    this.show();
  }

  /** Shows what is known by now. */
  show(): void {
    this.snapshot = this.#feed.snapshot;
    this.now = this.#host.pageSession.serverNow();
    this.#host.requestUpdate();
  }

  #showUnlessSelected(): void {
    if (!hasSelection(this.#host.renderRoot as ShadowRoot)) this.show();
  }

  #tick(): void {
    if (this.#host.hidden) return;
    this.#feed.refreshIfDue();
    this.#showUnlessSelected();
  }

  #followPageSession(): void {
    const { isLoading, user } = this.#host.pageSession;
    if (isLoading) return;
    if (user?.isSuperuser) this.#showUnlessSelected();
    else this.#onDenied();
  }
}
