import { css } from "lit";

export const styles = css`
  .field::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .tool {
    min-block-size: 34px;
    padding-inline: 12px;
    font-size: 13px;
  }
  .tool.on {
    border-color: var(--_primary);
    color: var(--_primary);
  }
  tr.selected {
    background: color-mix(in srgb, var(--_primary) 9%, var(--_surface));
  }
  .page-size {
    color: var(--_muted);
    font-size: 12.5px;
  }
  .footer:has(.selection) {
    position: sticky;
    inset-block-end: 0;
  }
  .selection,
  .page-size,
  .check {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  /* Clear of the foot, which may lie over the rows. */
  td * {
    scroll-margin-block: 100px;
  }
  .selection {
    flex-wrap: wrap;
    margin-inline-end: auto;
    font-size: 13px;
  }
  .page-size .field {
    min-block-size: 30px;
    font-size: 13px;
  }
  .check {
    gap: 16px;
    min-block-size: 30px;
    cursor: pointer;
  }
  .check input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_primary);
    cursor: inherit;
  }
  td.location {
    overflow-wrap: break-word;
  }
  .arrow {
    margin-inline-start: 4px;
  }
  .sort {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
    cursor: pointer;
  }
  @container (width > 640px) {
    .check span {
      display: none;
    }
  }
  @container (width <= 640px) {
    thead tr {
      flex-wrap: wrap;
      align-items: center;
      padding: 5px 16px;
      border-block-end: 1px solid var(--_border);
    }
    thead .select {
      flex: 1 0 100%;
    }
    .sort {
      margin-inline-end: 16px;
    }
  }
`;
