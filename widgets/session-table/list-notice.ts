import type { TemplateResult } from "lit";
import { css, html, nothing } from "lit";
import { chooseLocale } from "../shared/locale.ts";
import { addStyles } from "../shared/add-styles.ts";
import { DEFAULT_FILTERS } from "./filters.ts";
import { isFiltered } from "./format-filters.ts";
import { messages as english, type ListNoticeMessages } from "./list-notice.messages.ts";
import { fill } from "./plural.ts";
import type { Draw, SessionActions, SessionView } from "./session-view.ts";

/** What stands in place of rows: what happened, and the way out. */
interface ListNotice {
  title: string;
  detail: string;
  action?: { label: string; run: () => void };
}

/** The notices in the language of the host, their styles in its shadow root. A chunk: most lists have rows. */
export async function createNotices(host: HTMLElement): Promise<Draw> {
  const { language } = chooseLocale(["en", "es"], host);
  const text = language === "es" ? (await import("./list-notice.messages.es.ts")).messages : english;
  addStyles(host.shadowRoot, styles);
  return (view, actions) => {
    const describe = view.list.phase === "failed" ? describeFailure : describeEmptiness;
    return noticeTemplate(describe(view, actions, text));
  };
}

function noticeTemplate({ title, detail, action }: ListNotice): TemplateResult {
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

function describeFailure(
  { list, text: common }: SessionView,
  { reload, signIn }: SessionActions,
  text: ListNoticeMessages,
): ListNotice {
  const { status, code } = list.error ?? { status: 0, code: "network" };
  if (status === 401) {
    const action = { label: text.signIn, run: signIn };
    return { title: text.signedOutTitle, detail: text.signedOutText, action };
  }
  if (status === 403) return { title: text.forbiddenTitle, detail: text.forbiddenText };
  const detail = status === 0 ? text.unreachable : fill(text.failedText, { code });
  return { title: common.failedTitle, detail, action: { label: common.retry, run: reload } };
}

function describeEmptiness(
  { filters }: SessionView,
  { filter }: SessionActions,
  text: ListNoticeMessages,
): ListNotice {
  if (!isFiltered(filters)) return { title: text.emptyTitle, detail: text.emptyText };
  return {
    title: text.noMatchTitle,
    detail: filters.user ? fill(text.noMatchUser, { user: filters.user }) : text.noMatchText,
    action: { label: text.clearFilters, run: () => filter(DEFAULT_FILTERS) },
  };
}

const styles = css`
  .notice {
    display: grid;
    justify-items: center;
    gap: 4px;
  }
  .notice p {
    margin: 0;
    max-inline-size: 46ch;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .notice .notice-title {
    font-weight: 600;
    font-size: 16px;
    color: var(--_text);
  }
  .notice button {
    margin-block-start: 14px;
  }
  .lantern {
    inline-size: 44px;
    block-size: 44px;
    fill: none;
    stroke: var(--_control);
    stroke-width: 1.6;
    stroke-linejoin: round;
  }
  .lantern circle {
    fill: var(--_lantern);
    stroke: none;
  }
`;
