import type { Minutes } from "./content/minutes.ts";
import { shortMonth } from "./dates.ts";
import { html, type Html } from "../server/http/html.ts";

/** One session in a list. */
export function minutesRow(minutes: Minutes): Html {
  const { slug, date, title, summary, kind, number, items, annex } = minutes;
  return html`<li class="minutes-row">
    <time class="day" datetime="${date}"
      ><b>${Number(date.slice(8))}</b>${shortMonth(date)} ${date.slice(0, 4)}</time
    >
    <div>
      <h3><a href="/demo/minutes/${slug}">${title}</a></h3>
      <p>${summary}</p>
      <p class="facts">
        ${kind} session ${number} · ${items.length}
        ${items.length === 1 ? "item" : "items"}${annex && html` · <span class="locked">annex for members</span>`}
      </p>
    </div>
  </li>`;
}
