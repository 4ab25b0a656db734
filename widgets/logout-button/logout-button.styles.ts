import { css } from "lit";
import { buttons, focusRing, printHidden, tokens } from "../shared/tokens.styles.ts";

export const styles = [
  tokens,
  focusRing,
  buttons,
  printHidden,
  css`
    :host {
      display: inline-block;
      vertical-align: middle;
    }
    .logout {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      max-inline-size: 100%;
    }
    .bare {
      padding-inline: 11px;
    }
    svg {
      flex: none;
      inline-size: 16px;
      block-size: 16px;
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    svg.leave:dir(rtl) {
      transform: scaleX(-1);
    }
    @media (prefers-reduced-motion: no-preference) {
      .spin {
        animation: spin 900ms linear infinite;
      }
      @keyframes spin {
        to {
          transform: rotate(1turn);
        }
      }
    }
    span:not(:empty) {
      font-size: 13px;
      margin-inline: 4px;
    }
  `,
];
