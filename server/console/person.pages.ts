import type { Context } from "koa";
import type { AccountResource } from "../contract/index.ts";
import { html } from "../http/html.ts";
import { Problem } from "../http/problem.ts";
import { confirmView, doneNotice } from "./confirm.view.ts";
import type { ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import { answerList } from "./list-answer.ts";
import { readList } from "./list.ts";
import { listView } from "./list.view.ts";
import type { PageRouter } from "./page-router.ts";
import { historyList } from "./sessions.page.ts";
import { userActions, userFacts, userList } from "./users.page.ts";

const SECOND_MS = 1_000;
/** A session begins at most so long after the attempt that leads to it. */
const BEGINS_WITHIN_MS = 10 * SECOND_MS;

/** People, one of them, and what bars them. */
export function addPersonPages(pages: PageRouter, sources: ConsoleSources): void {
  async function getUser(ctx: Context): Promise<AccountResource> {
    const user = await sources.findUser(String(ctx.params.id));
    if (user === undefined) throw new Problem("not_found", "There is no such person.");
    return user;
  }

  pages.forSuperusers("get", "/admin/users", (page) => answerList(page, "users", userList(page, sources)));

  pages.forSuperusers("get", "/admin/users/:id", async (page, ctx) => {
    const user = await getUser(ctx);
    const history = historyList(page, sources, user.id);
    const read = await readList(history, page.query);
    return {
      status: read.problem?.status ?? 200,
      name: "users",
      isBelow: true,
      title: user.displayName,
      lead: html`<bdi>${user.username}</bdi>`,
      actions: userActions(page, user),
      content: html`${doneNotice(doneText(page))} ${userFacts(page, user)} ${listView(page, history, read)}`,
    };
  });

  pages.forSuperusers("get", "/admin/users/:id/disable", async (page, ctx) => {
    const user = await getUser(ctx);
    if (user.id === page.user.id) throw new Problem("conflict", "You cannot disable yourself.");
    sources.requireRecentAuthentication(ctx);
    const { text } = page;
    return {
      name: "users",
      isBelow: true,
      title: text.user.disableTitle(user.displayName),
      hasNoUtcTimes: true,
      content: confirmView(page, {
        body: text.user.disableBody,
        submit: text.user.disableSubmit,
        isDangerous: true,
        back: `/admin/users/${user.id}`,
      }),
    };
  });

  pages.forSuperusers("post", "/admin/users/:id/disable", async (_, ctx) => {
    const { id } = await getUser(ctx);
    const { ended } = await sources.disableUser(ctx, id);
    return { redirect: `/admin/users/${id}?done=disabled&ended=${ended}` };
  });

  pages.forSuperusers("get", "/admin/users/:id/enable", async (page, ctx) => {
    const user = await getUser(ctx);
    sources.requireRecentAuthentication(ctx);
    const { text } = page;
    return {
      name: "users",
      isBelow: true,
      title: text.user.enableTitle(user.displayName),
      hasNoUtcTimes: true,
      content: confirmView(page, {
        body: text.user.enableBody,
        submit: text.user.enableSubmit,
        back: `/admin/users/${user.id}`,
      }),
    };
  });

  pages.forSuperusers("post", "/admin/users/:id/enable", async (_, ctx) => {
    const { id } = await getUser(ctx);
    await sources.enableUser(ctx, id);
    return { redirect: `/admin/users/${id}?done=enabled` };
  });

  /** From an attempt to the session that it began, or else to all of that person's. */
  pages.forSuperusers("get", "/admin/login-attempts/session", async (page) => {
    const [user, at] = [page.query.get("user") ?? "", Date.parse(page.query.get("at") ?? "")];
    const person = await sources.findUser(user);
    const end = new Date(at + BEGINS_WITHIN_MS);
    if (person === undefined || Number.isNaN(end.getTime()))
      throw new Problem("not_found", "There is no such person.");
    const [from, to] = [new Date(at).toISOString(), end.toISOString()];
    const begun = { user: person.id, from, to, order: "asc", limit: "1" };
    const [session] = (await sources.sessions(begun, page.sessionId)).items;
    return {
      redirect: session === undefined ? `/admin/users/${person.id}` : `/admin/sessions/${session.id}`,
    };
  });
}

function doneText({ text, query, formats }: ConsolePage): string | undefined {
  const done = query.get("done");
  if (done === "disabled")
    return text.user.disabledNow(formats.count(Number.parseInt(query.get("ended") ?? "0", 10) || 0));
  return done === "enabled" ? text.user.enabledNow : undefined;
}
