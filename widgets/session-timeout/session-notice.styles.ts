import { css } from "lit";
import { buttons, focusRing, motion, printHidden, tokens } from "../shared/tokens.styles.ts";

export const noticeStyles = [
  tokens,
  focusRing,
  buttons,
  motion,
  printHidden,
  css`
    .notice {
      position: fixed;
      inset: 16px 16px auto auto;
      inline-size: min(440px, 100vw - 32px);
      max-block-size: calc(100dvh - 32px);
      margin: 0;
      padding: 14px 16px;
      overflow: auto;
      font: 15px/1.5 var(--_font);
      color: var(--_text);
      background: var(--_surface);
      border: 1px solid var(--_border);
      border-inline-start: 4px solid var(--_control);
      border-radius: 10px;
      box-shadow: var(--_shadow);
      z-index: 2147483000;
    }
    .notice:dir(rtl) {
      inset: 16px auto auto 16px;
    }
    .notice.attention {
      border-inline-start-color: var(--_lantern);
    }
    .notice.danger {
      border-inline-start-color: var(--_danger);
    }
    .notice h2 {
      margin: 0 0 2px;
      font-size: 15px;
      line-height: 1.5;
      font-weight: 700;
      overflow-wrap: anywhere;
    }
    .notice p {
      margin: 0 0 10px;
      color: var(--_muted);
      overflow-wrap: anywhere;
    }
    .notice footer {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
];
