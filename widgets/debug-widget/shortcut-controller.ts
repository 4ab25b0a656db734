import type { ReactiveController, ReactiveControllerHost } from "lit";
import { matchesShortcut } from "./shortcut.ts";

/** Listens for its host's shortcut anywhere on the page; `onPress` says whether it used the key. */
export class ShortcutController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly shortcut: string };
  readonly #onPress: () => boolean;

  constructor(host: ReactiveControllerHost & { readonly shortcut: string }, onPress: () => boolean) {
    this.#host = host;
    this.#onPress = onPress;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.#onKey);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.#onKey);
  }

  #onKey = (event: KeyboardEvent): void => {
    if (matchesShortcut(event, this.#host.shortcut) && this.#onPress()) event.preventDefault();
  };
}
