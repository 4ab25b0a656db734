import type { AuditEntryResource, FrontendEventResource, SessionResource } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import { auditColumns, type NamesOf } from "./audit.page.ts";
import { code, factList, nothing, place, prose, sessionStatus, userLink } from "./cells.view.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import { eventColumns } from "./events.page.ts";
import { userOf } from "./sessions.page.ts";
import { tableView } from "./table.view.ts";

export interface SessionDetail {
  session: SessionResource;
  entries: readonly AuditEntryResource[];
  events: readonly FrontendEventResource[];
  nameOf: NamesOf;
}

/** One session, with what was done to it and what its pages reported. */
export function sessionView(page: ConsolePage, detail: SessionDetail): Html {
  const { text } = page;
  const { session, entries, events, nameOf } = detail;
  return html`<section class="surface panel">${facts(page, session)}</section>
    <section class="surface">
      <h2>${text.session.audit}</h2>
      ${
        entries.length === 0
          ? html`<p class="muted">${text.audit.empty}</p>`
          : tableView(page, {
              caption: text.session.audit,
              captionIsHidden: true,
              columns: auditColumns(page, nameOf),
              items: entries,
            })
      }
      <p class="more">
        <a href="${addressOf(page, "/admin/audit", { target: session.id })}">${text.session.auditAll}</a>
      </p>
    </section>
    <section class="surface">
      <h2>${text.session.events}</h2>
      ${
        events.length === 0
          ? html`<p class="muted">${text.event.noneOfSession}</p>`
          : tableView(page, {
              caption: text.session.events,
              captionIsHidden: true,
              columns: eventColumns(page),
              items: events,
            })
      }
      <p class="more">
        <a href="${addressOf(page, "/admin/frontend-events", { session: session.id })}"
          >${text.session.eventsAll}</a
        >
      </p>
    </section>`;
}

function facts(page: ConsolePage, session: SessionResource): Html {
  const { formats } = page;
  const text = page.text.session;
  const { ipAddress, endedAt, endedBy, endMessage, userAgent } = session;
  const time = (iso: string | null) => (iso === null ? nothing(page) : formats.time(iso));
  return factList([
    [
      text.status,
      html`${sessionStatus(session, page)}
      ${session.current && html`<span class="badge current">${text.current}</span>`}`,
    ],
    [text.user, userOf(page, session)],
    [text.kind, text.kinds[session.kind]],
    [text.id, code(session.id)],
    [text.started, time(session.startedAt)],
    [text.lastSeen, time(session.lastSeenAt)],
    ...(endedAt === null
      ? ([
          [text.idleExpires, time(session.idleExpiresAt)],
          [text.absoluteExpires, time(session.absoluteExpiresAt)],
        ] as const)
      : ([
          [text.ended, time(endedAt)],
          [text.endedBy, endedBy === null ? nothing(page) : userLink(page, endedBy.id, endedBy.displayName)],
          [text.reason, endMessage === null ? nothing(page) : prose(endMessage)],
        ] as const)),
    [text.duration, formats.duration(session.durationSeconds)],
    [text.requests, formats.count(session.requestCount)],
    [text.device, html`<bdi>${session.device.label}</bdi>`],
    [text.userAgent, userAgent === "" ? nothing(page) : prose(userAgent)],
    [
      text.ip,
      ipAddress === ""
        ? nothing(page)
        : html`${code(ipAddress)}
            <a
              href="${addressOf(page, "/admin/sessions", { "sessions-q": ipAddress, "sessions-state": "all" })}"
              >${text.fromAddress}</a
            >`,
    ],
    [text.location, place(session.location, page)],
  ]);
}
