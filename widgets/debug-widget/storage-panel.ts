import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { findDeclaredCategory } from "./declared-category.ts";
import { fillText } from "./fill-text.ts";
import { byteLength } from "./page-cookies.ts";
import type { PanelContext } from "./panel-context.ts";
import { formatBytes } from "./value-text.ts";

type StorageKind = "localStorage" | "sessionStorage";

const MAX_SHOWN = 2_000;

/** Names and sizes of what the page keeps in the browser; a value only when asked for. */
export function renderStoragePanel(context: PanelContext): TemplateResult {
  return html`${renderStorage("localStorage", context)} ${renderStorage("sessionStorage", context)}
  ${renderDatabases(context)}`;
}

function renderStorage(kind: StorageKind, context: PanelContext): TemplateResult {
  return html`<h2>${context.text[kind]}</h2>
    ${renderEntries(kind, context)}`;
}

/** How large each is, no browser tells. */
function renderDatabases({ databases, text, locale }: PanelContext): TemplateResult {
  const names = databases ? databases.names.join(", ") : text.storageBlocked;
  return html`<h2>IndexedDB ${databases?.bytes ? `· ${formatBytes(databases.bytes, locale)}` : nothing}</h2>
    <p class="note">${names || text.storageEmpty}</p>`;
}

function renderTag(
  kind: StorageKind,
  name: string,
  { policy, text }: Pick<PanelContext, "policy" | "text">,
): unknown {
  if (!policy) return nothing;
  const category = findDeclaredCategory(policy, kind, name);
  return category
    ? html`<span class="tag">${text.categories[category]}</span>`
    : html`<span class="tag warn">${text.notDeclared}</span>`;
}

function renderEntries(kind: StorageKind, context: PanelContext): TemplateResult {
  const { text } = context;
  const entries = findEntries(kind);
  if (!entries) return html`<p class="note">${text.storageBlocked}</p>`;
  if (entries.length === 0) return html`<p class="note">${text.storageEmpty}</p>`;
  return html`<ul class="rows">
    ${repeat(
      entries,
      ([name]) => name,
      ([name, value]) => renderEntry({ kind, name, value }, context),
    )}
  </ul>`;
}

function renderEntry(
  { kind, name, value }: { kind: StorageKind; name: string; value: string },
  { text, locale, policy, revealed }: PanelContext,
): TemplateResult {
  const key = `${kind} ${name}`;
  const isShown = revealed.has(key);
  return html`<li class="row">
    <span class="name"><code>${name}</code>${renderTag(kind, name, { policy, text })}</span>
    <button
      class="reveal size"
      aria-expanded=${isShown ? "true" : "false"}
      aria-label="${fillText(isShown ? text.hideValue : text.showValue, { name })}, ${formatBytes(byteLength(value), locale)}"
      @click=${() => revealed.toggle(key)}
    >
      ${formatBytes(byteLength(value), locale)} <span aria-hidden="true">${isShown ? "▴" : "▾"}</span>
    </button>
    ${isShown ? html`<pre tabindex="0">${shorten(value)}</pre>` : nothing}
  </li>`;
}

/** Undefined where the browser blocks storage. */
function findEntries(kind: StorageKind): [string, string][] | undefined {
  try {
    return Object.entries<string>(window[kind]).toSorted(([a], [b]) => a.localeCompare(b));
  } catch {
    return undefined;
  }
}

function shorten(value: string): string {
  return value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value;
}
