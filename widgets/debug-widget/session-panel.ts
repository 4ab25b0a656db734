import { html, type TemplateResult } from "lit";
import { formatCountdown, formatDuration } from "../shared/time-format.ts";
import { renderFacts } from "./facts.ts";
import { fillText } from "./fill-text.ts";
import type { PanelContext } from "./panel-context.ts";
import { readSessionFacts, type SessionFacts } from "./session-facts.ts";
import { formatClock } from "./value-text.ts";

/** Who and until when: the session in facts, then everything the server holds about it. */
export function renderSessionPanel(context: PanelContext): TemplateResult {
  const { answer, session, text } = context;
  const facts = readSessionFacts(answer.session_data, session);
  return html`${renderFacts([
      [text.session, answer.session_key],
      [text.user, [answer.user_info.username, ...answer.user_info.roles].join(" · ")],
      [text.signedIn, describeStart(facts, context)],
      [text.idleEnd, describeDeadline(facts.idleExpiresAt, context)],
      [text.absoluteEnd, describeDeadline(facts.absoluteExpiresAt, context)],
      [text.address, facts.ipAddress],
      [text.device, facts.device],
      [text.consent, answer.consent.granted.join(", ") || text.categories.essential],
      [text.temporaryData, facts.data],
      [text.server, describeServer(context)],
    ])}
    <details>
      <summary>${text.allData}</summary>
      <pre tabindex="0">${JSON.stringify(answer.session_data, null, 2)}</pre>
    </details>`;
}

function describeStart({ startedAt }: SessionFacts, { now, locale }: PanelContext): string {
  if (startedAt === undefined) return "";
  return `${formatClock(startedAt, now, locale)} (${formatDuration((now - startedAt) / 1000, locale)})`;
}

function describeDeadline(at: number | undefined, { now, locale, text }: PanelContext): string {
  if (at === undefined) return "";
  return fillText(text.inTime, { at: formatClock(at, now, locale), time: formatCountdown(at - now) });
}

function describeServer({ answer: { server }, text, locale }: PanelContext): string {
  const { version, database } = server;
  return fillText(text.serverLine, { version, database, time: formatDuration(server.uptimeSeconds, locale) });
}
