import { css } from "lit";

export const styles = css`
  .summary {
    display: grid;
    grid-template-rows: 1fr auto;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    gap: 1px;
    background: var(--_border);
  }
  .tile {
    min-inline-size: 0;
    min-block-size: 124px;
    padding: 12px 18px;
    background: var(--_surface);
  }
  .shares:not(:has(li)) {
    display: none;
  }
  .tile p,
  .shares {
    margin: 0;
  }
  .tile .figure {
    font-size: 20px;
    font-weight: 700;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  .chart,
  .bars {
    display: block;
    inline-size: 100%;
    block-size: 36px;
    margin-block-start: 6px;
  }
  .bars {
    block-size: 8px;
    margin-block: 8px 4px;
  }
  .chart polygon {
    fill: var(--_primary);
    opacity: 0.12;
  }
  .chart polyline {
    fill: none;
    stroke: var(--_primary);
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }
  :is(.chart, .bars):dir(rtl) {
    transform: scaleX(-1);
  }
  .share-0 {
    fill: var(--_primary);
    background: var(--_primary);
  }
  .share-1 {
    fill: var(--_lantern);
    background: var(--_lantern);
  }
  .share-2 {
    fill: var(--_ok);
    background: var(--_ok);
  }
  .share-3 {
    fill: var(--_control);
  }
  .shares {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    block-size: 19px;
    overflow: hidden;
    padding: 0;
    list-style: none;
    color: var(--_muted);
    font-size: 12px;
    white-space: nowrap;
  }
  .shares li {
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .key {
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 5px;
    border-radius: 2px;
  }
  .figures-bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
    align-items: center;
    min-block-size: 38px;
    padding: 2px 18px;
    background: var(--_raised);
    border-block-start: 1px solid var(--_border);
    font-size: 12.5px;
    color: var(--_muted);
  }
  option {
    unicode-bidi: plaintext;
  }
  .figures-bar .field {
    min-block-size: 28px;
    padding-block: 0;
    font-size: 12.5px;
  }
  .figures summary {
    padding-block: 5px;
    color: var(--_primary);
    cursor: pointer;
  }
  .figures[open] {
    flex-basis: 100%;
  }
  .figure-tables {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    padding-block-end: 10px;
  }
  .figure-table {
    flex: 1 1 240px;
    max-block-size: 260px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }
  .plain {
    display: table;
    font-size: 12.5px;
  }
  .plain caption {
    padding: 6px 10px;
    text-align: start;
    font-weight: 600;
  }
  .plain thead {
    display: table-header-group;
  }
  .plain tbody {
    display: table-row-group;
  }
  .plain tr {
    display: table-row;
    padding: 0;
  }
  .plain :is(th, td) {
    display: table-cell;
    position: static;
    inline-size: auto;
    block-size: auto;
    min-inline-size: 0;
    padding: 3px 10px;
    font-size: 12.5px;
    font-weight: 400;
    clip-path: none;
  }
  .plain td {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .plain td::before {
    content: none;
  }
  .plain thead th {
    text-align: end;
    color: var(--_muted);
  }
  @container (width <= 640px) {
    .tiles {
      grid-template-columns: 1fr 1fr;
    }
    .tile {
      padding-inline: 16px;
    }
  }
  @media (forced-colors: active) {
    .key {
      forced-color-adjust: none;
    }
  }
`;
