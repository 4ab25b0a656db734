import { css } from "lit";

/** What stands inside the tab panels; the statistics have styles of their own. */
export const panelStyles = css`
  code,
  pre,
  dd {
    font-family: var(--_mono);
    font-size: 12.5px;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  code,
  pre,
  dd,
  .size,
  small {
    unicode-bidi: plaintext;
  }
  h2 {
    margin: 14px 14px 0;
    font-size: 12px;
    font-weight: 600;
    color: var(--_muted);
  }
  pre {
    margin: 8px 0 0;
    max-block-size: 180px;
    overflow: auto;
    padding: 8px 10px;
    border-radius: var(--_radius);
    background: var(--_raised);
    white-space: pre-wrap;
  }

  .facts {
    margin: 0;
    padding: 10px 14px;
  }
  h2 + .facts {
    padding-block-start: 4px;
  }
  .facts div {
    display: grid;
    grid-template-columns: 112px minmax(0, 1fr);
    gap: 2px 12px;
    align-items: baseline;
    padding-block: 3px;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    margin: 0;
  }
  details {
    margin: 0 14px 14px;
  }
  details pre {
    max-block-size: none;
  }
  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    color: var(--_primary);
    cursor: pointer;
  }

  .rows {
    margin: 0;
    padding: 2px 14px 8px;
    list-style: none;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 12px;
    align-items: baseline;
    padding-block: 8px;
    border-block-end: 1px solid var(--_border);
  }
  .row:last-child {
    border: 0;
  }
  .row :is(small, pre) {
    grid-column: 1 / -1;
  }
  .size,
  small {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .size {
    text-align: end;
  }
  small {
    font-size: 12px;
  }
  .tag {
    display: inline-block;
    margin-inline-start: 6px;
    padding-inline: 5px;
    border: 1px solid var(--_border);
    border-radius: 5px;
    color: var(--_muted);
    font-size: 11px;
    white-space: nowrap;
  }
  .dashed {
    border-style: dashed;
    border-color: var(--_control);
  }
  .tag.warn {
    color: var(--_lantern);
    border-color: currentColor;
  }
  .reveal {
    min-block-size: 24px;
    padding: 0 4px;
    border: 0;
    background: none;
    font: inherit;
    color: var(--_primary);
  }
  .message {
    color: var(--_danger);
  }

  .standing::before {
    content: "";
    display: inline-block;
    inline-size: 4px;
    block-size: 4px;
    margin-inline-end: 7px;
    border: 2px solid currentColor;
    border-radius: 50%;
  }
  :is(.standing.granted, .standing.always)::before {
    background: currentColor;
  }
  .standing.partly::before {
    background: linear-gradient(90deg, currentColor 50%, transparent 50%);
  }
  .standing.granted {
    color: var(--_ok);
  }

  .empty {
    display: grid;
    gap: 4px;
    padding: 28px 24px;
    text-align: center;
  }
  .empty p {
    margin: 0;
    color: var(--_muted);
  }
  .note {
    margin: 6px 14px 10px;
    color: var(--_muted);
  }
  .note.warn {
    color: var(--_lantern);
  }
  .skeleton {
    display: grid;
    grid-template-columns: 84px 60%;
    gap: 14px 40px;
    padding: 16px 14px;
  }
  .skeleton i {
    block-size: 12px;
    border-radius: 4px;
    background: var(--_muted-soft);
  }
`;
