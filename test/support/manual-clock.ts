import type { PageClock } from "../../widgets/shared/page-clock.ts";

/** A page clock that stands still until a test moves it. */
export class ManualClock implements PageClock {
  #now: number;
  readonly #tasks = new Set<{ at: number; run: () => void }>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const task = { at: this.#now + Math.max(0, delayMs), run };
    this.#tasks.add(task);
    return () => void this.#tasks.delete(task);
  }

  /** Runs what falls due on the way, in order, letting promises settle after each. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#nextUntil(end); next; next = this.#nextUntil(end)) {
      this.#tasks.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = end;
  }

  /** Sets the time without running anything, as when the computer slept or its clock was put right. */
  jump(ms: number): void {
    this.#now += ms;
  }

  #nextUntil(end: number): { at: number; run: () => void } | undefined {
    const due = [...this.#tasks].filter((task) => task.at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}

/** Lets everything that waits on resolved promises and posted messages go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
