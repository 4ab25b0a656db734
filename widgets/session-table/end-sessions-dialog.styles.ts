import { css } from "lit";
import { buttons, dialogs, focusRing, printHidden, tokens } from "../shared/tokens.styles.ts";

export const styles = [
  tokens,
  focusRing,
  buttons,
  dialogs,
  printHidden,
  css`
    dialog {
      inline-size: min(460px, 100vw - 32px);
    }
    .content {
      display: grid;
      gap: 12px;
      padding: 20px 22px;
    }
    h2,
    p {
      margin: 0;
    }
    h2 {
      font-size: 18px;
      line-height: 1.3;
    }
    p,
    label span {
      color: var(--_muted);
    }
    .error {
      color: var(--_danger);
      font-size: 14px;
    }
    .error:empty {
      display: none;
    }
    ul {
      margin: 0;
      padding: 10px 14px;
      max-block-size: 160px;
      overflow-y: auto;
      list-style: none;
      border-radius: var(--_radius);
      background: var(--_raised);
      font-size: 14px;
      overflow-wrap: anywhere;
    }
    li span {
      color: var(--_muted);
    }
    li span::before {
      content: "· ";
    }
    progress {
      inline-size: 100%;
      block-size: 10px;
      accent-color: var(--_primary);
    }
    .hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    label {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 4px 8px;
      align-items: baseline;
      font-weight: 600;
      font-size: 14px;
    }
    label span {
      font-weight: 400;
      font-size: 12.5px;
    }
    textarea {
      grid-column: 1 / -1;
      font: 15px/1.5 var(--_font);
      color: var(--_text);
      background: var(--_surface);
      border: 1px solid var(--_control);
      border-radius: var(--_radius);
      padding: 6px 12px;
      inline-size: 100%;
      resize: vertical;
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 10px;
      margin-block-start: 4px;
    }
  `,
];
