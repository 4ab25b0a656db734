import Router from "@koa/router";
import type { Middleware } from "koa";
import type { AuditEntryResource, Page } from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import { auditListQuery, auditPlace } from "./audit.schema.ts";
import { presentEntry } from "./audit-entry.ts";
import type { AuditService } from "./audit.service.ts";

interface AuditRoutesOptions {
  audit: AuditService;
  secret: string;
  superuserOnly: Middleware;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
}

/** The audit log, for superusers. */
export function createAuditRoutes({
  audit,
  secret,
  superuserOnly,
  findSubjectId,
}: AuditRoutesOptions): Router {
  const router = new Router();

  router.get("/api/admin/audit", superuserOnly, async (ctx) => {
    const { cursor, actor, ...query } = validate(auditListQuery, ctx.query);
    const before = cursor === undefined ? undefined : validate(auditPlace, decodeCursor(cursor, secret));
    // `system`, `operator` and people who are gone have no subject: their names stand for themselves.
    const actorId = actor === undefined ? undefined : ((await findSubjectId(actor)) ?? actor);
    const { items, more } = await audit.list({ ...query, actor: actorId, before });
    const last = items.at(-1);
    const nextCursor = more && last ? encodeCursor({ at: last.at, seq: last.seq }, secret) : null;
    ctx.body = { items: items.map(presentEntry), nextCursor } satisfies Page<AuditEntryResource>;
  });

  return router;
}
