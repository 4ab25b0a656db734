import { css } from "lit";
import { buttons, dialogs, focusRing, printHidden, tokens } from "../shared/tokens.styles.ts";

export const timeoutStyles = [
  tokens,
  focusRing,
  buttons,
  dialogs,
  printHidden,
  css`
    dialog {
      inline-size: min(440px, 100vw - 32px);
      padding: 18px 20px;
      border-inline-start: 4px solid var(--_lantern);
    }
    h2 {
      margin: 0;
      font-size: 18px;
      line-height: 1.3;
    }
    p {
      margin: 4px 0 0;
      color: var(--_muted);
    }
    .clock {
      margin-block: 8px 0;
      color: var(--_text);
      font-size: 30px;
      line-height: 1.3;
      font-weight: 650;
      font-variant-numeric: tabular-nums;
    }
    .problem {
      border-inline-start-color: var(--_danger);
    }
    .code {
      font: 13px/1.5 var(--_mono);
    }
    .error {
      color: var(--_danger);
    }
    footer {
      margin-block-start: 14px;
      display: flex;
      flex-wrap: wrap;
      gap: 10px;
    }
    .announcement {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  `,
];
