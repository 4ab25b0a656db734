import { css } from "lit";

export const tableStyles = css`
  .scroller {
    position: relative;
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 14px;
    line-height: 1.4;
  }
  tbody {
    transition: opacity 160ms ease-out;
  }
  .stale tbody {
    opacity: 0.5;
  }
  th,
  td {
    padding: 10px 8px;
    text-align: start;
    font-weight: inherit;
    border-block-end: 1px solid var(--_border);
  }
  :is(th, td):first-child {
    padding-inline-start: 18px;
  }
  :is(th, td):last-child {
    padding-inline-end: 18px;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
  thead th {
    color: var(--_muted);
    font-size: 12.5px;
    font-weight: 600;
    white-space: nowrap;
  }
  .arrow {
    margin-inline-start: 4px;
  }
  [aria-sort] {
    color: var(--_text);
  }
  td {
    white-space: nowrap;
  }
  tbody th,
  td:is(.device, .location, .ended-by, .actions) {
    white-space: normal;
    overflow-wrap: anywhere;
    max-inline-size: 280px;
  }
  tbody th,
  td:is(.device, .ended-by) {
    min-inline-size: 150px;
  }
  td.location {
    min-inline-size: 100px;
  }
  /* Wide enough for how an active session ends: nothing moves when it does. */
  td.status {
    min-inline-size: 138px;
  }
  td.actions {
    min-inline-size: 130px;
  }
  td button {
    white-space: nowrap;
  }
  @container (min-width: 1100px) {
    tbody th {
      min-inline-size: 192px;
    }
    td.device {
      min-inline-size: 174px;
    }
    td.location {
      min-inline-size: 116px;
    }
  }
  td:is(.duration, .requests),
  th:is(.duration, .requests) {
    text-align: end;
  }
  .actions {
    position: sticky;
    inset-inline-end: 0;
    background: var(--_surface);
    text-align: end;
  }
  .told > * {
    display: block;
    max-inline-size: 104px;
    margin-inline-start: auto;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @container (max-width: 1100px) {
    .actions {
      box-shadow: -8px 0 8px -8px rgb(16 24 48 / 0.25);
    }
  }
  tr:focus-visible {
    outline-offset: -3px;
  }
  tbody tr {
    transition: color 240ms ease-out;
  }
  .current > * {
    background: color-mix(in srgb, var(--_primary) 5%, var(--_surface));
  }
  .selected > * {
    background: color-mix(in srgb, var(--_primary) 9%, var(--_surface));
  }
  .ended {
    color: var(--_muted);
  }
  .faint {
    color: var(--_muted);
  }
  time {
    border-radius: 4px;
    cursor: default;
  }
  .select {
    inline-size: 1px;
  }
  .check {
    display: grid;
    place-items: center;
    inline-size: 30px;
    block-size: 30px;
    margin-inline-start: -7px;
    cursor: pointer;
  }
  .check span {
    display: none;
  }
  .check input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_primary);
    cursor: inherit;
  }
  .badge {
    display: inline-block;
    padding-inline: 6px;
    border: 1px solid currentColor;
    border-radius: 6px;
    color: var(--_primary);
    font-size: 11.5px;
    font-weight: 600;
    white-space: nowrap;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 10px 2px 8px;
    border-radius: 20px;
    font-size: 12.5px;
    font-weight: 600;
  }
  .shape {
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border: 2px solid currentColor;
  }
  .dot {
    color: var(--_ok);
    background: var(--_ok-soft);
  }
  .ring {
    color: var(--_muted);
    background: var(--_muted-soft);
  }
  .square {
    color: var(--_danger);
    background: var(--_danger-soft);
  }
  :is(.dot, .ring) .shape {
    border-radius: 50%;
  }
  .square .shape {
    border-radius: 2px;
  }
  :is(.dot, .square) .shape {
    background: currentColor;
  }
  .device .icon {
    display: inline-block;
    inline-size: 18px;
    block-size: 18px;
    margin-inline-end: 6px;
    vertical-align: -4px;
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .bar {
    display: block;
    inline-size: 70%;
    max-inline-size: 140px;
    block-size: 12px;
    margin-block: 9px;
    border-radius: 6px;
    background: var(--_muted-soft);
  }
  .select .bar {
    inline-size: 16px;
  }
  @media (prefers-reduced-motion: no-preference) {
    .bar {
      animation: sereno-breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes sereno-breathe {
      to {
        opacity: 0.55;
      }
    }
  }
  @media (prefers-reduced-motion: reduce) {
    tbody,
    tbody tr {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .pill,
    .bar {
      border: 1px solid;
    }
    :is(.dot, .square) .shape {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
