import { css } from "lit";

/** Up to 640 px, and so always for one's own sessions: each row is a card, labelled by the column heads. */
export const cardStyles = css`
  @container (width <= 640px) {
    .summary {
      min-block-size: 285px;
    }
    .toolbar,
    .footer {
      padding-inline: 16px;
    }
    thead th > span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      flex-wrap: wrap;
      align-items: start;
      gap: 8px 16px;
      padding: 14px 16px;
    }
    tbody th {
      flex: 1 1 0;
      min-inline-size: 0;
      font-size: 15px;
      font-weight: 600;
    }
    tbody .sub {
      font-weight: 400;
    }
    td {
      order: 2;
      flex: 0 0 calc((100% - 16px) / 2);
    }
    td.select {
      order: 0;
      flex: none;
      margin-block: -4px;
    }
    td.actions {
      order: 1;
      flex: 0 1 auto;
    }
    td:is(.status, .ended-by),
    .ended td.actions {
      order: 2;
      flex-basis: 100%;
    }
    td:empty {
      display: none;
    }
    td:not(.status, .actions, .select)::before {
      content: attr(data-label) / "";
      display: block;
      color: var(--_muted);
      font-size: 12px;
    }
  }
  @container (width <= 480px) {
    .filters,
    .field {
      flex: 1 1 auto;
    }
  }
  @container (480px < width <= 640px) {
    td {
      flex-basis: calc((100% - 32px) / 3);
    }
    td.select,
    td.actions {
      flex-basis: auto;
    }
  }
`;
