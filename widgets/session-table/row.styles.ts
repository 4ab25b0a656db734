import { css } from "lit";

/** What a row is made of, in the table and in cards. Rows out of sight are not laid out. */
export const rowStyles = css`
  .scroller {
    position: relative;
    overflow-x: auto;
  }
  table {
    font-size: 14px;
    line-height: 1.4;
  }
  table,
  thead,
  tbody,
  th,
  td {
    display: block;
  }
  th,
  td {
    padding: 0;
    text-align: start;
    font-weight: inherit;
    overflow-wrap: anywhere;
  }
  thead th {
    font-size: 12.5px;
    font-weight: 600;
  }
  tr {
    display: flex;
    background: var(--_surface);
  }
  tr + tr {
    border-block-start: 1px solid var(--_border);
  }
  tbody tr {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 60px;
  }
  tr:focus-visible {
    outline-offset: -3px;
  }
  .current {
    background: color-mix(in srgb, var(--_primary) 5%, var(--_surface));
  }
  .stale tbody {
    opacity: 0.5;
  }
  .ended,
  .ring,
  thead {
    color: var(--_muted);
  }
  time {
    border-radius: 4px;
  }
  .badge,
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 1px 9px 1px 7px;
    border: 1px solid transparent;
    border-radius: 20px;
    font-size: 12.5px;
    font-weight: 600;
  }
  .badge {
    padding: 0 6px;
    border: 1px solid;
    border-radius: 6px;
    color: var(--_primary);
    font-size: 11.5px;
    line-height: 1.5;
  }
  .pill::before {
    content: "";
    flex: none;
    border: 4px solid;
    border-radius: 50%;
  }
  .dot {
    color: var(--_ok);
    background: var(--_ok-soft);
  }
  .icon {
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
  .bar,
  .blank > ::after {
    content: "";
    display: block;
    inline-size: 70%;
    max-inline-size: 140px;
    block-size: 12px;
    margin-block: 9px;
    border-radius: 6px;
    background: var(--_muted-soft);
  }
  tbody[inert] {
    min-block-size: 320px;
  }
  .blank > * {
    font-size: 0;
  }
  .blank > :is(td, th) > * {
    display: none;
  }
  @media (prefers-reduced-motion: no-preference) {
    tbody {
      transition: opacity 160ms ease-out;
    }
    .ended {
      transition: color 240ms ease-out;
    }
    .bar,
    .blank {
      animation: sereno-breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes sereno-breathe {
      to {
        opacity: 0.55;
      }
    }
  }
`;
