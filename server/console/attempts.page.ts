import type { LoginAttemptResource, LoginOutcome } from "../contract/index.ts";
import { html, type Html, type HtmlValue } from "../http/html.ts";
import { code, nothing, outcomeBadge, place, prose, userLink } from "./cells.view.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import type { List } from "./list.ts";

const PATH = "/admin/login-attempts";
/** Characters of a user agent that say most of it. */
const NARROW = 44;
const OUTCOMES: readonly LoginOutcome[] = ["succeeded", "failed", "throttled"];

/** Attempts to sign in. */
export function attemptList(page: ConsolePage, sources: ConsoleSources): List<LoginAttemptResource> {
  const { text, formats } = page;
  const words = text.attempt;
  return {
    path: PATH,
    caption: words.caption,
    empty: words.empty,
    fields: [
      {
        name: "outcome",
        label: words.outcome,
        type: "choice",
        choices: OUTCOMES.map((outcome) => [outcome, words.outcomes[outcome]] as const),
      },
      { name: "user", label: words.user, type: "text", hint: text.event.userHint },
      { name: "ip", label: words.ip, type: "text", hint: "192.0.2.1" },
      { name: "from", label: text.filter.from, type: "time" },
      { name: "to", label: text.filter.to, type: "time" },
    ],
    columns: [
      { head: words.at, kind: "row-header", cell: ({ at }) => formats.time(at) },
      {
        head: words.user,
        cell: ({ username }) =>
          username === null ? html`<span class="muted">${words.nobody}</span>` : userLink(page, username),
      },
      { head: words.outcome, cell: ({ outcome }) => outcomeBadge(outcome, page) },
      {
        head: words.reason,
        cell: ({ reason }) => (reason === null ? nothing(page) : reasonText(reason, page)),
      },
      { head: words.ip, cell: ({ ipAddress }) => addressCell(page, ipAddress) },
      { head: words.location, cell: ({ location }) => place(location, page) },
      {
        head: words.userAgent,
        cell: ({ userAgent }) => (userAgent === "" ? nothing(page) : prose(userAgent, NARROW)),
      },
      { head: words.session, cell: (attempt) => sessionCell(page, attempt) },
    ],
    read: (query) => sources.attempts(query),
  };
}

/** Hosts and providers have reasons of their own. */
function reasonText(reason: string, { text }: ConsolePage): HtmlValue {
  const { reasons } = text.attempt;
  return Object.hasOwn(reasons, reason) ? reasons[reason] : prose(reason);
}

/** Leads to all attempts from there. */
function addressCell(page: ConsolePage, ip: string): Html {
  return ip === "" ? nothing(page) : html`<a href="${addressOf(page, PATH, { ip })}">${code(ip)}</a>`;
}

/** An attempt does not name the session that it began: the way there looks for it. */
function sessionCell(page: ConsolePage, { outcome, username, at }: LoginAttemptResource): Html {
  if (outcome !== "succeeded" || username === null) return nothing(page);
  return html`<a href="${addressOf(page, `${PATH}/session`, { user: username, at })}"
    >${page.text.attempt.toSession}</a
  >`;
}
