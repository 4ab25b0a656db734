import { css } from "lit";
import { buttons, focusRing, motion, printHidden, tokens } from "../shared/tokens.styles.ts";

/**
 * The closed widget; `debug-panel.ts` brings the styles of the open one. It lies below the consent banner and
 * the notices: they ask, this only shows.
 */
const pill = css`
  :host {
    position: fixed;
    z-index: 2147482999;
    inset: auto 20px 20px auto;
    font-size: 13px;
    line-height: 1.45;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .lamp {
    flex: none;
    inline-size: 9px;
    block-size: 9px;
    border-radius: 50%;
    background: #f2b84b;
    box-shadow: 0 0 8px #f2b84b;
  }

  .pill {
    display: inline-flex;
    align-items: center;
    gap: 9px;
    min-block-size: 38px;
    padding: 8px 15px 8px 12px;
    border: 1px solid #3a4772;
    border-radius: 24px;
    background: var(--_night);
    color: var(--_on-night);
    font: 600 13px/1.2 var(--_font);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    box-shadow: var(--_shadow);
    cursor: grab;
    touch-action: none;
    user-select: none;
  }
  .pill:active {
    cursor: grabbing;
  }

  .pill:focus-visible {
    outline-color: #a9c0ff;
    box-shadow: 0 0 0 7px var(--_night);
  }
  @media (forced-colors: active) {
    .lamp {
      forced-color-adjust: none;
    }
    .pill {
      border-color: ButtonText;
    }
  }
`;

export const styles = [tokens, buttons, focusRing, motion, printHidden, pill];
