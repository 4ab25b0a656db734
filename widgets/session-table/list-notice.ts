import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { DEFAULT_FILTERS, isFiltered } from "./filters.ts";
import { fill } from "./plural.ts";
import type { SessionActions, SessionView } from "./session-view.ts";

/** What stands in place of rows: what happened, and the way out. */
export interface ListNotice {
  title: string;
  detail: string;
  action?: { label: string; run: () => void };
}

export function findNotice(view: SessionView, actions: SessionActions): ListNotice | undefined {
  const { phase, rows } = view.list;
  if (phase === "failed") return describeFailure(view, actions);
  if (phase === "ready" && rows.length === 0) return describeEmptiness(view, actions);
  return undefined;
}

export function noticeTemplate({ title, detail, action }: ListNotice): TemplateResult {
  return html`<div class="notice">
    <svg class="lantern" viewBox="0 0 36 36" aria-hidden="true">
      <path d="M18 6v4M12.5 12h11l2 14h-15z" />
      <circle cx="18" cy="19.5" r="3.6" />
    </svg>
    <p class="notice-title">${title}</p>
    <p>${detail}</p>
    ${action ? html`<button class="quiet" @click=${action.run}>${action.label}</button>` : nothing}
  </div>`;
}

function describeFailure({ list, text }: SessionView, { reload, signIn }: SessionActions): ListNotice {
  const { status, code } = list.error ?? { status: 0, code: "network" };
  if (status === 401) {
    const action = { label: text.signIn, run: signIn };
    return { title: text.signedOutTitle, detail: text.signedOutText, action };
  }
  if (status === 403) return { title: text.forbiddenTitle, detail: text.forbiddenText };
  const detail = status === 0 ? text.unreachable : fill(text.failedText, { code });
  return { title: text.failedTitle, detail, action: { label: text.retry, run: reload } };
}

function describeEmptiness({ filters, text }: SessionView, { filter }: SessionActions): ListNotice {
  if (!isFiltered(filters)) return { title: text.emptyTitle, detail: text.emptyText };
  return {
    title: text.noMatchTitle,
    detail: filters.user ? fill(text.noMatchUser, { user: filters.user }) : text.noMatchText,
    action: { label: text.clearFilters, run: () => filter(DEFAULT_FILTERS) },
  };
}
