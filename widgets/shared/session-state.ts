import type { EndReason, ProblemDetails, SessionAnswer } from "../../server/contract/index.ts";
import { Listeners } from "./listeners.ts";
import type { PageClock } from "./page-clock.ts";
import type { LogoutProblem, SessionEnding } from "./session-types.ts";

export const SIGNED_OUT: SessionEnding = { endReason: "manual", endMessage: null, endedAt: null };

/** What the page knows of its session, and the server's clock. Decides nothing, asks nobody. */
export class SessionState {
  answer: SessionAnswer | null = null;
  ended: SessionEnding | null = null;
  logoutProblem: LogoutProblem | null = null;
  isLoading = false;
  /** The session that the page was made for: the first one known. */
  firstId: string | undefined;
  readonly changes = new Listeners();

  readonly #clock: PageClock;
  #offsetMs = 0;

  constructor(clock: PageClock) {
    this.#clock = clock;
  }

  get id(): string | undefined {
    return this.answer?.session.id;
  }

  /** Epoch ms, right to about the time that an answer takes. */
  serverNow(): number {
    return this.#clock.now() + this.#offsetMs;
  }

  /**
   * Takes an answer, unless a later one about the same session was taken before. `receivedAt` is the page's
   * clock when it arrived, epoch ms, whichever tab received it.
   */
  take(answer: SessionAnswer, receivedAt: number): void {
    const serverTime = Date.parse(answer.serverTime);
    const isStale = answer.session.id === this.id && serverTime < Date.parse(this.answer?.serverTime ?? "");
    if (isStale) return;
    this.#offsetMs = serverTime - receivedAt;
    this.answer = answer;
    this.firstId ??= answer.session.id;
    this.ended = null;
    this.isLoading = false;
    this.changes.tell();
  }

  moveIdleEnd(idleExpiresAt: string): void {
    if (!this.answer) return;
    this.answer = { ...this.answer, session: { ...this.answer.session, idleExpiresAt } };
    this.changes.tell();
  }

  setLogoutProblem(problem: LogoutProblem | null): void {
    if (problem === this.logoutProblem) return;
    this.logoutProblem = problem;
    this.changes.tell();
  }

  /** Nobody is signed in any more; without an ending, nobody was. */
  end(ending: SessionEnding | null): void {
    this.answer = null;
    this.ended = ending;
    this.logoutProblem = null;
    this.isLoading = false;
    this.changes.tell();
  }

  stopLoading(): void {
    if (!this.isLoading) return;
    this.isLoading = false;
    this.changes.tell();
  }
}

/** Null when the server knows of no session that ended. */
export function endingOf(problem: ProblemDetails | undefined): SessionEnding | null {
  if (!problem?.endReason) return null;
  return {
    endReason: problem.endReason as EndReason,
    endMessage: problem.endMessage ?? null,
    endedAt: problem.endedAt ?? null,
  };
}
