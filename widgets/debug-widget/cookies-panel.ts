import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { dateTimeFormat } from "../shared/locale.ts";
import { joinCookies, type CookieRow } from "./cookie-list.ts";
import { renderEmpty } from "./facts.ts";
import { fillText } from "./fill-text.ts";
import type { PanelMessages } from "./panel-messages.ts";
import type { PanelContext } from "./panel-context.ts";
import { formatBytes } from "./value-text.ts";

/** One list of what the page sees and what the server received. */
export function renderCookiesPanel(context: PanelContext): TemplateResult {
  const rows = joinCookies(context.pageCookies, context.answer.cookies, context.policy);
  if (rows.length === 0) return renderEmpty(context.text.noCookies);
  return html`<ul class="rows">
    ${repeat(
      rows,
      (row) => row.key,
      (row) => renderCookie(row, context),
    )}
  </ul>`;
}

function renderCookie(row: CookieRow, context: PanelContext): TemplateResult {
  const { text, locale, revealedCookies } = context;
  const value = row.isRevealable ? revealedCookies.get(row.name) : undefined;
  return html`<li class="row">
    <span class="name"
      ><code>${row.name}</code>${renderHttpOnly(row, text)}${renderDeclaration(row, text)}</span
    >
    ${row.isRevealable ? renderReveal(row, value !== undefined, context) : renderMasked(row, context)}
    ${value === undefined ? nothing : html`<pre tabindex="0">${value}</pre>`}
    ${row.attributes ? html`<small>${describeAttributes(row.attributes, text, locale)}</small>` : nothing}
  </li>`;
}

function renderMasked(
  { httpOnly, masked, bytes }: CookieRow,
  { text, locale }: PanelContext,
): TemplateResult {
  const shown = httpOnly === "yes" ? text.neverShown : masked;
  return html`<span class="size">${shown} · ${formatBytes(bytes, locale)}</span>`;
}

function renderReveal(
  { name, masked, bytes }: CookieRow,
  isShown: boolean,
  { text, locale, revealedCookies }: PanelContext,
): TemplateResult {
  const size = formatBytes(bytes, locale);
  return html`<button
    class="reveal size"
    aria-expanded=${isShown ? "true" : "false"}
    aria-label="${fillText(isShown ? text.hideValue : text.showValue, { name })}, ${size}"
    @click=${() => void revealedCookies.toggle(name)}
  >
    ${masked} · ${size} <span aria-hidden="true">${isShown ? "▴" : "▾"}</span>
  </button>`;
}

function renderHttpOnly({ httpOnly }: CookieRow, text: PanelMessages): unknown {
  if (httpOnly === "yes") return html`<span class="tag">${text.httpOnly}</span>`;
  if (httpOnly === "broken") return html`<span class="tag warn">${text.httpOnlyBroken}</span>`;
  if (httpOnly === "no") return nothing;
  return html`<span class="tag dashed" title=${text.httpOnlyInferredHint}
    >${text.httpOnlyInferred}<span class="sr"> (${text.httpOnlyInferredHint})</span></span
  >`;
}

function renderDeclaration({ declared, category, seenBy }: CookieRow, text: PanelMessages): TemplateResult {
  const label = category ? (text.categories[category] ?? category) : "";
  return html`${
    declared
      ? label && html`<span class="tag">${label}</span>`
      : html`<span class="tag warn">${text.notDeclared}</span>`
  }${seenBy === "page" ? html`<span class="tag">${text.notSent}</span>` : nothing}`;
}

function describeAttributes(
  { isSecure, sameSite, expiresAt }: NonNullable<CookieRow["attributes"]>,
  text: PanelMessages,
  locale: string,
): string {
  const life =
    expiresAt === null
      ? text.untilClose
      : fillText(text.until, { date: dateTimeFormat(locale, { dateStyle: "medium" }).format(expiresAt) });
  return [isSecure ? "Secure" : "", `SameSite=${capitalize(sameSite)}`, life].filter(Boolean).join(" · ");
}

/** The cookie store writes `lax`, everybody else `Lax`. */
function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
