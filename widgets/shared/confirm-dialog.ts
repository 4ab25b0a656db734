import { adoptStyles, css, html, nothing, render, type ReactiveControllerHost } from "lit";
import { buttons, dialogs, focusRing, printHidden, tokens } from "./tokens.styles.ts";

export interface ConfirmOptions {
  /** The question. */
  title: string;
  /** What will happen, and what will not. */
  message?: string;
  /** Label of the button that does it. */
  confirm: string;
  cancel: string;
  /** `danger` for what destroys something. */
  tone?: "primary" | "danger";
}

/**
 * Asks in a modal dialog inside `host`, so that its theme and language hold. The focus is on Cancel and returns to where
 * it was; Esc is Cancel. Resolves to whether the person agreed.
 */
export async function confirmDialog(
  host: HTMLElement & Partial<ReactiveControllerHost>,
  options: ConfirmOptions,
): Promise<boolean> {
  const container = document.createElement("div");
  const root = container.attachShadow({ mode: "open" });
  adoptStyles(root, styles);
  (host.shadowRoot ?? host).append(container);
  // Which marks it with the language of its words.
  host.requestUpdate?.();
  try {
    return await ask(root, options);
  } finally {
    container.remove();
  }
}

function ask(root: ShadowRoot, options: ConfirmOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const close = (answer: string) => () => getDialog(root).close(answer);
    render(
      html`<dialog
        role="alertdialog"
        aria-labelledby="title"
        aria-describedby=${options.message ? "message" : nothing}
        @close=${() => resolve(getDialog(root).returnValue === "confirm")}
      >
        <h2 id="title">${options.title}</h2>
        ${options.message ? html`<p id="message">${options.message}</p>` : nothing}
        <footer>
          <button class="quiet" autofocus @click=${close("")}>${options.cancel}</button>
          <button class=${options.tone ?? "primary"} @click=${close("confirm")}>${options.confirm}</button>
        </footer>
      </dialog>`,
      root,
    );
    getDialog(root).showModal();
  });
}

function getDialog(root: ShadowRoot): HTMLDialogElement {
  return root.querySelector("dialog") as HTMLDialogElement;
}

const styles = [
  tokens,
  focusRing,
  buttons,
  dialogs,
  printHidden,
  css`
    dialog {
      inline-size: min(420px, 100vw - 32px);
      padding: 20px 22px;
    }
    h2 {
      margin: 0;
      font-size: 18px;
      line-height: 1.3;
      overflow-wrap: anywhere;
    }
    p {
      margin: 6px 0 0;
      color: var(--_muted);
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 10px;
      margin-block-start: 20px;
    }
  `,
];
