import type { TemplateResult } from "lit";
import { html, svg } from "lit";
import type { DeviceType } from "../../server/contract/index.ts";

const PHONE = svg`<rect x="7" y="2.5" width="10" height="19" rx="2" /><path d="M11 18.5h2" />`;
const TABLET = svg`<rect x="4.5" y="2.5" width="15" height="19" rx="2" /><path d="M11 18.5h2" />`;
const COMPUTER = svg`<rect x="3" y="4" width="18" height="12" rx="2" /><path d="M8 20h8M12 16v4" />`;

const SHAPES: Partial<Record<DeviceType, TemplateResult<2>>> = { mobile: PHONE, tablet: TABLET };

/** Decorative: the device's label stands beside it. */
export function deviceIcon(type: DeviceType): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[type] ?? COMPUTER}</svg>`;
}
