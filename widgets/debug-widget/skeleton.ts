import { html, type TemplateResult } from "lit";

const LINES = 7;

/** The shape of the facts that come. */
export function renderSkeleton(label: string): TemplateResult {
  return html`<div class="skeleton" aria-busy="true">
    <span class="sr">${label}</span>
    ${Array.from({ length: LINES }, () => html`<i></i><i></i>`)}
  </div>`;
}
