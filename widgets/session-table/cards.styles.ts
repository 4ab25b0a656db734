import { css } from "lit";

/** Below 640 px, and so always for one's own sessions, each row is a card; the labels are the column heads. */
export const cardStyles = css`
  @container (max-width: 640px) {
    .toolbar,
    .footer {
      padding-inline: 16px;
    }
    table,
    tbody {
      display: block;
    }
    thead,
    thead tr,
    .card thead .select {
      display: block;
      padding: 0;
      inline-size: auto;
    }
    thead .select {
      white-space: normal;
    }
    thead th:not(.select) {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .card thead .check {
      grid-template-columns: auto 1fr;
      gap: 16px;
      inline-size: auto;
      block-size: auto;
      min-block-size: 40px;
      margin: 0;
      padding-inline: 16px;
      justify-items: start;
    }
    .check span {
      display: inline;
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
    .card tbody tr > *,
    .card tbody tr > :is(:first-child, :last-child) {
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
      background: color-mix(in srgb, var(--_primary) 5%, var(--_surface));
    }
    .selected {
      background: color-mix(in srgb, var(--_primary) 9%, var(--_surface));
    }
    .card tbody th {
      flex: 1 1 0;
      font-size: 15px;
      font-weight: 600;
    }
    .card tbody th .sub {
      font-weight: 400;
    }
    .card tbody td {
      order: 2;
      flex: 0 0 calc((100% - 16px) / 2);
    }
    .card tbody tr > .select {
      order: 0;
      flex: none;
      inline-size: auto;
      margin-block: -4px;
      margin-inline-end: -9px;
    }
    .card tbody tr > .actions {
      position: static;
      box-shadow: none;
      order: 1;
      flex: 0 1 auto;
      max-inline-size: 45%;
      text-align: end;
    }
    .card tbody tr > :is(.status, .ended-by) {
      flex-basis: 100%;
    }
    .card tbody .ended > .actions {
      order: 2;
      flex-basis: 100%;
      max-inline-size: none;
      text-align: start;
    }
    .told > * {
      display: inline;
      white-space: normal;
    }
    .card tbody tr > .none {
      display: none;
    }
    td:not(.status, .actions, .select)::before {
      content: attr(data-label) / "";
      display: block;
      color: var(--_muted);
      font-size: 12px;
    }
  }
  @container (max-width: 480px) {
    .filters,
    .filters .field {
      flex: 1 1 auto;
    }
  }
  @container (min-width: 480px) and (max-width: 640px) {
    .card tbody td {
      flex-basis: calc((100% - 32px) / 3);
    }
  }
`;
