import { css } from "lit";

/** Below 640 px, and so always for one's own sessions, each row is a card; the labels are the column heads. */
export const cardStyles = css`
  @container (max-width: 640px) {
    .toolbar {
      padding-inline: 16px;
    }
    .filters,
    .filters .field {
      flex: 1 1 auto;
    }
    table,
    tbody {
      display: block;
    }
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      gap: 8px 16px;
      padding: 14px 16px;
      border-block-end: 1px solid var(--_border);
    }
    tbody tr:last-child {
      border-block-end: 0;
    }
    tbody tr > *,
    tbody tr > :is(:first-child, :last-child) {
      display: block;
      padding: 0;
      border: 0;
      background: none;
      min-inline-size: 0;
      max-inline-size: none;
      text-align: start;
      white-space: normal;
    }
    .current {
      background: color-mix(in srgb, var(--_primary) 5%, transparent);
    }
    .selected {
      background: color-mix(in srgb, var(--_primary) 9%, transparent);
    }
    tbody th {
      flex: 1 1 0;
      font-size: 15px;
      font-weight: 600;
    }
    tbody th .sub {
      font-weight: 400;
    }
    tbody td {
      order: 2;
      flex: 0 0 calc((100% - 16px) / 2);
    }
    tbody tr > .select {
      order: 0;
      flex: none;
      margin-block: -4px;
    }
    tbody tr > .actions {
      order: 1;
      flex: 0 1 auto;
      max-inline-size: 40%;
      text-align: end;
    }
    tbody tr > .status {
      flex-basis: 100%;
    }
    tbody tr > .none {
      display: none;
    }
    td:not(.status, .actions, .select)::before {
      content: attr(data-label) / "";
      display: block;
      color: var(--_muted);
      font-size: 12px;
    }
  }
  @container (min-width: 480px) and (max-width: 640px) {
    tbody td {
      flex-basis: calc((100% - 32px) / 3);
    }
  }
`;
