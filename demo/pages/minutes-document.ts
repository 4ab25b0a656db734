import { membersPresent } from "../content/archive.ts";
import { PRESIDENT, SECRETARY } from "../content/council.ts";
import type { AgendaItem, Annex, Minutes } from "../content/minutes.ts";
import { longDate, sittingLength, weekday } from "../dates.ts";
import { html, type Html } from "../../server/http/html.ts";
import { loginUrl, type Page, type Visit } from "../page.ts";
import { votes } from "../votes.ts";

export function minutesDocumentPage(minutes: Minutes, visit: Visit): Page {
  return {
    title: minutes.title,
    description: minutes.summary,
    section: "minutes",
    main: html`<article class="frame document">
      <header>
        <p class="facts"><a href="/demo/minutes">Minutes</a> · ${minutes.kind} session ${minutes.number}</p>
        <h1>${minutes.title}</h1>
        <p class="lead">${minutes.summary}</p>
      </header>
      ${margin(minutes)}
      <div class="document-body">
        ${opening(minutes)} ${minutes.items.map(agendaItem)}
        ${minutes.annex && annexSection(minutes.annex, visit)}
        <p class="closing">
          There being no further business, the president closed the session at ${minutes.closed}, of which I,
          the secretary, certify.<br />
          <i>${SECRETARY}</i>
        </p>
      </div>
    </article>`,
  };
}

function margin({ date, opened, closed, excused, items, annex }: Minutes): Html {
  return html`<aside class="margin">
    <dl>
      <dt>Held on</dt>
      <dd><time datetime="${date}">${weekday(date)}, ${longDate(date)}</time></dd>
      <dt>From, to</dt>
      <dd>${opened} to ${closed} (${sittingLength(opened, closed)})</dd>
      <dt>Excused</dt>
      <dd>${excused.length > 0 ? excused.join(", ") : "nobody"}</dd>
    </dl>
    <nav aria-labelledby="agenda">
      <h2 id="agenda">Agenda</h2>
      <ol>
        ${items.map(({ title }, index) => html`<li><a href="#item-${index + 1}">${title}</a></li>`)}
        ${annex && html`<li class="agenda-annex"><a href="#annex">Annex</a></li>`}
      </ol>
    </nav>
  </aside>`;
}

function opening(minutes: Minutes): Html {
  const others = membersPresent(minutes).filter((name) => name !== PRESIDENT);
  return html`<p class="opening">
    In the council chamber of Vallesol, at ${minutes.opened} on ${longDate(minutes.date)}, ${PRESIDENT}
    presiding, there met in ${minutes.kind.toLowerCase()} session ${others.join(", ")}; ${SECRETARY} acting as
    secretary.
  </p>`;
}

function agendaItem({ title, paragraphs, vote, outcome }: AgendaItem, index: number): Html {
  return html`<section class="agenda-item" id="item-${index + 1}">
    <h2><span>${index + 1}</span>${title}</h2>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)} ${vote && votes(vote)}
    ${outcome && html`<p class="outcome">${outcome}</p>`}
  </section>`;
}

function annexSection(annex: Annex, visit: Visit): Html {
  return html`<section class="annex card" id="annex" aria-labelledby="annex-title">
    <p class="facts locked">Annex for members of the council</p>
    <h2 id="annex-title">${annex.title}</h2>
    ${visit.user ? annexText(annex) : annexLocked(visit)}
  </section>`;
}

function annexText({ paragraphs, rows }: Annex): Html {
  return html`${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
    <table>
      <tbody>
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function annexLocked(visit: Visit): Html {
  return html`<p>
      It names private persons or an open contract. Members of the council read it after signing in.
    </p>
    <p><a class="button quiet" href="${loginUrl(visit, `${visit.url}#annex`)}">Sign in to read it</a></p>`;
}
