import type { ReactiveController, ReactiveControllerHost } from "lit";

/** A JavaScript error or an unhandled rejection of this page. */
export interface PageError {
  /** Stable, unique in the list. */
  id: number;
  kind: "error" | "rejection";
  /** The page's clock, epoch ms, of the last time. */
  at: number;
  message: string;
  /** `file.js:12:5`, empty when the browser does not tell. */
  source: string;
  /** How often it came in a row. */
  count: number;
}

const MAX_ERRORS = 50;
const MAX_LENGTH = 500;

/** Collects the page's errors while its host is connected, newest first; the oldest go past 50. */
export class PageErrors implements ReactiveController {
  list: readonly PageError[] = [];

  readonly #host: ReactiveControllerHost;
  #nextId = 1;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("error", this.#onError);
    addEventListener("unhandledrejection", this.#onRejection);
  }

  hostDisconnected(): void {
    removeEventListener("error", this.#onError);
    removeEventListener("unhandledrejection", this.#onRejection);
    this.list = [];
  }

  #onError = (event: ErrorEvent): void => {
    this.#add("error", event.message, placeOf(event));
  };

  #onRejection = (event: PromiseRejectionEvent): void => {
    this.#add("rejection", describeReason(event.reason), "");
  };

  #add(kind: PageError["kind"], text: string, source: string): void {
    const message = text.slice(0, MAX_LENGTH);
    const [last, ...older] = this.list;
    const isRepeat = last?.kind === kind && last.message === message && last.source === source;
    const error = isRepeat
      ? { ...last, at: Date.now(), count: last.count + 1 }
      : { id: this.#nextId++, kind, at: Date.now(), message, source, count: 1 };
    this.list = [error, ...(isRepeat ? older : this.list)].slice(0, MAX_ERRORS);
    this.#host.requestUpdate();
  }
}

function placeOf({ filename, lineno, colno }: ErrorEvent): string {
  const file = filename
    .replace(/[?#].*$/, "")
    .split("/")
    .at(-1);
  return file ? `${file}:${lineno}:${colno}` : "";
}

/** A page may reject with anything, also with something that throws when it is read. */
function describeReason(reason: unknown): string {
  try {
    return reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  } catch {
    return "";
  }
}
