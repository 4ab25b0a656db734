import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionResource } from "../../server/contract/index.ts";
import { numberFormat } from "../shared/locale.ts";
import { formatDayTime, formatDuration, formatRelative } from "../shared/time-format.ts";
import type { Column } from "./columns.ts";
import { deviceIcon } from "./device-icon.ts";
import { isActive, isEndable } from "./session-rules.ts";
import { fill } from "./plural.ts";
import { describeStatus } from "./session-status.ts";
import type { SessionActions, SessionView } from "./session-view.ts";
import { nameSession } from "./session-view.ts";

type Content = TemplateResult | typeof nothing;
type Cell = (session: SessionResource, view: SessionView, actions: SessionActions) => Content;

/** The content of each column's cells. Everything that came from outside is bound as text. */
export const cells: Readonly<Record<Column, Cell>> = {
  select: selectCell,
  user: userCell,
  status: statusCell,
  device: deviceCell,
  ip: (session) => html`<span class="number">${session.ipAddress}</span>`,
  location: locationCell,
  started: (session, view) => dayTime(session.startedAt, view),
  "last-seen": lastSeenCell,
  duration: durationCell,
  requests: (session, { locale }) =>
    html`<span class="number">${numberFormat(locale).format(session.requestCount)}</span>`,
  "ended-by": endedByCell,
  actions: actionsCell,
};

function selectCell(session: SessionResource, view: SessionView, { toggle }: SessionActions): Content {
  if (!isEndable(session)) return nothing;
  return html`<label class="check"
    ><input
      type="checkbox"
      aria-label=${fill(view.text.selectOne, { session: nameSession(session, view) })}
      .checked=${view.selected.includes(session)}
      @change=${() => toggle(session)}
  /></label>`;
}

function userCell(session: SessionResource, view: SessionView): Content {
  const { user, kind } = session;
  const detail = [user?.username, kind === "bearer" ? view.text.bearer : ""].filter(Boolean).join(" · ");
  return html`<bdi>${user?.displayName ?? view.text.anonymous}</bdi>${thisDevice(session, view)}
    ${detail ? html`<div class="sub"><bdi>${detail}</bdi></div>` : nothing}`;
}

function statusCell(session: SessionResource, { scope, text }: SessionView): Content {
  const { shape, key } = describeStatus(session);
  const words = (scope === "own" && text.ownStatus[key]) || text.status[key] || text.status.ended;
  return html`<span class="pill ${shape}"><span class="shape"></span>${words}</span>`;
}

function deviceCell(session: SessionResource, view: SessionView): Content {
  const { device, ipAddress, userAgent } = session;
  const showsIp = view.scope === "all" && !view.columns.includes("ip");
  return html`<span class="device" title=${userAgent}
      >${deviceIcon(device.type)}<bdi>${device.label}</bdi></span
    >${view.scope === "own" ? thisDevice(session, view) : nothing}
    ${showsIp ? html`<div class="sub"><span class="number">${ipAddress}</span></div>` : nothing}`;
}

function locationCell({ location, ipAddress }: SessionResource, view: SessionView): Content {
  const place = location
    ? [location.city, location.country].filter(Boolean).join(", ")
    : view.text.unknownLocation;
  if (view.scope === "all") return html`<span class=${location ? "" : "faint"}>${place}</span>`;
  return html`${place}
    <div class="sub"><span class="number">${ipAddress}</span></div>`;
}

function lastSeenCell({ lastSeenAt }: SessionResource, { nowMs, locale }: SessionView): Content {
  return time(lastSeenAt, formatRelative(Date.parse(lastSeenAt), nowMs, locale));
}

function durationCell(session: SessionResource, { nowMs, locale }: SessionView): Content {
  const seconds = isActive(session)
    ? (nowMs - Date.parse(session.startedAt)) / 1000
    : session.durationSeconds;
  return html`<span class="number">${formatDuration(seconds, locale)}</span>`;
}

function endedByCell(session: SessionResource, view: SessionView): Content {
  if (isActive(session)) return nothing;
  const at = session.endedAt ? dayTime(session.endedAt, view) : nothing;
  const who = findOtherEnder(session, view);
  if (!who) return html`${at} ${endMessage(session, view)}`;
  return html`<bdi>${who}</bdi>
    <div class="sub">${at} ${endMessage(session, view)}</div>`;
}

/** What there is to an end beyond its status, on two lines: the row keeps its height when it ends. */
function endInBrief(session: SessionResource, view: SessionView): Content {
  const { endMessage: message, endedBy, user } = session;
  const who = endedBy?.id === user?.id ? undefined : endedBy?.displayName;
  if (!message && !who) return nothing;
  return html`<div class="sub told" title=${[who, message].filter(Boolean).join(": ")}>
    ${who ? html`<bdi>${who}</bdi>` : nothing} ${endMessage(session, view)}
  </div>`;
}

/** Who ended it; among one's own sessions only if it was somebody else. */
function findOtherEnder({ endedBy, user }: SessionResource, { scope }: SessionView): string | undefined {
  return scope === "own" && endedBy?.id === user?.id ? undefined : endedBy?.displayName;
}

function actionsCell(session: SessionResource, view: SessionView, { askToEnd }: SessionActions): Content {
  const { text, columns } = view;
  if (isEndable(session)) {
    return html`<button class="danger small" @click=${() => askToEnd([session])}>
      ${text.end}<span class="hidden"> ${nameSession(session, view)}</span>
    </button>`;
  }
  if (isActive(session)) return html`<span class="sub">${text.logOutToEnd}</span>`;
  return columns.includes("ended-by") ? nothing : endInBrief(session, view);
}

function thisDevice(session: SessionResource, { text }: SessionView): Content {
  return session.current ? html` <span class="badge">${text.thisDevice}</span>` : nothing;
}

function endMessage({ endMessage: message }: SessionResource, { text }: SessionView): Content {
  return message ? html`<bdi>${fill(text.quote, { text: message })}</bdi>` : nothing;
}

function dayTime(at: string, { nowMs, locale }: SessionView): TemplateResult {
  return time(at, formatDayTime(Date.parse(at), nowMs, locale));
}

/** The absolute time is shown by `TimeTip` on hover, tap and focus, hence the tab stop. */
function time(at: string, words: string): TemplateResult {
  return html`<time datetime=${at} tabindex="0">${words}</time>`;
}
