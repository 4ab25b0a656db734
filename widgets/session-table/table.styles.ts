import { css } from "lit";

/**
 * Above 640 px: a dense table. Columns are as wide as written here, whatever stands in them, so that no row waits for
 * the layout of another one; what is left over they share.
 */
export const tableStyles = css`
  @container (width > 640px) {
    tr {
      align-items: center;
    }
    tbody {
      border-block-start: 1px solid var(--_border);
    }
    table {
      inline-size: max-content;
      min-inline-size: 100%;
    }
    tbody[inert] {
      min-block-size: 464px;
    }
    .blank > ::after {
      margin-block: 13px;
    }
    th,
    td {
      flex: 1 0 auto;
      box-sizing: border-box;
      inline-size: 104px;
      min-inline-size: 0;
      padding: 10px 8px;
    }
    :is(th, td):first-child {
      padding-inline-start: 18px;
    }
    :is(th, td):last-child {
      padding-inline-end: 18px;
    }
    td:is(.duration, .requests),
    td button {
      white-space: nowrap;
    }
    [aria-sort] {
      color: var(--_text);
    }
    tbody th,
    .user,
    .device,
    .ended-by {
      flex-grow: 3;
      inline-size: 117px;
    }
    .status {
      inline-size: 140px;
    }
    .location {
      inline-size: 108px;
    }
    .duration,
    .requests {
      inline-size: 90px;
    }
    .duration,
    .requests,
    .actions {
      text-align: end;
    }
    .actions {
      flex-grow: 0;
      position: sticky;
      inset-inline-end: 0;
      align-self: stretch;
      align-content: center;
      inline-size: 108px;
      background: inherit;
    }
    .select {
      flex-grow: 0;
      inline-size: 42px;
    }
  }
  @container (640px < width < 1020px) {
    .actions {
      box-shadow: 0 0 8px -3px rgb(16 24 48 / 0.3);
    }
  }
`;
