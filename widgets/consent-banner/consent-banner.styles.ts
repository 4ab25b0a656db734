import { buttonsText, focusRingText, tokensText } from "../shared/tokens.ts";

/**
 * Important inside a shadow root wins over important outside: `*{font-size:40px!important}` of a page does
 * not reach the banner. `all` leaves the direction and the tokens alone.
 */
export const bannerStyles = /* css */ `${tokensText}
:host {
  all: initial !important;
  color-scheme: var(--sereno-color-scheme, inherit) !important;
  position: fixed !important;
  z-index: 2147483000 !important;
  inset-block-end: 16px !important;
  inset-inline-start: 16px !important;
  display: block !important;
  inline-size: min(720px, 100vw - 32px) !important;
}
:host([hidden]) { display: none !important }
* { box-sizing: border-box }
[role=region] {
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 4px 14px;
  max-block-size: calc(100vh - 32px);
  overflow: auto;
  padding: 20px 22px;
  font: 15px/1.5 var(--_font);
  color: var(--_text);
  background: var(--_surface);
  border: 1px solid var(--_border);
  border-radius: var(--_radius-surface);
  box-shadow: var(--_shadow);
}
svg { inline-size: 36px; block-size: 36px; grid-row: span 2 }
h2 { margin: 0; font-size: 16px }
p, ul, .row { grid-column: 2; margin: 0; max-inline-size: 60ch; color: var(--_muted) }
.note { font-size: 13px }
p.note:empty { display: none }
ul { block-size: 70px; padding: 4px 12px; overflow: auto; list-style: none; background: var(--_raised); border-radius: var(--_radius) }
code { font: 12px ui-monospace, monospace }
.row { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; max-inline-size: none; margin-block-start: 8px }
${buttonsText}
.primary { min-inline-size: 120px }
.primary:hover { filter: brightness(.94) }
${focusRingText}
@media (width < 640px) {
  :host { inset-inline: 0 !important; inset-block-end: 0 !important; inline-size: auto !important }
  [role=region] { max-block-size: 85vh; padding: 16px; border-radius: var(--_radius-surface) var(--_radius-surface) 0 0 }
  p, ul, .row { grid-column: 1 / -1 }
  .primary { flex: 1 0 auto }
  .link { flex: 1 0 100% }
  svg { grid-row: auto }
  h2 { align-self: center }
}
@media (prefers-reduced-motion: no-preference) {
  [role=region] { animation: enter 200ms ease-out }
  @keyframes enter { from { opacity: 0; transform: translateY(8px) } }
}
@media print { :host { display: none !important } }
`;
