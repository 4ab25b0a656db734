import type { Operations } from "../http/operation.ts";
import { pageOf } from "../http/wire.schema.ts";
import { auditEntryResource, auditListQuery } from "./audit.schema.ts";

export const auditOperations: Operations = {
  "GET /api/admin/audit": {
    summary: "The audit log, newest first",
    access: "superuser",
    query: auditListQuery,
    problems: ["malformed"],
    answers: { 200: pageOf(auditEntryResource) },
  },
};
