import { css } from "lit";
import { notices } from "../shared/notice.ts";
import { buttons, dialogs, focusRing, motion, printHidden, tokens } from "../shared/tokens.styles.ts";

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
      margin-block: 8px 14px;
      color: var(--_text);
      font-size: 30px;
      line-height: 1.3;
      font-weight: 650;
      font-variant-numeric: tabular-nums;
    }
    .error {
      color: var(--_danger);
      margin-block-end: 10px;
    }
    footer {
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

export const noticeStyles = [tokens, focusRing, buttons, notices, motion, printHidden];
