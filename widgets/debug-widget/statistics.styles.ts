import { css } from "lit";

/** Figures, and the bar of answers by status. */
export const statisticsStyles = css`
  .figures {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    margin: 0;
    border-block-end: 1px solid var(--_border);
  }
  .figures div {
    display: flex;
    flex-direction: column;
    padding: 12px 14px;
    border-inline-end: 1px solid var(--_border);
  }
  .figures div:last-child {
    border: 0;
  }
  .figures dd {
    order: -1;
    font: 650 20px/1.3 var(--_font);
    white-space: nowrap;
  }
  .figures small {
    display: block;
    overflow-wrap: anywhere;
    font-family: var(--_mono);
  }
  .bar {
    display: block;
    inline-size: calc(100% - 28px);
    block-size: 8px;
    margin: 8px 14px;
    border-radius: 4px;
    background: var(--_muted-soft);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0;
    padding: 0 14px;
    list-style: none;
    font-variant-numeric: tabular-nums;
  }
  .legend i {
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 4px;
    border-radius: 2px;
    background: var(--_status);
  }
  rect {
    fill: var(--_status);
  }
  .status-1xx,
  .status-other {
    --_status: var(--_control);
  }
  .status-2xx {
    --_status: var(--_ok);
  }
  .status-3xx {
    --_status: var(--_primary);
  }
  .status-4xx {
    --_status: var(--_lantern);
  }
  .status-5xx {
    --_status: var(--_danger);
  }
  @media (width < 640px) {
    .figures dd {
      font-size: 17px;
    }
  }
  @media (forced-colors: active) {
    rect,
    .legend i {
      forced-color-adjust: none;
    }
  }
`;
