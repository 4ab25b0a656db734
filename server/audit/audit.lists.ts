import type { AuditEntryResource, Page } from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import { presentEntry } from "./audit-entry.ts";
import { auditListQuery, auditPlace } from "./audit.schema.ts";
import type { AuditService } from "./audit.service.ts";

interface AuditListsOptions {
  audit: Pick<AuditService, "list">;
  secret: string;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
}

export type AuditLists = ReturnType<typeof createAuditLists>;

/** Pages of the audit log for the wire. Throws Problem `invalid` or `malformed` for a wrong query. */
export function createAuditLists({ audit, secret, findSubjectId }: AuditListsOptions) {
  return {
    async entries(asked: unknown): Promise<Page<AuditEntryResource>> {
      const { cursor, actor, ...query } = validate(auditListQuery, asked);
      const before = cursor === undefined ? undefined : validate(auditPlace, decodeCursor(cursor, secret));
      // `system`, `operator` and people who are gone have no subject: their names stand for themselves.
      const actorId = actor === undefined ? undefined : ((await findSubjectId(actor)) ?? actor);
      const { items, more } = await audit.list({ ...query, actor: actorId, before });
      const last = items.at(-1);
      const nextCursor = more && last ? encodeCursor({ at: last.at, seq: last.seq }, secret) : null;
      return { items: items.map(presentEntry), nextCursor };
    },
  };
}
