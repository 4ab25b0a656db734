const SOURCES = ["src", "srcset", "href"];

/**
 * Holds back what needs consent: `<script type="text/plain" data-consent="analytics">`, and iframe, img
 * and link whose address waits in `data-src`, `data-srcset` or `data-href`. The value of `data-consent` is
 * a category or a service; `data-type="module"` is the type that a script gets.
 */
export class Gate {
  /** Ids whose scripts have run: they cannot be unloaded, only a reload ends them. */
  readonly ran = new Set<string>();

  readonly #isAllowed: (id: string) => boolean;
  /** Ends when the scripts before have run or failed: later ones may rely on them. */
  #previous: Promise<void> | undefined;

  constructor(isAllowed: (id: string) => boolean) {
    this.#isAllowed = isAllowed;
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
    setSources(element, this.#isAllowed(element.dataset["consent"] ?? ""));
  }

  async #run(blocked: HTMLScriptElement, previous: Promise<void> | undefined): Promise<void> {
    await previous;
    const { consent: id = "", type = "" } = blocked.dataset;
    if (blocked.type !== "text/plain" || !blocked.isConnected || !this.#isAllowed(id)) return;
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

function setSources(element: HTMLElement, allowed: boolean): void {
  const wrong = SOURCES.filter((name) => element.dataset[name] && element.hasAttribute(name) !== allowed);
  for (const name of wrong) {
    if (allowed) element.setAttribute(name, element.dataset[name] ?? "");
    else element.removeAttribute(name);
  }
  // An iframe keeps its document when the address goes; a copy starts empty.
  if (wrong.length && !allowed) element.replaceWith(element.cloneNode(true));
}
