import { html, nothing, type TemplateResult } from "lit";
import { numberFormat } from "../shared/locale.ts";
import { isReauthRequired } from "../shared/reauth-dialog.ts";
import type { EndRun } from "./end-run.ts";
import type { EndSessionsMessages } from "./end-sessions.messages.ts";
import { fill, formatPlural } from "./plural.ts";

export interface NamedSession {
  id: string;
  /** For people: "Ana Ruiz, Safari on iPhone". */
  name: string;
}

/** A run and what is known of it beforehand. */
export interface EndView {
  text: EndSessionsMessages;
  locale: string;
  run: EndRun;
  /** Those that are named one by one. */
  sessions: readonly NamedSession[];
  /** How many are going to end, where anybody knows. */
  count?: number;
  /** In words, where it is not exact. */
  countText?: string | undefined;
}

/** How often it is said aloud how far it is: each tenth of what is known, or each thousand. */
const TOLD_TENTHS = 10;
const TOLD_EACH = 1_000;

/** How far it is. `stop` takes effect after the request that is under way. */
export function endProgress(view: EndView, stop: () => void): TemplateResult {
  const { text, run, count = 0 } = view;
  const isKnown = run.endedCount <= count;
  return html`<div class="content">
    <h2 id="title">${text.ending}</h2>
    <p>${describeProgress(view, run.endedCount)}</p>
    <progress
      aria-labelledby="title"
      max=${count || 1}
      value=${isKnown && count > 0 ? run.endedCount : nothing}
    ></progress>
    <p class="hidden" role="status">${describeProgress(view, roundToTold(run.endedCount, count))}</p>
    <footer>
      <button class="quiet" aria-disabled=${run.isStopped} @click=${stop}>
        ${run.isStopped ? text.stopping : text.stop}
      </button>
    </footer>
  </div>`;
}

/** What ended, what did not, and why; with the offer to go on where something is left. */
export function endOutcome(view: EndView, goOn: () => void): TemplateResult {
  const { text, run, locale } = view;
  const left = run.isDone ? nothing : goOnButton(view, goOn);
  return html`<form class="content" method="dialog">
    <h2 id="title">${outcomeTitle(view)}</h2>
    <p>${formatPlural(text.ended, run.endedCount, locale)}</p>
    ${run.error ? html`<p class="error" role="alert">${describeError(view)}</p>` : nothing}
    ${namesTemplate(namesWithReasons(view))}
    <footer>
      <button class="quiet">${text.close}</button>
      ${left}
    </footer>
  </form>`;
}

export function namesTemplate(
  sessions: readonly (NamedSession & { why?: string })[],
): TemplateResult | typeof nothing {
  if (sessions.length === 0) return nothing;
  return html`<ul>
    ${sessions.map(({ name, why }) => html`<li><bdi>${name}</bdi>${why ? html` <span>${why}</span>` : nothing}</li>`)}
  </ul>`;
}

function goOnButton({ text, run }: EndView, goOn: () => void): TemplateResult {
  return html`<button type="button" class="danger" @click=${goOn}>
    ${run.error ? text.tryRest : text.goOn}
  </button>`;
}

function outcomeTitle({ text, run, locale }: EndView): string {
  const count = run.gone.length + run.leftIds.length;
  if (!run.error && !run.isDone) return text.stoppedTitle;
  return count > 0 ? formatPlural(text.notEndedTitle, count, locale) : text.unfinishedTitle;
}

function describeError({ text, run }: EndView): string {
  const { status, code } = run.error ?? { status: 0, code: "" };
  if (isReauthRequired(run.error)) return text.passwordMissing;
  return status === 0 ? text.unreachableMidway : fill(text.failedMidway, { code });
}

function namesWithReasons({ text, run, sessions }: EndView): (NamedSession & { why: string })[] {
  const reasons = new Map(run.gone.map(({ id, isOver }) => [id, isOver ? text.over : text.unknown]));
  for (const id of run.leftIds) reasons.set(id, text.left);
  return sessions
    .filter(({ id }) => reasons.has(id))
    .map((session) => ({ ...session, why: reasons.get(session.id) ?? "" }));
}

function describeProgress({ text, locale, count, countText }: EndView, endedCount: number): string {
  const digits = numberFormat(locale);
  const ended = digits.format(endedCount);
  if (count === undefined) return fill(text.progressOpen, { ended });
  return fill(text.progress, { ended, total: countText ?? digits.format(count) });
}

function roundToTold(ended: number, count: number): number {
  const step = count > 0 ? Math.ceil(count / TOLD_TENTHS) : TOLD_EACH;
  return Math.floor(ended / step) * step;
}
