import { EVENT_LEVELS, type FrontendEventGroup, type FrontendEventResource } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import { code, fields, levelBadge, nothing, prose, sessionLink, userLink } from "./cells.view.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import type { ConsoleSources, Query } from "./console-sources.ts";
import type { Column, List } from "./list.ts";

const LIST = "/admin/frontend-events";
const GROUPS = "/admin/frontend-events/groups";

/** What pages reported, one by one. */
export function eventList(page: ConsolePage, sources: ConsoleSources): List<FrontendEventResource> {
  return {
    path: LIST,
    caption: page.text.event.caption,
    empty: page.text.event.empty,
    fields: eventFields(page),
    columns: eventColumns(page),
    read: (query) => sources.events(query),
  };
}

/** The same events, told apart by type, level and message only. A page of them is all there is. */
export function eventGroupList(
  page: ConsolePage,
  sources: ConsoleSources,
): { list: List<FrontendEventGroup>; countLooked(): Html } {
  const { text, formats } = page;
  let looked: Html = html``;
  return {
    /** How many events stand behind what was read last. */
    countLooked: () => looked,
    list: {
      path: GROUPS,
      isWhole: true,
      caption: text.event.groupsCaption,
      empty: text.event.empty,
      fields: eventFields(page),
      columns: groupColumns(page),
      async read(query) {
        const { items, events, eventsAreCapped } = await sources.eventGroups(withoutPlace(query));
        const count = formats.count(events);
        looked = html`${eventsAreCapped ? text.event.looked(count) : text.event.lookedAll(count)}`;
        return { items, nextCursor: null };
      },
    },
  };
}

/** Both ways to look at the events that match. */
export function eventViews(page: ConsolePage, present: "list" | "groups"): Html {
  const { text, query } = page;
  const filters = withoutPlace(Object.fromEntries(query));
  const link = (name: "list" | "groups", path: string) =>
    html`<li>
      <a href="${addressOf(page, path, filters)}" ${name === present && html`aria-current="page"`}
        >${text.event[name]}</a
      >
    </li>`;
  return html`<nav class="choices" aria-label="${text.event.views}">
    <ul>
      ${link("list", LIST)} ${link("groups", GROUPS)}
    </ul>
  </nav>`;
}

export function eventColumns(page: ConsolePage): Column<FrontendEventResource>[] {
  const { formats } = page;
  const text = page.text.event;
  return [
    { head: text.at, kind: "row-header", cell: ({ at }) => formats.time(at) },
    { head: text.level, cell: ({ level }) => levelBadge(level, page) },
    { head: text.type, cell: ({ type }) => code(type) },
    { head: text.message, cell: (event) => messageCell(page, event) },
    { head: text.path, cell: ({ path }) => (path === null ? nothing(page) : code(path)) },
    { head: text.count, kind: "number", cell: ({ count }) => formats.count(count) },
    { head: text.user, cell: ({ user }) => (user === null ? nothing(page) : userLink(page, user)) },
    {
      head: text.session,
      cell: ({ sessionId }) => (sessionId === null ? nothing(page) : sessionLink(page, sessionId)),
    },
  ];
}

export function groupColumns(page: ConsolePage): Column<FrontendEventGroup>[] {
  const { formats } = page;
  const text = page.text.event;
  return [
    { head: text.message, kind: "row-header", cell: (group) => groupCell(page, group) },
    { head: text.level, cell: ({ level }) => levelBadge(level, page) },
    { head: text.type, cell: ({ type }) => code(type) },
    { head: text.count, kind: "number", cell: ({ count }) => formats.count(count) },
    { head: text.sessions, kind: "number", cell: ({ sessions }) => formats.count(sessions) },
    { head: text.first, cell: ({ firstAt }) => formats.time(firstAt) },
    { head: text.last, cell: ({ lastAt }) => formats.time(lastAt) },
  ];
}

function eventFields({ text }: ConsolePage): List<never>["fields"] {
  const { event } = text;
  return [
    { name: "text", label: event.text, type: "text", hint: event.textHint },
    {
      name: "level",
      label: event.level,
      type: "choice",
      choices: EVENT_LEVELS.map((level) => [level, event.levels[level]] as const),
    },
    { name: "type", label: event.type, type: "text", hint: event.typeHint },
    { name: "user", label: event.user, type: "text", hint: event.userHint },
    { name: "session", label: event.session, type: "text", hint: event.sessionHint },
  ];
}

function messageCell(page: ConsolePage, { message, data }: FrontendEventResource): Html {
  const { text } = page;
  const words = message === null ? nothing(page) : prose(message);
  if (data === null || Object.keys(data).length === 0) return words;
  return html`${words}
    <details class="fold">
      <summary class="muted">${text.event.data}</summary>
      ${fields(data)}
    </details>`;
}

/** Leads to the events of the group; the search takes no more than 200 characters of their message. */
function groupCell(page: ConsolePage, { type, level, message }: FrontendEventGroup): Html {
  const { text } = page;
  const address = addressOf(page, LIST, { type, level, text: message?.slice(0, 200) });
  const words =
    message === null ? html`<i>${text.event.noMessage}</i>` : html`<bdi>${message.slice(0, 200)}</bdi>`;
  return html`<a href="${address}" title="${text.event.open}">${words}</a>`;
}

/** Filters alone: groups have no pages. */
function withoutPlace(query: Query): Query {
  return Object.fromEntries(Object.entries(query).filter(([name]) => name !== "cursor" && name !== "limit"));
}
