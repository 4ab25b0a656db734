import type { Context } from "koa";
import type { SessionResource } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { html, type Html } from "../http/html.ts";
import { Problem } from "../http/problem.ts";
import { findPeople } from "./audit.page.ts";
import { confirmView, doneNotice } from "./confirm.view.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import { readList } from "./list.ts";
import { listView } from "./list.view.ts";
import type { PageRouter, ShownPage } from "./page-router.ts";
import { sessionView } from "./session.view.ts";
import { ownList, sessionList } from "./sessions.page.ts";

/** As many as a session's page shows of what leads to it. */
const FEW = "10";

/** One's own sessions, everybody's, and one of them. */
export function addSessionPages(pages: PageRouter, sources: ConsoleSources): void {
  async function getSession(page: ConsolePage, ctx: Context): Promise<SessionResource> {
    const session = await sources.findSession(idOf(ctx), page.sessionId);
    if (session === undefined) throw new Problem("not_found", "There is no such session.");
    return session;
  }

  async function getOwnSession(page: ConsolePage, ctx: Context): Promise<SessionResource> {
    const session = await getSession(page, ctx);
    if (session.user?.id !== page.user.id) throw new Problem("not_found", "You have no such session.");
    return session;
  }

  pages.forUsers("get", "/sessions", async (page) => {
    const list = ownList(page, sources);
    const read = await readList(list, page.query);
    const { name: title, lead } = page.text.pages.own;
    const content = html`${doneNotice(endedText(page))}
    ${sessionTable(page, "own", listView(page, list, read))}`;
    return { status: read.problem?.status ?? 200, name: "own", title, lead, content, hasNoUtcTimes: true };
  });

  pages.forUsers("get", "/sessions/:id/end", async (page, ctx) => {
    const session = await getOwnSession(page, ctx);
    sources.requireRecentAuthentication(ctx);
    return askToEndOwn(page, session);
  });

  pages.forUsers("post", "/sessions/:id/end", async (page, ctx) => {
    const { status } = await getOwnSession(page, ctx);
    await sources.revokeSession(ctx, idOf(ctx));
    return { redirect: `/sessions?done=${status === "active" ? "ended" : "before"}` };
  });

  pages.forSuperusers("get", "/admin/sessions", async (page) => {
    const list = sessionList(page, sources);
    const read = await readList(list, page.query);
    const { name: title, lead } = page.text.pages.sessions;
    const content = sessionTable(page, "all", listView(page, list, read));
    return {
      status: read.problem?.status ?? 200,
      name: "sessions",
      title,
      lead,
      content,
      hasNoUtcTimes: true,
    };
  });

  pages.forSuperusers("get", "/admin/sessions/:id", async (page, ctx) => {
    const session = await getSession(page, ctx);
    const { items: entries } = await sources.audit({ target: session.id, limit: FEW });
    const { items: events } = await sources.events({ session: session.id, limit: FEW });
    const names = new Map((await findPeople(sources, entries)).map(({ id, username }) => [id, username]));
    const detail = { session, entries, events, nameOf: (id: string) => names.get(id) };
    const { text } = page;
    return {
      name: "sessions",
      isBelow: true,
      title: text.session.title,
      lead: html`<bdi>${nameOf(page, session)}</bdi>, <bdi>${session.device.label}</bdi>`,
      actions:
        canEnd(session) &&
        html`<a class="button danger" href="${addressOf(page, `${page.path}/end`)}"
          >${text.session.endThis}</a
        >`,
      content: html`${doneNotice(endedText(page))} ${sessionView(page, detail)}`,
    };
  });

  pages.forSuperusers("get", "/admin/sessions/:id/end", async (page, ctx) => {
    const session = await getSession(page, ctx);
    if (!canEnd(session)) return { redirect: placeAfter(session, 0) };
    sources.requireRecentAuthentication(ctx);
    return askToEnd(page, session, { reason: "", auditNote: "" });
  });

  pages.forSuperusers("post", "/admin/sessions/:id/end", async (page, ctx) => {
    const session = await getSession(page, ctx);
    const { reason, auditNote } = readTexts(getBody(ctx));
    const note = auditNote === "" ? {} : { auditNote };
    try {
      const { ended } = await sources.endSessions(ctx, { ids: [session.id], reason, ...note });
      return { redirect: placeAfter(session, ended) };
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "invalid") throw error;
      return { ...askToEnd(page, session, { reason, auditNote, isWrong: true }), status: error.status };
    }
  });
}

/** The element, and for whoever has no script, and for paper, the list that the server has made. */
function sessionTable({ text }: ConsolePage, scope: "own" | "all", list: Html): Html {
  return html`<sereno-session-table scope="${scope}"></sereno-session-table>
    <div class="plain">
      ${list}
      <p class="utc">${text.utc}</p>
    </div>`;
}

interface EndTexts {
  reason: string;
  auditNote: string;
  isWrong?: true;
}

function askToEnd(
  page: ConsolePage,
  session: SessionResource,
  { reason, auditNote, isWrong }: EndTexts,
): ShownPage {
  const text = page.text.endSession;
  const fields = html`<label class="wide"
      ><span>${text.reason}</span>
      <input
        name="reason"
        value="${reason}"
        maxlength="500"
        required
        autocomplete="off"
        ${isWrong && html`aria-invalid="true" aria-describedby="wrong"`}
    /></label>
    ${isWrong && html`<p class="notice failed" id="wrong" role="alert">${text.missing}</p>`}
    <label class="wide"
      ><span>${text.note}</span>
      <input name="auditNote" value="${auditNote}" maxlength="2000" autocomplete="off"
    /></label>`;
  const back = `/admin/sessions/${session.id}`;
  return {
    name: "sessions",
    isBelow: true,
    title: text.title(nameOf(page, session)),
    hasNoUtcTimes: true,
    lead: html`<bdi>${session.device.label}</bdi>`,
    content: confirmView(page, { body: text.body, submit: text.submit, isDangerous: true, back, fields }),
  };
}

function askToEndOwn(page: ConsolePage, { device }: SessionResource): ShownPage {
  const text = page.text.endSession;
  return {
    name: "own",
    isBelow: true,
    title: text.ownTitle(device.label),
    hasNoUtcTimes: true,
    content: confirmView(page, {
      body: text.ownBody,
      submit: text.submit,
      isDangerous: true,
      back: "/sessions",
    }),
  };
}

function endedText({ text, query }: ConsolePage): string | undefined {
  const done = query.get("done");
  return done === "ended" ? text.endSession.done : done === "before" ? text.endSession.doneBefore : undefined;
}

/** One's own is ended by logging out. */
function canEnd({ status, current }: SessionResource): boolean {
  return status === "active" && !current;
}

/** The session's page, which says what became of it; of one's own, which is not ended here, there is nothing to say. */
function placeAfter({ id, current }: SessionResource, ended: number): string {
  return `/admin/sessions/${id}${current ? "" : `?done=${ended > 0 ? "ended" : "before"}`}`;
}

function nameOf({ text }: ConsolePage, { user }: SessionResource): string {
  return user?.displayName ?? text.session.visitor;
}

function readTexts(body: Record<string, unknown>): EndTexts {
  const read = (name: string) => (typeof body[name] === "string" ? body[name].trim() : "");
  return { reason: read("reason"), auditNote: read("auditNote") };
}

function idOf(ctx: Context): string {
  return String(ctx.params.id);
}
