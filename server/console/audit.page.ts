import type { AuditEntryResource } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import { code, fields, nothing, sessionLink, userLink } from "./cells.view.ts";
import type { ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import type { Column, List } from "./list.ts";

/** The name of a person by their id; undefined for who is nobody, or gone. */
export type NamesOf = (id: string) => string | undefined;

/** The audit log. `names` is asked for the people of each page that is read. */
export function auditList(page: ConsolePage, sources: ConsoleSources): List<AuditEntryResource> {
  const { text } = page;
  const names = new Map<string, string>();
  return {
    path: "/admin/audit",
    caption: text.audit.caption,
    empty: text.audit.empty,
    fields: [
      { name: "action", label: text.audit.action, type: "text", hint: "SESSION_FORCE_CLOSE" },
      { name: "actor", label: text.audit.actor, type: "text", hint: text.audit.actorHint },
      { name: "target", label: text.audit.target, type: "text", hint: text.audit.targetHint },
      { name: "from", label: text.filter.from, type: "time" },
      { name: "to", label: text.filter.to, type: "time" },
    ],
    columns: auditColumns(page, (id) => names.get(id)),
    async read(query) {
      const entries = await sources.audit(query);
      for (const { id, username } of await findPeople(sources, entries.items)) names.set(id, username);
      return entries;
    },
  };
}

/** Whom these rows name. */
export function findPeople(
  sources: Pick<ConsoleSources, "findUsers">,
  entries: readonly AuditEntryResource[],
): ReturnType<ConsoleSources["findUsers"]> {
  const ids = entries.flatMap(({ actor, target }) => [actor, target]).filter((id) => id?.startsWith("sub_"));
  return sources.findUsers([...new Set(ids)] as string[]);
}

export function auditColumns(page: ConsolePage, nameOf: NamesOf): Column<AuditEntryResource>[] {
  const { text, formats } = page;
  return [
    { head: text.audit.at, kind: "row-header", cell: ({ at }) => formats.time(at) },
    { head: text.audit.action, cell: ({ action }) => code(action) },
    { head: text.audit.actor, cell: ({ actor }) => actorCell(page, actor, nameOf) },
    { head: text.audit.target, cell: ({ target }) => targetCell(page, target, nameOf) },
    { head: text.audit.data, cell: ({ data }) => (data === null ? nothing(page) : fields(data)) },
    { head: text.audit.row, cell: (entry) => rowCell(page, entry) },
  ];
}

function actorCell(page: ConsolePage, actor: string | null, nameOf: NamesOf): Html {
  const { text } = page;
  if (actor === null) return html`<span class="muted">${text.audit.nobody}</span>`;
  if (actor === "system") return html`<span class="muted">${text.audit.system}</span>`;
  if (actor === "operator") return html`${text.audit.operator}`;
  return personCell(page, actor, nameOf);
}

function targetCell(page: ConsolePage, target: string | null, nameOf: NamesOf): Html {
  if (target === null) return nothing(page);
  if (target.startsWith("ses_")) return sessionLink(page, target);
  if (target.startsWith("sub_")) return personCell(page, target, nameOf);
  return code(target);
}

/** Who is gone has an id, and no page any more. */
function personCell(page: ConsolePage, id: string, nameOf: NamesOf): Html {
  const name = nameOf(id);
  return name === undefined ? code(id) : userLink(page, id, name);
}

function rowCell({ text }: ConsolePage, { seq, hash, previousHash }: AuditEntryResource): Html {
  return html`<details class="fold">
    <summary>${seq}</summary>
    <dl class="data">
      <div>
        <dt>${text.audit.hash}</dt>
        <dd>${code(hash)}</dd>
      </div>
      <div>
        <dt>${text.audit.previous}</dt>
        <dd>${previousHash === null ? text.none : code(previousHash)}</dd>
      </div>
    </dl>
  </details>`;
}
