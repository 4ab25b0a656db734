import { css } from "lit";

/** The open widget around its tab panels. The gradients are shadows at the ends that still hide tabs. */
export const frameStyles = css`
  .panel {
    display: flex;
    flex-direction: column;
    inline-size: 540px;
    block-size: min(480px, 100dvh - 16px);
    overflow: hidden;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-surface);
    box-shadow: var(--_shadow);
  }

  header {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: none;
    min-block-size: 40px;
    padding-inline: 14px 6px;
    background: var(--_night);
    color: var(--_on-night);
    cursor: grab;
    touch-action: none;
    user-select: none;
  }
  header b {
    margin-inline-end: auto;
    font-size: 13.5px;
  }
  .chip {
    padding: 5px 8px;
    border-radius: 6px;
    background: #26335c;
    color: #dfe7ff;
    font: 600 11.5px/1 var(--_mono);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .icon {
    display: grid;
    place-items: center;
    inline-size: 30px;
    min-block-size: 30px;
    padding: 0;
    color: inherit;
  }
  header .icon {
    background: transparent;
  }
  header .icon:hover {
    background: #26335c;
  }
  .icon svg {
    inline-size: 14px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
  }
  header .icon:focus-visible {
    outline-color: #a9c0ff;
    outline-offset: -3px;
  }

  [role="tablist"] {
    display: flex;
    gap: 2px;
    flex: none;
    padding: 4px 8px 0;
    border-block-end: 1px solid var(--_border);
    overflow-x: auto;
    scroll-padding-inline: 24px;
    scrollbar-width: none;
    background:
      linear-gradient(90deg, var(--_surface) 40%, transparent) left / 32px 100% no-repeat local,
      linear-gradient(270deg, var(--_surface) 40%, transparent) right / 32px 100% no-repeat local,
      linear-gradient(90deg, var(--_control), transparent) left / 10px 100% no-repeat,
      linear-gradient(270deg, var(--_control), transparent) right / 10px 100% no-repeat;
  }
  [role="tab"] {
    flex: none;
    min-block-size: 34px;
    padding: 4px 9px;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 5px 5px 0 0;
    background: none;
    color: var(--_muted);
    font: inherit;
    white-space: nowrap;
  }
  [role="tab"]:hover {
    color: var(--_text);
  }
  [role="tab"][aria-selected="true"] {
    border-color: var(--_primary);
    color: var(--_text);
    font-weight: 600;
  }
  [role="tab"]:focus-visible,
  [role="tabpanel"]:focus-visible {
    outline-offset: -3px;
  }
  .count {
    padding-inline: 5px;
    border-radius: 8px;
    background: var(--_danger);
    color: var(--_surface);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
  }

  [role="tabpanel"] {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }
  [role="tabpanel"][hidden] {
    display: none;
  }

  .failure {
    flex: none;
    margin: 0;
    padding: 6px 14px;
    background: var(--_danger-soft);
    color: var(--_text);
  }
  .failure .link {
    min-block-size: 24px;
    padding-block: 0;
  }

  [role="status"] {
    position: relative;
    block-size: 0;
    margin: 0;
  }
  [role="status"] span {
    position: absolute;
    inset: auto auto 10px 14px;
    max-inline-size: calc(100% - 28px);
    padding: 6px 12px;
    border-radius: var(--_radius);
    background: var(--_night);
    color: var(--_on-night);
    box-shadow: var(--_shadow);
  }
  [role="status"] span:empty {
    display: none;
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    flex: none;
    gap: 5px;
    padding: 10px;
    border-block-start: 1px solid var(--_border);
    background: var(--_raised);
  }
  footer .small {
    padding-inline: 8px;
  }
  .last {
    display: flex;
    flex-wrap: wrap;
    gap: inherit;
    margin-inline-start: auto;
  }
  .live i {
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-start: 6px;
    border: 2px solid currentColor;
    border-radius: 50%;
  }
  .live[aria-pressed="true"] i {
    border-color: var(--_ok);
    background: var(--_ok);
  }

  @media (width < 640px) {
    :host([open]) {
      inset: auto 0 0 !important;
    }
    .panel {
      inline-size: auto;
      block-size: min(480px, 75dvh);
      border-inline: 0;
      border-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      padding-block-end: env(safe-area-inset-bottom);
    }
    header {
      cursor: default;
      touch-action: auto;
    }
    .move {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .live i {
      forced-color-adjust: none;
    }
    [role="tab"] {
      border-color: Canvas;
    }
    [role="tab"][aria-selected="true"] {
      border-color: Highlight;
    }
    header {
      border: 1px solid ButtonText;
    }
  }
`;
