import { css, html, nothing } from "lit";
import type { EndReason, SessionResource } from "../../server/contract/index.ts";
import { chooseLocale } from "../shared/locale.ts";
import { addStyles } from "../shared/add-styles.ts";
import { dayTime, endedPill } from "./cells.ts";
import { messages as english, type EndedCellMessages } from "./ended-cells.messages.ts";
import { fill } from "./plural.ts";
import type { Content, EndedCells, SessionView } from "./session-view.ts";

const TAKEN_AWAY: ReadonlySet<EndReason | null> = new Set([
  "forced",
  "limit_evicted",
  "account_disabled",
  "account_deleted",
  "token_reuse",
] as const);

/** In the language of the host. A chunk: lists begin with active sessions. */
export async function createEndedCells(host: HTMLElement): Promise<EndedCells> {
  const { language } = chooseLocale(["en", "es"], host);
  const text = language === "es" ? (await import("./ended-cells.messages.es.ts")).messages : english;
  addStyles(host.shadowRoot, styles);
  return {
    status: (session, view) => statusCell(session, view, text),
    endedBy: (session, view) => endedByCell(session, view, text),
    inBrief: (session, view) => briefCell(session, view, text),
    describe: (reason) => text.status[reason],
  };
}

/** Ring: over by itself or by its own user. Square: taken away. Without a reason: the server has not said it yet. */
function statusCell({ endReason }: SessionResource, view: SessionView, text: EndedCellMessages): Content {
  const own = view.scope === "own" && endReason ? text.ownStatus[endReason] : undefined;
  const words = own ?? (endReason ? text.status[endReason] : undefined) ?? view.text.states.ended;
  const shape = TAKEN_AWAY.has(endReason) ? "square" : "ring";
  return endedPill(shape, words);
}

function endedByCell(session: SessionResource, view: SessionView, text: EndedCellMessages): Content {
  const at = session.endedAt ? dayTime(session.endedAt, view) : nothing;
  const who = findOtherEnder(session, view);
  if (!who) return html`${at} ${endMessage(session, text)}`;
  return html`<bdi>${who}</bdi>
    <div class="sub">${at} ${endMessage(session, text)}</div>`;
}

function briefCell(session: SessionResource, _view: SessionView, text: EndedCellMessages): Content {
  const { endMessage: message, endedBy, user } = session;
  const who = endedBy?.id === user?.id ? undefined : endedBy?.displayName;
  if (!message && !who) return nothing;
  return html`<div class="sub told" title=${[who, message].filter(Boolean).join(": ")}>
    ${who ? html`<bdi>${who}</bdi>` : nothing} ${endMessage(session, text)}
  </div>`;
}

/** Who ended it; among one's own sessions only if it was somebody else. */
function findOtherEnder({ endedBy, user }: SessionResource, { scope }: SessionView): string | undefined {
  return scope === "own" && endedBy?.id === user?.id ? undefined : endedBy?.displayName;
}

function endMessage({ endMessage: message }: SessionResource, text: EndedCellMessages): Content {
  return message ? html`<bdi>${fill(text.quote, { text: message })}</bdi>` : nothing;
}

const styles = css`
  .ring {
    background: var(--_muted-soft);
  }
  .ring::before {
    padding: 2px;
    border-width: 2px;
  }
  .square {
    color: var(--_danger);
    background: var(--_danger-soft);
  }
  .square::before {
    border-radius: 2px;
  }
  @container (width > 640px) {
    .told > * {
      display: block;
      max-inline-size: 86px;
      margin-inline-start: auto;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  }
`;
