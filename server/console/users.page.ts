import type { AccountResource } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import { badge, code, factList, nothing, userLink } from "./cells.view.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import type { List } from "./list.ts";

/** Accounts, and people that a host vouches for. */
export function userList(page: ConsolePage, sources: ConsoleSources): List<AccountResource> {
  const { formats } = page;
  const text = page.text.user;
  return {
    path: "/admin/users",
    caption: text.caption,
    empty: text.empty,
    fields: [{ name: "q", label: text.search, type: "text" }],
    columns: [
      { head: text.username, kind: "row-header", cell: ({ id, username }) => userLink(page, id, username) },
      { head: text.name, cell: ({ displayName }) => html`<bdi>${displayName}</bdi>` },
      { head: text.status, cell: (user) => userStatus(page, user) },
      { head: text.roles, cell: ({ roles }) => rolesCell(page, roles) },
      { head: text.kind, cell: ({ isVouchedFor }) => (isVouchedFor ? text.vouched : text.builtIn) },
      { head: text.created, cell: ({ createdAt }) => formats.time(createdAt) },
    ],
    read: (query) => sources.users(query),
  };
}

/** What is known of a person, and where there is more. */
export function userFacts(page: ConsolePage, user: AccountResource): Html {
  const { formats } = page;
  const text = page.text.user;
  const more = [
    [text.signIns, "/admin/login-attempts", { user: user.username }],
    [text.didAudit, "/admin/audit", { actor: user.id }],
    [text.targetAudit, "/admin/audit", { target: user.id }],
    [text.events, "/admin/frontend-events", { user: user.username }],
  ] as const;
  return html`<section class="surface panel">
    ${factList([
      [text.status, userStatus(page, user)],
      ...(user.disabledAt === null ? [] : ([[text.disabledAt, formats.time(user.disabledAt)]] as const)),
      [text.username, html`<bdi>${user.username}</bdi>`],
      [text.roles, rolesCell(page, user.roles)],
      [text.kind, user.isVouchedFor ? text.vouched : text.builtIn],
      [text.created, formats.time(user.createdAt)],
      [text.id, code(user.id)],
    ])}
    <nav aria-label="${text.related}">
      <ul class="links">
        ${more.map(([name, path, filters]) => html`<li><a href="${addressOf(page, path, filters)}">${name}</a></li>`)}
      </ul>
    </nav>
  </section>`;
}

/** What a superuser may do to the person: not to themselves. */
export function userActions(page: ConsolePage, user: AccountResource): Html {
  const { text } = page;
  if (user.id === page.user.id) return html`<span class="badge current">${text.user.you}</span>`;
  const path = `/admin/users/${user.id}`;
  return user.disabledAt === null
    ? html`<a class="button danger" href="${addressOf(page, `${path}/disable`)}">${text.user.disable}</a>`
    : html`<a class="button" href="${addressOf(page, `${path}/enable`)}">${text.user.enable}</a>`;
}

function userStatus({ text }: ConsolePage, { disabledAt }: AccountResource): Html {
  return disabledAt === null
    ? badge("dot", "ok", text.user.active)
    : badge("square", "danger", text.user.disabled);
}

function rolesCell(page: ConsolePage, roles: readonly string[]): Html {
  if (roles.length === 0) return nothing(page);
  return html`<span class="words">${roles.map((role) => html`${code(role)} `)}</span>`;
}
