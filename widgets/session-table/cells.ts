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

/**
 * What each column's cells hold. Everything that came from outside is bound as text; as `textContent` where an element
 * holds nothing else, which spares the marks that Lit sets around a text: a hundred rows have a thousand texts.
 */
export const cells: Readonly<Record<Column, Cell>> = {
  select: (session, view, actions) => view.tools?.selectOne(session, view, actions) ?? nothing,
  user: userCell,
  status: statusCell,
  device: deviceCell,
  ip: ({ ipAddress }) => html`<bdi .textContent=${ipAddress}></bdi>`,
  location: locationCell,
  started: (session, view) => dayTime(session.startedAt, view),
  "last-seen": lastSeenCell,
  duration: durationCell,
  requests: ({ requestCount }, { locale }) => numberFormat(locale).format(requestCount),
  "ended-by": (session, view, actions) =>
    (isActive(session) ? nothing : view.ended?.endedBy(session, view, actions)) ?? nothing,
  actions: actionsCell,
};

function userCell(session: SessionResource, view: SessionView): Content {
  const { user, kind } = session;
  const detail = [user?.username, kind === "bearer" ? view.text.bearer : ""].filter(Boolean).join(" · ");
  return [
    html`<bdi .textContent=${user?.displayName ?? view.text.anonymous}></bdi>`,
    thisDevice(session, view),
    detail ? html`<div class="sub" .textContent=${detail}></div>` : nothing,
  ];
}

/** Filled dot: active. Until the cells of ended sessions are here, "Ended" is all that is said of them. */
function statusCell(session: SessionResource, view: SessionView, actions: SessionActions): Content {
  const { text, ended } = view;
  if (isActive(session)) return html`<span class="pill dot" .textContent=${text.active}></span>`;
  return ended?.status(session, view, actions) ?? endedPill("ring", text.states.ended);
}

/** Words beside a shape, which the styles draw. */
export function endedPill(shape: "ring" | "square", words: string): TemplateResult {
  return html`<span class="pill ${shape}" .textContent=${words}></span>`;
}

function deviceCell(session: SessionResource, view: SessionView): Content {
  const { device, ipAddress, userAgent } = session;
  return [
    deviceIcon(device.type),
    html`<bdi title=${userAgent} .textContent=${device.label}></bdi>`,
    view.scope === "own" ? thisDevice(session, view) : nothing,
    view.scope === "all" && !view.columns.includes("ip") ? address(ipAddress) : nothing,
  ];
}

function locationCell({ location, ipAddress }: SessionResource, { scope, text }: SessionView): Content {
  const place = [location?.city, location?.country].filter(Boolean).join(", ") || text.unknownLocation;
  return scope === "all" ? place : [html`<bdi .textContent=${place}></bdi>`, address(ipAddress)];
}

function lastSeenCell({ lastSeenAt }: SessionResource, { nowMs, locale }: SessionView): Content {
  return time(lastSeenAt, formatRelative(Date.parse(lastSeenAt), nowMs, locale));
}

function durationCell(session: SessionResource, { nowMs, locale }: SessionView): Content {
  const seconds = isActive(session)
    ? (nowMs - Date.parse(session.startedAt)) / 1000
    : session.durationSeconds;
  // Runs its own way between words that run another: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
  return `\u2068${formatDuration(seconds, locale)}\u2069`;
}

function actionsCell(session: SessionResource, view: SessionView, actions: SessionActions): Content {
  const { text, columns, ended } = view;
  if (isEndable(session)) {
    return html`<button
      class="danger small"
      aria-label=${`${text.end} ${nameSession(session, view)}`}
      @click=${() => actions.askToEnd([session])}
      .textContent=${text.end}
    ></button>`;
  }
  if (isActive(session)) return html`<div class="sub" .textContent=${text.logOutToEnd}></div>`;
  return columns.includes("ended-by") ? nothing : (ended?.inBrief(session, view, actions) ?? nothing);
}

function thisDevice(session: SessionResource, { text }: SessionView): Content {
  return session.current ? html` <span class="badge" .textContent=${text.thisDevice}></span>` : nothing;
}

function address(ip: string): TemplateResult {
  return html`<div class="sub"><bdi .textContent=${ip}></bdi></div>`;
}

export function dayTime(at: string, { nowMs, locale }: SessionView): TemplateResult {
  return time(at, formatDayTime(Date.parse(at), nowMs, locale));
}

/** The absolute time is shown by `TimeTip` on hover, tap and focus, hence the tab stop. */
function time(at: string, words: string): TemplateResult {
  return html`<time datetime=${at} tabindex="0" .textContent=${words}></time>`;
}
