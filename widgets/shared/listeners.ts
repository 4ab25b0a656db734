/** Listeners of one thing. An exception of one is reported as its own and stops no other. */
export class Listeners<Detail = void> {
  readonly #listeners = new Set<(detail: Detail) => void>();

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  /** The answer takes the listener away. */
  add(listener: (detail: Detail) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(detail: Detail): void {
    for (const listener of this.#listeners) {
      try {
        listener(detail);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
