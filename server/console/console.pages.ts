import type Router from "@koa/router";
import { METRICS_WINDOWS } from "../contract/index.ts";
import { html } from "../http/html.ts";
import { attemptList } from "./attempts.page.ts";
import { auditList, findPeople } from "./audit.page.ts";
import { decisionList, exportLinks, ratesView } from "./consent.page.ts";
import type { ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import { eventGroupList, eventList, eventViews } from "./events.page.ts";
import { filterForm } from "./filter-form.view.ts";
import { answerList } from "./list-answer.ts";
import { readList, toQuery } from "./list.ts";
import { listBody } from "./list.view.ts";
import { overviewView } from "./overview.view.ts";
import { createPageRouter, type PageAnswer, type PageRouterOptions } from "./page-router.ts";
import { addPersonPages } from "./person.pages.ts";
import { addSessionPages } from "./session.pages.ts";
import { addWebhookPages } from "./webhook.pages.ts";

interface ConsolePagesOptions extends PageRouterOptions {
  sources: ConsoleSources;
}

/** As many as a page shows beside other things. */
const FEW = 5;

/**
 * Pages for sites that have none of their own: my sessions for everybody, the console for superusers. All of it
 * works without script; where there is script, sessions are shown by `<sereno-session-table>`.
 */
export function createConsolePages({ sources, ...options }: ConsolePagesOptions): Router {
  const pages = createPageRouter(options);

  pages.forSuperusers("get", "/admin", async (page) => {
    const window = METRICS_WINDOWS.find((one) => one === page.query.get("window")) ?? "24h";
    const metrics = await sources.metrics(window);
    const { items: groups } = await sources.eventGroups({ level: "error" });
    const { items: latest } = await sources.audit({ limit: String(FEW) });
    const names = new Map((await findPeople(sources, latest)).map(({ id, username }) => [id, username]));
    const overview = { metrics, errors: groups.slice(0, FEW), latest, nameOf: (id: string) => names.get(id) };
    const { name: title, lead } = page.text.pages.overview;
    return { name: "overview", title, lead, content: overviewView(page, overview) };
  });

  pages.forSuperusers("get", "/admin/login-attempts", (page) =>
    answerList(page, "attempts", attemptList(page, sources)),
  );
  pages.forSuperusers("get", "/admin/audit", (page) => answerList(page, "audit", auditList(page, sources)));
  pages.forSuperusers("get", "/admin/frontend-events", async (page) => {
    const shown = await answerList(page, "events", eventList(page, sources));
    return { ...shown, content: html`${eventViews(page, "list")} ${shown.content}` };
  });
  pages.forSuperusers("get", "/admin/frontend-events/groups", async (page) => {
    const { list, countLooked } = eventGroupList(page, sources);
    const shown = await answerList(page, "events", list);
    const looked = html`<p class="muted as-of">${countLooked()}</p>`;
    return { ...shown, content: html`${eventViews(page, "groups")} ${shown.content} ${looked}` };
  });
  pages.forSuperusers("get", "/admin/consent", (page) => answerConsent(page, sources));

  addSessionPages(pages, sources);
  addPersonPages(pages, sources);
  addWebhookPages(pages, sources);
  return pages.routes;
}

/** Rates of the same time as the list below them. */
async function answerConsent(page: ConsolePage, sources: ConsoleSources): Promise<PageAnswer> {
  const list = decisionList(page, sources);
  const read = await readList(list, page.query);
  const { limit: _, cursor: __, ...filters } = toQuery(list, read.given);
  const { from, to } = filters;
  const rates =
    read.problem === undefined
      ? await sources.consentRates({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) })
      : undefined;
  const { name: title, lead } = page.text.pages.consent;
  return {
    status: read.problem?.status ?? 200,
    name: "consent",
    title,
    lead,
    actions: exportLinks(page, filters),
    content: html`${filterForm(page, list, read)} ${rates && ratesView(page, rates)}
    ${listBody(page, list, read)}`,
  };
}
