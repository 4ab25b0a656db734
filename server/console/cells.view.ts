import type { LoginOutcome, EventLevel, LocationResource, SessionResource } from "../contract/index.ts";
import { html, type Html, type HtmlValue } from "../http/html.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";

/** Filled, hollow, square or pointed: status is never told by colour alone. */
export type Shape = "dot" | "ring" | "square" | "triangle";
export type Tone = "ok" | "muted" | "danger" | "warn";

const TAKEN_AWAY = new Set(["forced", "limit_evicted", "account_disabled", "account_deleted", "token_reuse"]);

const OUTCOMES: Record<LoginOutcome, [Shape, Tone]> = {
  succeeded: ["dot", "ok"],
  failed: ["square", "danger"],
  throttled: ["triangle", "warn"],
};

const LEVELS: Record<EventLevel, [Shape, Tone]> = {
  debug: ["ring", "muted"],
  info: ["dot", "muted"],
  warn: ["triangle", "warn"],
  error: ["square", "danger"],
};

/** As long as an id or an address: it stays on one line. */
const SHORT = 32;
/** Longer text is folded, unless less room is left for it. */
const FOLD = 160;
const FIELD_FOLD = 64;
/** As much of a session's id as tells it from others. */
const ID_START = 12;

export function badge(shape: Shape, tone: Tone, words: HtmlValue): Html {
  return html`<span class="badge ${tone}"><span class="shape ${shape}"></span>${words}</span>`;
}

export function sessionStatus(session: SessionResource, { text }: ConsolePage): Html {
  if (session.status === "active") return badge("dot", "ok", text.session.active);
  const { endReason } = session;
  const words = endReason === null ? text.session.ended : text.endReasons[endReason];
  return TAKEN_AWAY.has(endReason ?? "") ? badge("square", "danger", words) : badge("ring", "muted", words);
}

export function outcomeBadge(outcome: LoginOutcome, { text }: ConsolePage): Html {
  return badge(...OUTCOMES[outcome], text.attempt.outcomes[outcome]);
}

export function levelBadge(level: EventLevel, { text }: ConsolePage): Html {
  return badge(...LEVELS[level], text.event.levels[level]);
}

/** What a machine made: ids, addresses, names of types. */
export function code(value: string): Html {
  return html`<code class="${value.length <= SHORT ? "short" : "long"}"><bdi>${value}</bdi></code>`;
}

/** `user` is a username or an id. */
export function userLink(page: ConsolePage, user: string, name: HtmlValue = user): Html {
  return html`<a href="${addressOf(page, `/admin/users/${encodeURIComponent(user)}`)}"
    ><bdi>${name}</bdi></a
  >`;
}

/** By the start of its id; the page that it leads to has the whole. */
export function sessionLink(page: ConsolePage, id: string): Html {
  const address = addressOf(page, `/admin/sessions/${encodeURIComponent(id)}`);
  return html`<a href="${address}" title="${id}">${code(`${id.slice(0, ID_START)}…`)}</a>`;
}

export function place(location: LocationResource | null, { text }: ConsolePage): Html {
  if (location === null) return html`<span class="muted">${text.session.unknown}</span>`;
  return html`<bdi>${[location.city, location.country].filter(Boolean).join(", ")}</bdi>`;
}

/** Nothing, for eyes and ears. */
export function nothing({ text }: ConsolePage): Html {
  return html`<span class="muted">${text.none}</span>`;
}

/** Text of any length, folded where it is long. */
export function prose(text: string, fold = FOLD): Html {
  if (text.length <= fold) return html`<bdi>${text}</bdi>`;
  return html`<details class="fold">
    <summary><bdi>${text.slice(0, fold)}…</bdi></summary>
    <p><bdi>${text}</bdi></p>
  </details>`;
}

/** An object's fields; what is nested stands as JSON. */
export function fields(data: Readonly<Record<string, unknown>>): Html {
  return html`<dl class="data">
    ${Object.entries(data).map(
      ([name, value]) =>
        html`<div>
          <dt>${code(name)}</dt>
          <dd>
            ${value === null ? "–" : prose(typeof value === "string" ? value : JSON.stringify(value), FIELD_FOLD)}
          </dd>
        </div>`,
    )}
  </dl>`;
}

/** What is known of one thing, name by name. */
export function factList(facts: readonly (readonly [string, HtmlValue])[]): Html {
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
