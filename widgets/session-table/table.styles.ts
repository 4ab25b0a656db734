import { css } from "lit";

/** Above 640 px: a dense table. */
export const tableStyles = css`
  @container (width > 640px) {
    th,
    td {
      padding: 10px 8px;
    }
    :is(th, td):first-child {
      padding-inline-start: 18px;
    }
    :is(th, td):last-child {
      padding-inline-end: 18px;
    }
    thead th,
    td:is(.status, .started, .last-seen, .duration, .requests),
    td button {
      white-space: nowrap;
    }
    thead th {
      font-size: 12.5px;
      font-weight: 600;
    }
    [aria-sort] {
      color: var(--_text);
    }
    tbody th,
    td:is(.device, .ended-by) {
      min-inline-size: 150px;
      max-inline-size: 280px;
    }
    td.status {
      min-inline-size: 138px;
    }
    .duration,
    .requests,
    .actions {
      text-align: end;
    }
    .actions {
      position: sticky;
      inset-inline-end: 0;
      min-inline-size: 88px;
      background: inherit;
    }
    .select {
      inline-size: 1px;
    }
  }
  @container (640px < width < 1100px) {
    .actions {
      box-shadow: 0 0 8px -3px rgb(16 24 48 / 0.3);
    }
  }
  @container (width >= 1100px) {
    tbody th,
    td.device {
      min-inline-size: 160px;
    }
  }
`;
