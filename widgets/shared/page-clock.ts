/** Time as the page measures it; tests bring their own. */
export interface PageClock {
  /** Epoch ms. */
  now(): number;
  /** Runs `task` once after the delay; the answer cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

// Longer delays overflow a 32-bit integer and would fire at once.
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export const pageClock: PageClock = {
  now: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, Math.min(Math.max(0, delayMs), LONGEST_DELAY_MS));
    return () => clearTimeout(timer);
  },
};
