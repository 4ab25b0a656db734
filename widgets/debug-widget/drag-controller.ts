import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Distance in pixels from the right and the bottom edge of the viewport. */
export interface Place {
  right: number;
  bottom: number;
}

export interface DragOptions {
  /** Where the host was left. */
  load: () => Place;
  /** Told once a drag or a key press has moved the host. */
  save: (place: Place) => void;
}

interface Drag {
  x: number;
  y: number;
  origin: Place;
  isMoving: boolean;
  listeners: AbortController;
}

const THRESHOLD_PX = 3;
const STEP_PX = 16;
const MARGIN_PX = 8;

const STEPS: Readonly<Record<string, Place>> = {
  ArrowLeft: { right: STEP_PX, bottom: 0 },
  ArrowRight: { right: -STEP_PX, bottom: 0 },
  ArrowUp: { right: 0, bottom: STEP_PX },
  ArrowDown: { right: 0, bottom: -STEP_PX },
};

/**
 * Moves its fixed-positioned host by pointer and by keys, and keeps it inside the viewport. The wanted
 * place survives a small window or a large panel: only what is shown is clamped.
 */
export class DragController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: DragOptions;
  readonly #sizes = new ResizeObserver(() => this.#show());
  #wanted: Place = { right: 0, bottom: 0 };
  #drag: Drag | undefined;
  #justDragged = false;

  constructor(host: ReactiveControllerHost & HTMLElement, options: DragOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    const { right, bottom } = this.#options.load();
    this.#wanted = { right, bottom };
    this.#sizes.observe(this.#host);
    addEventListener("resize", this.#show);
    this.#show();
  }

  hostDisconnected(): void {
    this.#sizes.disconnect();
    removeEventListener("resize", this.#show);
    this.#drag?.listeners.abort();
    this.#drag = undefined;
  }

  /** Whether the click that is being handled only ended a drag. */
  get endedByDrag(): boolean {
    return this.#justDragged;
  }

  /** For `@pointerdown` of the handle. Buttons inside the handle stay buttons. */
  grab = (event: PointerEvent): void => {
    const handle = event.currentTarget as HTMLElement;
    const button = (event.target as Element).closest("button");
    if (event.button !== 0 || !event.isPrimary || (button && button !== handle)) return;
    this.#drag?.listeners.abort();
    const listeners = new AbortController();
    const { signal } = listeners;
    this.#drag = {
      x: event.clientX,
      y: event.clientY,
      origin: this.#clamp(this.#wanted),
      isMoving: false,
      listeners,
    };
    addEventListener("pointermove", (move) => this.#follow(move, handle), { signal });
    addEventListener("pointerup", () => this.#release(), { signal });
    addEventListener("pointercancel", () => this.#cancel(), { signal });
    addEventListener("keydown", (key) => this.#cancelByKey(key), { signal, capture: true });
  };

  /** Moves by an arrow key, four times as far with Shift. Says whether the key was one. */
  moveByKey(event: KeyboardEvent): boolean {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return false;
    const times = event.shiftKey ? 4 : 1;
    const from = this.#clamp(this.#wanted);
    this.#moveTo({ right: from.right + step.right * times, bottom: from.bottom + step.bottom * times });
    this.#options.save(this.#wanted);
    return true;
  }

  #follow(event: PointerEvent, handle: HTMLElement): void {
    const drag = this.#drag;
    if (!drag) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.isMoving && Math.hypot(dx, dy) < THRESHOLD_PX) return;
    if (!drag.isMoving) capture(handle, event.pointerId);
    drag.isMoving = true;
    this.#moveTo({ right: drag.origin.right - dx, bottom: drag.origin.bottom - dy });
  }

  #release(): void {
    const drag = this.#drag;
    drag?.listeners.abort();
    this.#drag = undefined;
    if (!drag?.isMoving) return;
    this.#options.save(this.#wanted);
    // The click that a drag ends with comes before any timer.
    this.#justDragged = true;
    setTimeout(() => (this.#justDragged = false));
  }

  #cancelByKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.#cancel();
  }

  /** Puts the host back where the drag began. */
  #cancel(): void {
    const drag = this.#drag;
    if (!drag) return;
    drag.listeners.abort();
    this.#drag = undefined;
    this.#wanted = drag.origin;
    this.#show();
  }

  #moveTo(place: Place): void {
    this.#wanted = this.#clamp(place);
    this.#show();
  }

  #show = (): void => {
    const { right, bottom } = this.#clamp(this.#wanted);
    this.#host.style.right = `${right}px`;
    this.#host.style.bottom = `${bottom}px`;
  };

  #clamp({ right, bottom }: Place): Place {
    const { clientWidth } = document.documentElement;
    return {
      right: within(right, clientWidth - this.#host.offsetWidth - MARGIN_PX),
      bottom: within(bottom, innerHeight - this.#host.offsetHeight - MARGIN_PX),
    };
  }
}

function within(value: number, highest: number): number {
  return Math.round(Math.max(MARGIN_PX, Math.min(value, highest)));
}

/** Keeps the moves coming outside the window; a pointer that is already up cannot be captured. */
function capture(handle: HTMLElement, pointerId: number): void {
  try {
    handle.setPointerCapture(pointerId);
  } catch {
    // Released meanwhile.
  }
}
