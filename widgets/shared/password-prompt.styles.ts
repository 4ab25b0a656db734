import { css } from "lit";
import { buttons, dialogs, focusRing, tokens } from "./tokens.styles.ts";

export const styles = [
  tokens,
  focusRing,
  buttons,
  dialogs,
  css`
    dialog {
      inline-size: min(420px, 100vw - 32px);
    }
    :is(form, .way) {
      display: grid;
      gap: 12px;
      padding: 20px 22px;
    }
    h2 {
      margin: 0;
      font-size: 18px;
      line-height: 1.3;
    }
    p {
      margin: 0;
      color: var(--_muted);
    }
    label {
      display: grid;
      gap: 4px;
      font-weight: 600;
      font-size: 14px;
    }
    input {
      font: 15px/1.5 var(--_font);
      color: var(--_text);
      background: var(--_surface);
      border: 1px solid var(--_control);
      border-radius: var(--_radius);
      min-block-size: 40px;
      padding: 4px 12px;
      inline-size: 100%;
    }
    a {
      display: inline-grid;
      place-items: center;
      min-block-size: 40px;
      padding: 4px 16px;
      font: 600 14px/1.2 var(--_font);
      text-decoration: none;
      border: 1px solid transparent;
      border-radius: var(--_radius);
    }
    .error {
      color: var(--_danger);
      font-size: 14px;
      min-block-size: 1.5em;
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 10px;
    }
  `,
];
