/**
 * Runs a task at once, then again at most every `everyMs`, however often it is asked for: a burst of a
 * hundred requests costs two runs. Runs never overlap.
 */
export class GatheredCall {
  readonly #task: () => Promise<void>;
  readonly #everyMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isDue = false;

  constructor(task: () => Promise<void>, everyMs: number) {
    this.#task = task;
    this.#everyMs = everyMs;
  }

  request(): void {
    this.#isDue = true;
    if (!this.#isRunning && !this.#timer) void this.#run();
  }

  /** Drops what is due; a run under way is for the task itself to abort. */
  cancel(): void {
    this.#isDue = false;
  }

  async #run(): Promise<void> {
    this.#isDue = false;
    this.#isRunning = true;
    await this.#task();
    this.#isRunning = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isDue) void this.#run();
    }, this.#everyMs);
  }
}
