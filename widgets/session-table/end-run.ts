import { ApiError } from "../shared/api-client.ts";

/** What one request came to. */
export interface EndedBatch {
  /** Ids of what ended. */
  ended: readonly string[];
  /** How many ended, where that is more than are known by id. */
  count?: number;
  gone?: readonly GoneSession[];
  /** Whether the step has to be repeated for the rest of it. */
  hasMore?: boolean;
}

/** Not ended, and nothing to try again. */
export interface GoneSession {
  id: string;
  /** Over already; otherwise the server knows no such session. */
  isOver: boolean;
}

/** One request of several. */
export interface EndStep {
  /** What it ends; empty where the server chooses. */
  ids: readonly string[];
  /** Rejects with an `ApiError`. */
  send: () => Promise<EndedBatch>;
}

/** What the server could not do to some sessions, it may do to others; all else would meet them too. */
const FAILED_ALONE = 500;

/** Ends sessions step by step and keeps what came of each; goes on with the rest when it is asked again. */
export class EndRun {
  readonly ended: string[] = [];
  readonly gone: GoneSession[] = [];
  endedCount = 0;
  /** Of the last step that failed, since `goOn` was called. */
  error: ApiError | undefined;
  isStopped = false;

  readonly #onBatch: (ended: readonly string[]) => void;
  #left: EndStep[];
  #hasRepeated = false;

  constructor(steps: readonly EndStep[], onBatch: (ended: readonly string[]) => void) {
    this.#left = [...steps];
    this.#onBatch = onBatch;
  }

  get isDone(): boolean {
    return this.#left.length === 0;
  }

  /** Whether it takes several requests. */
  get isLong(): boolean {
    return this.#hasRepeated || this.#left.length > 1;
  }

  /** Ids of what may still be tried, as far as they are known. */
  get leftIds(): string[] {
    return this.#left.flatMap(({ ids }) => ids);
  }

  /** Lets the request under way be the last one. */
  stop(): void {
    this.isStopped = true;
  }

  /** Never rejects: `error` says what went wrong. */
  async goOn(): Promise<void> {
    this.error = undefined;
    this.isStopped = false;
    const failed: EndStep[] = [];
    for (let step = this.#left[0]; step && !this.isStopped; step = this.#left[0]) {
      try {
        this.#take(await step.send());
      } catch (error) {
        this.error = toApiError(error);
        if (this.error.status !== FAILED_ALONE) break;
        failed.push(...this.#left.splice(0, 1));
      }
    }
    this.#left.push(...failed);
  }

  #take({ ended, count = ended.length, gone = [], hasMore = false }: EndedBatch): void {
    this.ended.push(...ended);
    this.gone.push(...gone);
    this.endedCount += count;
    if (hasMore && count > 0) this.#hasRepeated = true;
    else this.#left.shift();
    this.#onBatch(ended);
  }
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError("The answer could not be read", { code: "internal", cause: error });
}
