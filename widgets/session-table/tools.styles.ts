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
  .panel {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: end;
    padding: 12px 18px;
    background: var(--_raised);
    border-block-end: 1px solid var(--_border);
  }
  .panel .link {
    padding-inline: 0;
  }
  .panel label {
    display: grid;
    flex: 1 1 130px;
    max-inline-size: 220px;
  }
  .panel label,
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
    thead .select {
      flex: 1;
      border-block-end: 1px solid var(--_border);
    }
    thead .check {
      min-block-size: 40px;
      padding-inline: 16px;
    }
  }
`;
