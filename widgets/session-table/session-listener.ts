import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { PageSession } from "../shared/page-session.ts";

interface SessionListenerOptions {
  /** Asked when the host is connected. */
  pageSession: () => PageSession;
  /** Somebody else, or nobody, is signed in now. */
  onUserChange: () => void;
  /** Something about the sessions changed on the server. */
  onSessionsChange: () => void;
}

/** Follows who is signed in and what the server pushes, while its host is connected. */
export class SessionListener implements ReactiveController {
  readonly #options: SessionListenerOptions;
  #stops: (() => void)[] = [];
  /** Undefined until the page knows. */
  #userId: string | null | undefined;

  constructor(host: ReactiveControllerHost, options: SessionListenerOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    const session = this.#options.pageSession();
    this.#userId = findUserId(session);
    this.#stops = [
      session.onChange(() => this.#compareUser(session)),
      session.onEvent("sessions-changed", this.#options.onSessionsChange),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #compareUser(session: PageSession): void {
    const [before, now] = [this.#userId, findUserId(session)];
    this.#userId = now;
    if (before !== undefined && before !== now) this.#options.onUserChange();
  }
}

function findUserId({ isLoading, user }: PageSession): string | null | undefined {
  return isLoading ? undefined : (user?.id ?? null);
}
