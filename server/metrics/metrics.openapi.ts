import type { Operations } from "../http/operation.ts";
import { metricsAnswer, metricsQuery } from "./metrics.schema.ts";

export const metricsOperations: Operations = {
  "GET /api/admin/metrics": {
    summary: "Active sessions now, and what happened in the window",
    access: "superuser",
    query: metricsQuery,
    answers: { 200: metricsAnswer },
  },
};
