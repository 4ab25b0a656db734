import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionResource } from "../../server/contract/index.ts";
import { numberFormat } from "../shared/locale.ts";
import { formatDayTime, formatDuration, formatRelative } from "../shared/time-format.ts";
import type { Column } from "./columns.ts";
import { deviceIcon } from "./device-icon.ts";
import { isActive, isEndable } from "./merge-sessions.ts";
import { fill } from "./plural.ts";
import type { RowContext } from "./row-context.ts";
import { nameSession } from "./row-context.ts";
import { describeStatus } from "./session-status.ts";

type Cell = (session: SessionResource, context: RowContext) => TemplateResult | string | typeof nothing;

/** The content of each column's cells. Everything that came from outside is bound as text. */
export const cells: Readonly<Record<Column, Cell>> = {
  select: selectCell,
  user: userCell,
  status: statusCell,
  device: deviceCell,
  ip: (session) => html`<span class="number">${session.ipAddress}</span>`,
  location: locationCell,
  started: (session, context) => dayTime(session.startedAt, context),
  "last-seen": lastSeenCell,
  duration: durationCell,
  requests: (session, { locale }) =>
    html`<span class="number">${numberFormat(locale).format(session.requestCount)}</span>`,
  "ended-by": endedByCell,
  actions: actionsCell,
};

function selectCell(session: SessionResource, context: RowContext): ReturnType<Cell> {
  if (!isEndable(session)) return nothing;
  return html`<label class="check"
    ><input
      type="checkbox"
      aria-label=${fill(context.text.selectOne, { session: nameSession(session, context) })}
      .checked=${context.selected.has(session.id)}
      @change=${() => context.onToggle(session)}
  /></label>`;
}

function userCell(session: SessionResource, context: RowContext): ReturnType<Cell> {
  const { user, kind } = session;
  const detail = [user?.username, kind === "bearer" ? context.text.bearer : ""].filter(Boolean).join(" · ");
  return html`<bdi>${user?.displayName ?? context.text.anonymous}</bdi>${thisDevice(session, context)}
    ${detail ? html`<div class="sub"><bdi>${detail}</bdi></div>` : nothing}`;
}

function statusCell(session: SessionResource, { scope, text }: RowContext): ReturnType<Cell> {
  const { shape, key } = describeStatus(session);
  const words = (scope === "own" && text.ownStatus[key]) || text.status[key] || text.status.ended;
  return html`<span class="pill ${shape}"><span class="shape"></span>${words}</span>`;
}

function deviceCell(session: SessionResource, context: RowContext): ReturnType<Cell> {
  const { device, ipAddress, userAgent } = session;
  const showsIp = context.scope === "all" && !context.columns.includes("ip");
  return html`<span class="device" title=${userAgent}
      >${deviceIcon(device.type)}<bdi>${device.label}</bdi></span
    >${context.scope === "own" ? thisDevice(session, context) : nothing}
    ${showsIp ? html`<div class="sub"><span class="number">${ipAddress}</span></div>` : nothing}`;
}

function locationCell({ location, ipAddress }: SessionResource, context: RowContext): ReturnType<Cell> {
  const place = location
    ? [location.city, location.country].filter(Boolean).join(", ")
    : context.text.unknownLocation;
  if (context.scope === "all") return html`<span class=${location ? "" : "faint"}>${place}</span>`;
  return html`${place}
    <div class="sub"><span class="number">${ipAddress}</span></div>`;
}

function lastSeenCell({ lastSeenAt }: SessionResource, { nowMs, locale }: RowContext): ReturnType<Cell> {
  return time(lastSeenAt, formatRelative(Date.parse(lastSeenAt), nowMs, locale));
}

function durationCell(session: SessionResource, { nowMs, locale }: RowContext): ReturnType<Cell> {
  const seconds = isActive(session)
    ? (nowMs - Date.parse(session.startedAt)) / 1000
    : session.durationSeconds;
  return html`<span class="number">${formatDuration(seconds, locale)}</span>`;
}

function endedByCell(session: SessionResource, context: RowContext): ReturnType<Cell> {
  if (isActive(session)) return nothing;
  const at = session.endedAt ? dayTime(session.endedAt, context) : nothing;
  const who = findOtherEnder(session, context);
  if (!who) return html`${at} ${endMessage(session, context)}`;
  return html`<bdi>${who}</bdi>
    <div class="sub">${at} ${endMessage(session, context)}</div>`;
}

/** What there is to an end beyond its status, on two lines: the row keeps its height when it ends. */
function endInBrief(session: SessionResource, context: RowContext): ReturnType<Cell> {
  const { endMessage: message, endedBy, user } = session;
  const who = endedBy?.id === user?.id ? undefined : endedBy?.displayName;
  if (!message && !who) return nothing;
  return html`<div class="sub told" title=${[who, message].filter(Boolean).join(": ")}>
    ${who ? html`<bdi>${who}</bdi>` : nothing} ${endMessage(session, context)}
  </div>`;
}

/** Who ended it; among one's own sessions only if it was somebody else. */
function findOtherEnder({ endedBy, user }: SessionResource, { scope }: RowContext): string | undefined {
  return scope === "own" && endedBy?.id === user?.id ? undefined : endedBy?.displayName;
}

function actionsCell(session: SessionResource, context: RowContext): ReturnType<Cell> {
  const { text, columns } = context;
  if (isEndable(session)) {
    return html`<button class="danger small" @click=${() => context.onEnd(session)}>
      ${text.end}<span class="hidden"> ${nameSession(session, context)}</span>
    </button>`;
  }
  if (isActive(session)) return html`<span class="sub">${text.logOutToEnd}</span>`;
  return columns.includes("ended-by") ? nothing : endInBrief(session, context);
}

function thisDevice(session: SessionResource, { text }: RowContext): ReturnType<Cell> {
  return session.current ? html` <span class="badge">${text.thisDevice}</span>` : nothing;
}

function endMessage({ endMessage: message }: SessionResource, { text }: RowContext): ReturnType<Cell> {
  return message ? html`<bdi>${fill(text.quote, { text: message })}</bdi>` : nothing;
}

function dayTime(at: string, { nowMs, locale }: RowContext): TemplateResult {
  return time(at, formatDayTime(Date.parse(at), nowMs, locale));
}

/** The absolute time is shown by `TimeTip` on hover, tap and focus, hence the tab stop. */
function time(at: string, words: string): TemplateResult {
  return html`<time datetime=${at} tabindex="0">${words}</time>`;
}
