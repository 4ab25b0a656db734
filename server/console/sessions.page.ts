import {
  END_REASONS,
  type DeviceType,
  type SessionResource,
  type SessionStateFilter,
} from "../contract/index.ts";
import { html, type Html, type HtmlValue } from "../http/html.ts";
import { code, nothing, place, sessionStatus, userLink } from "./cells.view.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import type { Column, Field, List } from "./list.ts";

const STATES: readonly SessionStateFilter[] = ["active", "ended", "all"];
const DEVICES: readonly DeviceType[] = ["desktop", "mobile", "tablet", "bot", "unknown"];

/** Everybody's sessions. Its parameters are those of `<sereno-session-table scope="all">`. */
export function sessionList(page: ConsolePage, sources: ConsoleSources): List<SessionResource> {
  const { text } = page;
  const words = text.session;
  return {
    path: "/admin/sessions",
    caption: words.caption,
    empty: words.empty,
    prefix: "sessions-",
    defaults: { state: "active" },
    fields: [
      { name: "q", label: words.search, type: "text", hint: words.searchHint },
      stateField(page),
      { name: "user", label: words.user, type: "text", hint: text.event.userHint },
      {
        name: "device",
        label: words.device,
        type: "choice",
        choices: DEVICES.map((device) => [device, text.devices[device]] as const),
      },
      {
        name: "endReason",
        label: words.endReason,
        type: "choice",
        choices: END_REASONS.map((reason) => [reason, text.endReasons[reason]] as const),
      },
      { name: "from", label: words.since, type: "date" },
      { name: "to", label: words.until, type: "date" },
    ],
    columns: [userColumn(page), ...sessionColumns(page), detailsColumn(page)],
    read: (query) => sources.sessions(query, page.sessionId),
  };
}

/** A person's sessions, for a superuser. */
export function historyList(
  page: ConsolePage,
  sources: ConsoleSources,
  userId: string,
): List<SessionResource> {
  return {
    path: page.path,
    caption: page.text.user.history,
    empty: page.text.session.empty,
    defaults: { state: "all" },
    fields: [stateField(page)],
    columns: [...withoutSorts(sessionColumns(page)), detailsColumn(page)],
    read: (query) => sources.sessionsOf(userId, query, page.sessionId),
  };
}

/** One's own. Its parameters are those of `<sereno-session-table scope="own">`. */
export function ownList(page: ConsolePage, sources: ConsoleSources): List<SessionResource> {
  return {
    path: "/sessions",
    caption: page.text.session.ownCaption,
    empty: page.text.session.empty,
    prefix: "my-sessions-",
    defaults: { state: "active" },
    fields: [stateField(page)],
    columns: [...withoutSorts(sessionColumns(page)), ownActionColumn(page)],
    read: (query) => sources.ownSessions(page.user.id, query, page.sessionId),
  };
}

/** Whose a session is. */
export function userOf(page: ConsolePage, { user }: SessionResource): Html {
  if (user === null) return html`<span class="muted">${page.text.session.visitor}</span>`;
  return html`${userLink(page, user.id, user.displayName)}
    <span class="muted under"><bdi>${user.username}</bdi></span>`;
}

/** How and by whom it ended. */
export function endOfSession({ formats, text }: ConsolePage, session: SessionResource): HtmlValue {
  const { endedAt, endedBy, endMessage } = session;
  if (endedAt === null) return html`<span class="muted">${text.none}</span>`;
  return html`${formats.time(endedAt)}
  ${endedBy && html`<span class="muted under"><bdi>${endedBy.displayName}</bdi></span>`}
  ${endMessage && html`<span class="muted under">“<bdi>${endMessage}</bdi>”</span>`}`;
}

function stateField({ text }: ConsolePage): Field {
  const choices = STATES.map((state) => [state, text.session.states[state]] as const);
  return { name: "state", label: text.session.state, type: "choice", choices, isRequired: true };
}

function userColumn(page: ConsolePage): Column<SessionResource> {
  return { head: page.text.session.user, sort: "user", kind: "row-header", cell: (one) => userOf(page, one) };
}

function sessionColumns(page: ConsolePage): Column<SessionResource>[] {
  const { formats } = page;
  const text = page.text.session;
  return [
    {
      head: text.status,
      cell: (session) =>
        html`${sessionStatus(session, page)}
        ${session.current && html`<span class="badge current">${text.current}</span>`}`,
    },
    {
      head: text.device,
      cell: ({ device, ipAddress }) =>
        html`<bdi>${device.label}</bdi>
          <span class="muted">${ipAddress === "" ? "" : code(ipAddress)}</span>`,
    },
    { head: text.location, cell: ({ location }) => place(location, page) },
    { head: text.started, sort: "startedAt", cell: ({ startedAt }) => formats.time(startedAt) },
    { head: text.lastSeen, sort: "lastSeenAt", cell: ({ lastSeenAt }) => formats.time(lastSeenAt) },
    { head: text.duration, kind: "number", cell: ({ durationSeconds }) => formats.duration(durationSeconds) },
    { head: text.requests, kind: "number", cell: ({ requestCount }) => formats.count(requestCount) },
    { head: text.ended, cell: (session) => endOfSession(page, session) },
  ];
}

/** A person's sessions come newest first, and in no other order. */
function withoutSorts<Item>(columns: readonly Column<Item>[]): Column<Item>[] {
  return columns.map((column) => ({ ...column, sort: undefined }));
}

function detailsColumn(page: ConsolePage): Column<SessionResource> {
  const { text } = page;
  return {
    head: text.session.actions,
    kind: "actions",
    cell: ({ id, user, device }) =>
      html`<a class="button" href="${addressOf(page, `/admin/sessions/${id}`)}"
        >${text.session.details}<span class="hidden"
          >: ${user?.displayName ?? text.session.visitor}, ${device.label}</span
        ></a
      >`,
  };
}

function ownActionColumn(page: ConsolePage): Column<SessionResource> {
  const { text } = page;
  return {
    head: text.session.actions,
    kind: "actions",
    cell({ id, status, current, device }) {
      if (status === "ended") return nothing(page);
      if (current) return html`<span class="muted">${text.session.logOutHere}</span>`;
      return html`<a class="button danger" href="${addressOf(page, `/sessions/${id}/end`)}"
        >${text.session.end}<span class="hidden"> ${device.label}</span></a
      >`;
    },
  };
}
