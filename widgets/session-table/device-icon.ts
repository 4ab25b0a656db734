import type { TemplateResult } from "lit";
import { html, svg } from "lit";
import type { DeviceType } from "../../server/contract/index.ts";

const PHONE = svg`<path d="M9 2.5h6a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM11 18.5h2"/>`;
const TABLET = svg`<path d="M6.5 2.5h11a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM11 18.5h2"/>`;
const COMPUTER = svg`<path d="M5 4h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 20h8M12 16v4"/>`;

const SHAPES: Partial<Record<DeviceType, TemplateResult<2>>> = { mobile: PHONE, tablet: TABLET };

/** Decorative: the device's label stands beside it. */
export function deviceIcon(type: DeviceType): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[type] ?? COMPUTER}</svg>`;
}
