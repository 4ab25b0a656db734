import { css } from "lit";

export const preferencesStyles = css`
  :host {
    display: contents;
  }
  dialog {
    overflow: auto;
    overscroll-behavior: contain;
  }
  header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 12px;
    padding: 14px 22px;
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
  }
  h2,
  h3,
  h4,
  p,
  ul,
  dl,
  dd {
    margin: 0;
  }
  h2 {
    font-size: 18px;
  }
  h2:focus-visible {
    outline: none;
  }
  h3 {
    font-size: 15px;
  }
  h4 {
    font-size: 14px;
  }
  p {
    color: var(--_muted);
    font-size: 14px;
  }
  .foreign .category p {
    unicode-bidi: plaintext;
    text-align: left;
  }
  .foreign:dir(rtl) .category p {
    text-align: right;
  }
  .close {
    min-inline-size: 36px;
    min-block-size: 36px;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    padding: 10px 22px;
    font-size: 14px;
    color: var(--_text);
    background: var(--_lantern-soft);
    border-block-end: 1px solid var(--_border);
  }
  .changes {
    padding: 14px 22px;
    border-block-end: 1px solid var(--_border);
    background: var(--_raised);
  }
  .changes ul {
    min-block-size: 30px;
  }
  .changes li {
    padding-block: 6px 0;
    font-size: 14px;
  }
  .category {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 4px 16px;
    padding: 14px 22px;
    border-block-end: 1px solid var(--_border);
  }
  .category > p,
  .category > details,
  .service > p,
  .service > ul {
    grid-column: 1;
  }
  .category > details {
    grid-column: 1 / -1;
  }
  summary {
    display: list-item;
    inline-size: fit-content;
    min-block-size: 24px;
    color: var(--_primary);
    font-size: 13px;
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
    border-radius: 4px;
  }
  .service {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 4px 16px;
    margin-block-start: 10px;
    padding: 12px 14px;
    background: var(--_raised);
    border-radius: 10px;
  }
  .service p,
  .none {
    font-size: 13px;
  }
  ul {
    padding: 0;
    list-style: none;
  }
  li {
    padding-block: 8px 0;
  }
  code,
  dd {
    font-family: var(--_mono);
    font-size: 12.5px;
    color: var(--_text);
    overflow-wrap: anywhere;
  }
  .kind {
    padding-inline: 5px;
    font-size: 11px;
    color: var(--_muted);
    border: 1px solid var(--_border);
    border-radius: 5px;
  }
  .answer {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 8px 12px;
    margin: 16px 22px;
    padding: 12px 14px;
    background: var(--_raised);
    border-radius: 10px;
  }
  .answer p {
    font-size: 13px;
  }
  .answer span {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .notes {
    margin: 0 22px 10px;
  }
  .notes p {
    margin-block: 6px;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(0, auto) minmax(0, 1fr);
    gap: 4px 12px;
    margin-block: 6px;
    font-size: 13px;
  }
  dt {
    color: var(--_muted);
  }
  footer {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    padding: 14px 22px;
    background: var(--_surface);
    border-block-start: 1px solid var(--_border);
  }
  label {
    cursor: pointer;
  }
  .switch {
    appearance: none;
    inline-size: 42px;
    block-size: 24px;
    margin: 0;
    align-self: center;
    border: 1px solid transparent;
    border-radius: 12px;
    background: var(--_control);
    cursor: pointer;
  }
  .switch::after {
    content: "";
    display: block;
    inline-size: 18px;
    block-size: 18px;
    margin: 2px;
    border-radius: 50%;
    background: var(--_surface);
  }
  .switch:checked {
    background: var(--_primary);
  }
  .switch:checked::after {
    margin-inline-start: 20px;
  }
  .switch:indeterminate::after {
    margin-inline-start: 11px;
  }
  .switch:disabled {
    background: var(--_muted-soft);
    cursor: default;
  }
  .switch:disabled::after {
    background: var(--_muted);
  }
  @media (prefers-reduced-motion: no-preference) {
    .switch::after {
      transition: margin 160ms ease-out;
    }
  }
  @media (forced-colors: active) {
    .switch {
      forced-color-adjust: none;
      background: ButtonFace;
      border-color: ButtonText;
    }
    .switch::after {
      background: ButtonText;
    }
    .switch:checked {
      background: Highlight;
    }
    .switch:checked::after {
      background: HighlightText;
    }
    .switch:disabled {
      border-color: GrayText;
    }
  }
  @media (width < 480px) {
    header,
    .category,
    .changes,
    .notice,
    footer {
      padding-inline: 16px;
    }
    .answer,
    .notes {
      margin-inline: 16px;
    }
    footer button {
      flex: 1 0 calc(50% - 5px);
    }
    footer .primary {
      flex-basis: 100%;
    }
  }
`;
