import { buttonsText, focusRingText, tokensText } from "../shared/tokens.ts";

/** Over the frame, which keeps its own box: nothing of the page moves, now or when the frame is loaded. */
export const placeholderStyles = /* css */ `${tokensText}
:host {
  all: initial !important;
  color-scheme: var(--sereno-color-scheme, inherit) !important;
  position: absolute !important;
  z-index: 1 !important;
  display: block !important;
  inline-size: var(--_width) !important;
  block-size: var(--_height) !important;
  transform: translate(var(--_x, 0), var(--_y, 0)) !important;
}
:host([hidden]) { display: none !important }
* { box-sizing: border-box }
[role=group] {
  display: flex;
  flex-direction: column;
  justify-content: safe center;
  align-items: center;
  gap: 10px;
  block-size: 100%;
  overflow: auto;
  padding: 12px;
  font: 14px/1.5 var(--_font);
  text-align: center;
  color: var(--_text);
  background: var(--_raised);
  border: 1px solid var(--_border);
  border-radius: var(--_frame-radius);
}
p { display: grid; align-items: end; margin: 0; min-block-size: 3em; max-inline-size: 48ch }
.row { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px }
${buttonsText}
.quiet { background: var(--_surface); color: var(--_text); border-color: var(--_control) }
${focusRingText}
@media print { :host { display: none !important } }
`;
