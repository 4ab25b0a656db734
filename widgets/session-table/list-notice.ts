import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionFilters } from "./filters.ts";
import { isFiltered } from "./filters.ts";
import type { SessionTableMessages } from "./messages.ts";
import { fill } from "./plural.ts";
import type { SessionListState } from "./session-list-state.ts";

/** What stands in place of rows: what happened, and the way out. */
export interface ListNotice {
  title: string;
  detail: string;
  action?: { label: string; run: () => void };
  /** Nothing to filter or to search. */
  isBarred?: true;
}

export interface NoticeOptions {
  list: SessionListState;
  filters: SessionFilters;
  text: SessionTableMessages;
  onRetry: () => void;
  onClearFilters: () => void;
  onSignIn: () => void;
}

export function findNotice(options: NoticeOptions): ListNotice | undefined {
  const { phase, rows } = options.list;
  if (phase === "failed") return describeFailure(options);
  if (phase === "ready" && rows.length === 0) return describeEmptiness(options);
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

function describeFailure({ list, text, onRetry, onSignIn }: NoticeOptions): ListNotice {
  const { status, code } = list.error ?? { status: 0, code: "network" };
  const signIn = { label: text.signIn, run: onSignIn };
  if (status === 401) {
    return { title: text.signedOutTitle, detail: text.signedOutText, action: signIn, isBarred: true };
  }
  if (status === 403) return { title: text.forbiddenTitle, detail: text.forbiddenText, isBarred: true };
  const detail = status === 0 ? text.unreachable : fill(text.failedText, { code });
  return { title: text.failedTitle, detail, action: { label: text.retry, run: onRetry } };
}

function describeEmptiness({ filters, text, onClearFilters }: NoticeOptions): ListNotice {
  if (!isFiltered(filters)) return { title: text.emptyTitle, detail: text.emptyText };
  return {
    title: text.noMatchTitle,
    detail: filters.user ? fill(text.noMatchUser, { user: filters.user }) : text.noMatchText,
    action: { label: text.clearFilters, run: onClearFilters },
  };
}
