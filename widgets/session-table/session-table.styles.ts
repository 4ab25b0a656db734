import { css } from "lit";
import { buttons, focusRing, motion, printHidden, tokens } from "../shared/tokens.styles.ts";
import { cardStyles } from "./cards.styles.ts";
import { rowStyles } from "./row.styles.ts";
import { tableStyles } from "./table.styles.ts";

const frameStyles = css`
  :host {
    display: block;
  }
  :host([scope="own"]) .card {
    max-inline-size: 640px;
  }
  .card {
    container-type: inline-size;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-surface);
    overflow: clip;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .sub,
  .count {
    color: var(--_muted);
    font-size: 12.5px;
  }
  td,
  .count {
    font-variant-numeric: tabular-nums;
  }
  time,
  .count {
    unicode-bidi: plaintext;
  }
  .error {
    color: var(--_danger);
  }
  .toolbar,
  .heading,
  .filters,
  .footer {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    align-items: center;
  }
  .toolbar {
    padding: 12px 18px;
    border-block-end: 1px solid var(--_border);
  }
  .heading {
    flex: 1 1 auto;
  }
  .heading,
  .filters {
    min-block-size: 34px;
  }
  h2 {
    margin: 0;
    font-size: 17px;
    line-height: 1.3;
  }
  .fresh {
    color: var(--_primary);
    background: color-mix(in srgb, var(--_primary) 10%, transparent);
    border-radius: 15px;
    white-space: nowrap;
  }
  .summary {
    min-block-size: 166px;
    border-block-end: 1px solid var(--_border);
  }
  .field {
    font: 14px/1.4 var(--_font);
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    min-block-size: 34px;
    padding: 2px 10px;
    min-inline-size: 0;
  }
  .footer {
    min-block-size: 50px;
    padding: 9px 18px;
    background: var(--_raised);
    border-block-start: 1px solid var(--_border);
  }
  .footer .count {
    margin-inline-end: auto;
  }
  .notice {
    padding: 40px 24px 48px;
    text-align: center;
  }
`;

export const styles = [
  tokens,
  focusRing,
  buttons,
  motion,
  frameStyles,
  rowStyles,
  tableStyles,
  cardStyles,
  printHidden,
];
