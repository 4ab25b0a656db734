/**
 * The tokens as plain text, for the banner, which does without Lit; Lit elements take `tokens.styles.ts`.
 *
 * Each is public as `--sereno-…` and used as `--_…`. `light-dark()` follows the page's own `color-scheme`,
 * so a page that knows no dark theme gets no dark widget; `--sereno-color-scheme` (set from `data-theme`)
 * overrides it.
 *
 * @cssprop --sereno-color-scheme - `light`, `dark` or `light dark`, whatever the page's own `color-scheme` is.
 * @cssprop --sereno-surface - Background of cards, dialogs and tables.
 * @cssprop --sereno-raised - Background of what stands out on it: rows under the pointer, notes, bars.
 * @cssprop --sereno-text - Text.
 * @cssprop --sereno-muted - Text that is said second.
 * @cssprop --sereno-border - Lines that only decorate.
 * @cssprop --sereno-control - Borders of buttons and fields.
 * @cssprop --sereno-primary - The accent: main buttons, links, focus ring.
 * @cssprop --sereno-on-primary - Text on the accent.
 * @cssprop --sereno-radius - Corners of controls.
 * @cssprop --sereno-radius-surface - Corners of cards and dialogs.
 * @cssprop --sereno-font - Font family of all texts.
 */
export const tokensText = knownColors(/* css */ `
:host {
  color-scheme: var(--sereno-color-scheme, inherit);
  --_surface: var(--sereno-surface, light-dark(#fff, #121829));
  --_raised: var(--sereno-raised, light-dark(#f5f6fa, #1b2338));
  --_text: var(--sereno-text, light-dark(#1a2233, #e9edf7));
  --_muted: var(--sereno-muted, light-dark(#545e78, #a7b1c8));
  --_border: var(--sereno-border, light-dark(#d5dae3, #344062));
  --_control: var(--sereno-control, light-dark(#7c869d, #7683a6));
  --_primary: var(--sereno-primary, light-dark(#22408f, #a9c0ff));
  --_on-primary: var(--sereno-on-primary, light-dark(#fff, #0d1530));
  --_shadow: 0 1px 2px light-dark(#10183014, #0006), 0 8px 28px light-dark(#10183024, #00000080);
  --_radius: var(--sereno-radius, 8px);
  --_radius-surface: var(--sereno-radius-surface, 14px);
  --_font: var(--sereno-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif);
}`);

/**
 * The light colours alone where the browser knows no `light-dark()` (before 2024), which would leave everything
 * transparent. For hexadecimal colours.
 */
export function knownColors(styles: string): string {
  return globalThis.CSS?.supports("color", "light-dark(red,red)")
    ? styles
    : styles.replace(/light-dark\((.*?),.*?\)/g, "$1");
}

/** Focus ring of everything that takes the focus. */
export const focusRingText = /* css */ `
:focus-visible { outline: 3px solid var(--_primary); outline-offset: 2px }`;

/** `primary` and `link` buttons, 40 px high. */
export const buttonsText = /* css */ `
button {
  font: 600 14px/1.2 var(--_font);
  min-height: 40px;
  padding: 4px 16px;
  border: 1px solid transparent;
  border-radius: var(--_radius);
  cursor: pointer;
}
.primary { background: var(--_primary); color: var(--_on-primary) }
.link { background: none; color: var(--_primary); padding-inline: 8px; text-decoration: underline; text-underline-offset: 3px }
@media (forced-colors: active) { button { border-color: ButtonText } }`;
