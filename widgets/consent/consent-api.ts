import type { CorePolicy, GrantId } from "../../server/contract/consent.ts";
import type { ConsentEvent } from "./consent-events.ts";
import type { AnswerContext, ConsentSnapshot } from "./consent-snapshot.ts";

/** What holds the page's gated elements. */
export interface OpenGate {
  /** Ids whose scripts have run: they cannot be unloaded, only a reload ends them. */
  readonly ran: ReadonlySet<string>;
  applyAll(): void;
}

/**
 * `window.sereno.consent`: what is allowed, and the ways to change it. Nothing is allowed until the visitor
 * says so. Refusing holds at once, granting as soon as the promise resolves; the promises never reject.
 */
export interface Consent {
  readonly policy: CorePolicy;
  /** Where Sereno is served, ends with `/`. */
  readonly base: string;
  /** What opened the page's gated elements; absent as long as there was nothing to open. */
  gate?: OpenGate;
  /** Epoch ms. */
  clock(): number;
  /** Reads what was answered before, and follows other tabs from now on. */
  start(): void;
  /** Whether a category (`analytics`) or a service (`marketing.youtube`) is allowed. */
  has(id: GrantId): boolean;
  get(): ConsentSnapshot;
  /** Everything; without marketing where Global Privacy Control speaks against it, which only `set` overrides. */
  acceptAll(context?: AnswerContext): Promise<void>;
  rejectAll(context?: AnswerContext): Promise<void>;
  set(answer: AnswerContext & { granted: readonly GrantId[] }): Promise<void>;
  withdraw(context?: AnswerContext): Promise<void>;
  /** Shows the preferences. Rejects when their chunk cannot be loaded. */
  open(): Promise<void>;
  /** The visitor's own copy of the answer, with the server's record where it can be had. */
  export(): Promise<Record<string, unknown>>;
  /** Calls back after every change. Returns the way to stop. */
  onChange(listener: (event: ConsentEvent<"sereno-consent-change">) => void): () => void;
  /** Resolves as soon as it is allowed, which may be never. */
  whenGranted(id: GrantId): Promise<void>;
  /**
   * Does what is left to do after the answers so far: deletes what is refused, tells the server what it could not
   * take. Loads what an answer needs, so that the next one does not wait for the network.
   */
  catchUp(): void;
  /** Opens what is allowed of `[data-consent]`, closes the rest. Its code is loaded when something is allowed. */
  applyGate(): Promise<void>;
}
