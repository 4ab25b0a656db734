import { css, unsafeCSS } from "lit";
import { buttonsText, focusRingText, knownColors, tokensText } from "./tokens.ts";

/**
 * Tokens, type and box of every element: the first of its styles.
 *
 * @cssprop --sereno-lantern - What asks for attention.
 * @cssprop --sereno-ok - What is well: active sessions, what is allowed.
 * @cssprop --sereno-danger - What ends or deletes, and what went wrong.
 * @cssprop --sereno-lantern-soft - Background of what asks for attention.
 * @cssprop --sereno-ok-soft - Background of what is well.
 * @cssprop --sereno-danger-soft - Background of what went wrong.
 * @cssprop --sereno-muted-soft - Background of quiet badges.
 * @cssprop --sereno-mono - Font family of values that a machine made.
 */
export const tokens = unsafeCSS(
  tokensText +
    knownColors(/* css */ `
  :host {
    --_night: #111a33;
    --_on-night: #eef2ff;
    --_lantern: var(--sereno-lantern, light-dark(#a65d00, #f2b84b));
    --_ok: var(--sereno-ok, light-dark(#146c43, #69d69a));
    --_danger: var(--sereno-danger, light-dark(#b3261e, #ff9088));
    --_lantern-soft: var(--sereno-lantern-soft, light-dark(#fdf1dc, #3a2f18));
    --_ok-soft: var(--sereno-ok-soft, light-dark(#e3f2ea, #16332a));
    --_danger-soft: var(--sereno-danger-soft, light-dark(#fbe9e7, #3b2029));
    --_muted-soft: var(--sereno-muted-soft, light-dark(#eceef3, #252e47));
    --_mono: var(--sereno-mono, ui-monospace, "SF Mono", Menlo, Consolas, monospace);
    font: 15px/1.5 var(--_font);
    color: var(--_text);
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
  }
  :host([hidden]) {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
`),
);

/** 3 px primary ring, 2 px off. */
export const focusRing = unsafeCSS(focusRingText);

/**
 * `<button class="primary|quiet|danger|link">`, with `small` for dense tools (30 px instead of 40).
 * Needs `tokens`.
 */
export const buttons = css`
  ${unsafeCSS(buttonsText)}
  .quiet {
    background: transparent;
    color: var(--_text);
    border-color: var(--_control);
  }
  .danger {
    background: transparent;
    color: var(--_danger);
    border-color: var(--_danger);
  }
  .small {
    min-height: 30px;
    padding-inline: 10px;
    font-size: 13px;
  }
  button:hover:not(:disabled, [aria-disabled="true"]) {
    filter: brightness(0.94);
  }
  :is(.quiet, .danger):hover:not(:disabled, [aria-disabled="true"]) {
    background: color-mix(in srgb, currentColor 8%, transparent);
    filter: none;
  }
  button:is(:disabled, [aria-disabled="true"]) {
    opacity: 0.65;
    cursor: default;
  }
  @media (forced-colors: active) {
    button:is(:disabled, [aria-disabled="true"]) {
      color: GrayText;
      border-color: GrayText;
      opacity: 1;
    }
  }
`;

/** Entry of what floats (`class="enter"`) and of dialogs: opacity and 8 px, nothing with reduced motion. */
export const motion = css`
  @media (prefers-reduced-motion: no-preference) {
    .enter,
    dialog[open] {
      animation: sereno-enter 200ms ease-out;
    }
    @keyframes sereno-enter {
      from {
        opacity: 0;
        transform: translateY(8px);
      }
    }
  }
`;

/** A native `<dialog>` as a surface with a dimmed page behind it. Needs `tokens`; `motion` is part of it. */
export const dialogs = css`
  ${motion}
  dialog {
    font: inherit;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-surface);
    box-shadow: var(--_shadow);
    padding: 0;
    inline-size: min(560px, 100vw - 32px);
    max-block-size: calc(100dvh - 32px);
  }
  dialog::backdrop {
    background: rgb(10 16 34 / 0.5);
  }
`;

/** Widgets are tools, not content: paper does without them. */
export const printHidden = css`
  @media print {
    :host {
      display: none !important;
    }
  }
`;
