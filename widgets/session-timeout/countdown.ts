import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { SessionResource } from "../../server/contract/index.ts";
import type { PageClock } from "../shared/page-clock.ts";
import type { PageSession } from "../shared/page-session.ts";

export interface CountdownHost extends ReactiveControllerHost {
  pageSession: PageSession;
  clock: PageClock;
}

/** How long before the idle end the person is asked; half of the idle time where that is short. */
const WARN_MS = 120_000;
/** Between two questions to a server that does not answer, once the time is up. */
const ASK_AGAIN_MS = 5_000;

/**
 * The time that is left of a session about to end, by the server's clock. Before it warns, and when the time
 * is up, it asks the server: another tab or device may have moved the end.
 */
export class Countdown implements ReactiveController {
  /** Whole seconds, undefined while there is nothing to warn of. */
  secondsLeft: number | undefined;
  /** Whether it is the absolute end, which nothing moves. */
  isFinal = false;

  readonly #host: CountdownHost;
  #isUp = false;
  #cancel: (() => void) | undefined;
  #stopListening: (() => void) | undefined;

  constructor(host: CountdownHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stopListening = this.#host.pageSession.onChange(() => this.#update());
    this.#update();
  }

  hostDisconnected(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#cancel?.();
  }

  #update(): void {
    this.#cancel?.();
    if (!this.#stopListening) return;
    const { session, isAuthenticated } = this.#host.pageSession;
    if (!session || !isAuthenticated) return this.#show(undefined);
    const leftMs = endOf(session) - this.#host.pageSession.serverNow();
    const warnMs = warnMsOf(session);
    if (leftMs > warnMs) return this.#wait(leftMs - warnMs);
    this.isFinal = Date.parse(session.absoluteExpiresAt) <= Date.parse(session.idleExpiresAt);
    this.#show(Math.max(0, Math.ceil(leftMs / 1_000)));
    if (leftMs <= 0) return this.#onTimeUp();
    this.#isUp = false;
    this.#after(leftMs % 1_000 || 1_000, () => this.#update());
  }

  #wait(delayMs: number): void {
    this.#show(undefined);
    this.#after(delayMs, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    await this.#host.pageSession.refresh();
    this.#update();
  }

  #onTimeUp(): void {
    if (this.#isUp) return this.#after(ASK_AGAIN_MS, () => void this.#ask());
    this.#isUp = true;
    void this.#ask();
  }

  #after(delayMs: number, task: () => void): void {
    this.#cancel?.();
    this.#cancel = this.#host.clock.after(delayMs, task);
  }

  #show(secondsLeft: number | undefined): void {
    if (secondsLeft === this.secondsLeft) return;
    this.secondsLeft = secondsLeft;
    this.#host.requestUpdate();
  }
}

function endOf(session: SessionResource): number {
  return Math.min(Date.parse(session.idleExpiresAt), Date.parse(session.absoluteExpiresAt));
}

function warnMsOf({ idleExpiresAt, lastSeenAt }: SessionResource): number {
  return Math.min(WARN_MS, (Date.parse(idleExpiresAt) - Date.parse(lastSeenAt)) / 2);
}
