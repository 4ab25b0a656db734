import { html, nothing, type TemplateResult } from "lit";

/** A name and what is known about it; left out when that is nothing. */
export type Fact = readonly [name: string, value: unknown];

/** Names and values as a description list. */
export function renderFacts(facts: readonly Fact[]): TemplateResult {
  return html`<dl class="facts">
    ${facts.map(([name, value]) =>
      value === undefined || value === null || value === ""
        ? nothing
        : html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;
}

/** What will appear here, when nothing has yet. */
export function renderEmpty(title: string, hint = ""): TemplateResult {
  return html`<div class="empty">
    <b>${title}</b>
    ${hint ? html`<p>${hint}</p>` : nothing}
  </div>`;
}
