import { css } from "lit";

/** The filter and the rows of the Log tab. */
export const eventLogStyles = css`
  form {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 6px 8px;
    padding: 6px 14px;
  }
  label {
    display: grid;
    gap: 1px;
    color: var(--_muted);
    font-size: 11.5px;
  }
  label:has([type="checkbox"]) {
    grid-auto-flow: column;
    justify-content: start;
    align-items: center;
    align-self: end;
    gap: 6px;
    min-block-size: 30px;
    color: var(--_text);
    font-size: 13px;
  }
  :is(input, select):not([type="checkbox"]) {
    inline-size: 100%;
    min-inline-size: 0;
    block-size: 30px;
    padding: 2px 4px;
    border: 1px solid var(--_control);
    border-radius: 6px;
    background: var(--_surface);
    color: var(--_text);
    font: 13px/1.2 var(--_font);
  }
  :is(input, select):focus-visible {
    outline-offset: 0;
  }
  [type="checkbox"] {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_primary);
  }
  .row details {
    grid-column: 1 / -1;
    margin: 0;
    font-size: 12px;
  }
  .row small .reveal {
    padding: 0;
  }
  .warning {
    color: var(--_lantern);
  }
  [aria-busy="true"] {
    opacity: 0.6;
  }
  .older {
    margin: 0 14px 12px;
  }
  .buttons {
    display: flex;
    justify-content: center;
    gap: 8px;
    margin: -14px 14px 14px;
  }
  .buttons .older {
    margin: 0;
  }
`;
