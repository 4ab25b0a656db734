import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionResource } from "../../server/contract/index.ts";
import { numberFormat } from "../shared/locale.ts";
import { formatDayTime, formatDuration, formatRelative } from "../shared/time-format.ts";
import type { Column } from "./columns.ts";
import { deviceIcon } from "./device-icon.ts";
import { isActive, isEndable } from "./session-rules.ts";
import type { Cell, Content, SessionActions, SessionView } from "./session-view.ts";
import { nameSession } from "./session-view.ts";

/** The content of each column's cells. Everything that came from outside is bound as text. */
export const cells: Readonly<Record<Column, Cell>> = {
  select: (session, view, actions) => view.tools?.selectOne(session, view, actions) ?? nothing,
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
  "ended-by": (session, view, actions) =>
    (isActive(session) ? nothing : view.ended?.endedBy(session, view, actions)) ?? nothing,
  actions: actionsCell,
};

function userCell(session: SessionResource, view: SessionView): Content {
  const { user, kind } = session;
  const detail = [user?.username, kind === "bearer" ? view.text.bearer : ""].filter(Boolean).join(" · ");
  return html`<bdi>${user?.displayName ?? view.text.anonymous}</bdi>${thisDevice(session, view)}
    ${detail ? html`<div class="sub"><bdi>${detail}</bdi></div>` : nothing}`;
}

/** Filled dot: active. Until the cells of ended sessions are here, "Ended" is all that is said of them. */
function statusCell(session: SessionResource, view: SessionView, actions: SessionActions): Content {
  const { text, ended } = view;
  if (!isActive(session) && ended) return ended.status(session, view, actions);
  return html`<span class="pill ${isActive(session) ? "dot" : "ring"}"
    ><span class="shape"></span>${isActive(session) ? text.active : text.states.ended}</span
  >`;
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

function actionsCell(session: SessionResource, view: SessionView, actions: SessionActions): Content {
  const { text, columns, ended } = view;
  if (isEndable(session)) {
    return html`<button class="danger small" @click=${() => actions.askToEnd([session])}>
      ${text.end}<span class="hidden"> ${nameSession(session, view)}</span>
    </button>`;
  }
  if (isActive(session)) return html`<span class="sub">${text.logOutToEnd}</span>`;
  return columns.includes("ended-by") ? nothing : (ended?.inBrief(session, view, actions) ?? nothing);
}

function thisDevice(session: SessionResource, { text }: SessionView): Content {
  return session.current ? html` <span class="badge">${text.thisDevice}</span>` : nothing;
}

export function dayTime(at: string, { nowMs, locale }: SessionView): TemplateResult {
  return time(at, formatDayTime(Date.parse(at), nowMs, locale));
}

/** The absolute time is shown by `TimeTip` on hover, tap and focus, hence the tab stop. */
function time(at: string, words: string): TemplateResult {
  return html`<time datetime=${at} tabindex="0">${words}</time>`;
}
