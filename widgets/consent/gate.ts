import type { PlaceholderConsent } from "./frame-placeholder.ts";

const SOURCES = ["src", "srcset", "href"];

/**
 * Holds back what needs consent: `<script type="text/plain" data-consent="analytics">`, and iframe, img
 * and link whose address waits in `data-src`, `data-srcset` or `data-href`. The value of `data-consent` is
 * a category or a service; `data-type="module"` is the type that a script gets. A frame that waits is covered
 * with the ways to load it.
 */
export class Gate {
  /** Ids whose scripts have run: they cannot be unloaded, only a reload ends them. */
  readonly ran = new Set<string>();

  readonly #consent: PlaceholderConsent;
  /** Frames that the visitor loaded without deciding for good. */
  readonly #once = new WeakSet<Element>();
  /** What takes the cover of a frame away. */
  readonly #covers = new WeakMap<Element, () => void>();
  /** Ends when the scripts before have run or failed: later ones may rely on them. */
  #previous: Promise<void> | undefined;

  constructor(consent: PlaceholderConsent) {
    this.#consent = consent;
  }

  /** Opens or closes everything on the page, as consent now says. */
  applyAll(): void {
    document.querySelectorAll<HTMLElement>("[data-consent]").forEach((element) => this.apply(element));
  }

  apply(element: HTMLElement): void {
    if (element instanceof HTMLScriptElement) {
      this.#previous = this.#run(element, this.#previous).catch(console.warn);
      return;
    }
    const isOpen = this.#consent.has(element.dataset["consent"] ?? "") || this.#once.has(element);
    const shown = setSources(element, isOpen);
    if (isOpen || shown !== element) this.#uncover(element);
    if (!isOpen && shown instanceof HTMLIFrameElement && shown.dataset["src"]) {
      this.#cover(shown).catch(console.warn);
    }
  }

  async #cover(frame: HTMLIFrameElement): Promise<void> {
    if (this.#covers.has(frame)) return;
    this.#covers.set(frame, () => {});
    const { coverFrame } = await import("./frame-placeholder.ts");
    // Meanwhile it may have been opened, or swapped out.
    if (!this.#covers.has(frame) || !frame.isConnected) return void this.#covers.delete(frame);
    const loadOnce = () => {
      this.#once.add(frame);
      this.apply(frame);
    };
    this.#covers.set(frame, coverFrame(frame, this.#consent, loadOnce));
  }

  #uncover(frame: Element): void {
    this.#covers.get(frame)?.();
    this.#covers.delete(frame);
  }

  async #run(blocked: HTMLScriptElement, previous: Promise<void> | undefined): Promise<void> {
    await previous;
    const { consent: id = "", type = "" } = blocked.dataset;
    if (blocked.type !== "text/plain" || !blocked.isConnected || !this.#consent.has(id)) return;
    this.ran.add(id);
    const script = blocked.cloneNode(true) as HTMLScriptElement;
    script.type = type;
    // A script made by script is async unless told otherwise.
    script.async = blocked.hasAttribute("async");
    setSources(script, true);
    await new Promise((resolve) => {
      script.onload = script.onerror = resolve;
      blocked.replaceWith(script);
      if (!script.src || script.async) resolve(0);
    });
  }
}

/** Returns the element that stands on the page now. */
function setSources(element: HTMLElement, allowed: boolean): HTMLElement {
  const wrong = SOURCES.filter((name) => element.dataset[name] && element.hasAttribute(name) !== allowed);
  for (const name of wrong) {
    if (allowed) element.setAttribute(name, element.dataset[name] ?? "");
    else element.removeAttribute(name);
  }
  // An iframe keeps its document when the address goes; a copy starts empty.
  if (!wrong.length || allowed) return element;
  const copy = element.cloneNode(true) as HTMLElement;
  element.replaceWith(copy);
  return copy;
}
