/** Puts a state on the stage; resolves as soon as it can be seen. */
export type Show = (stage: HTMLElement) => void | Promise<void>;

interface Updating {
  readonly updateComplete: Promise<unknown>;
}

/** Creates an element with what it works with, before it looks for that itself. */
export function create<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), properties);
}

/** The first match in the element's shadow tree, or in one below it, as soon as there is one. */
export async function find<Found extends HTMLElement = HTMLElement>(
  element: HTMLElement,
  selector: string,
): Promise<Found> {
  for (;;) {
    const found = findNow<Found>(element.shadowRoot, selector);
    if (found) return found;
    await nextFrame();
  }
}

/** After what the element has been told is drawn. */
export async function settle(element: HTMLElement & Partial<Updating>): Promise<void> {
  await element.updateComplete;
  await nextFrame();
}

function findNow<Found extends HTMLElement>(root: ShadowRoot | null, selector: string): Found | undefined {
  if (!root) return undefined;
  const found = root.querySelector<Found>(selector);
  if (found) return found;
  for (const { shadowRoot } of root.querySelectorAll("*")) {
    const below = findNow<Found>(shadowRoot, selector);
    if (below) return below;
  }
  return undefined;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 16));
}
