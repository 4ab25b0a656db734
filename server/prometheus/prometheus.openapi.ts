import type { Operations } from "../http/operation.ts";

export const prometheusOperations: Operations = {
  "GET /metrics": {
    summary: "Counts of this process for Prometheus; 404 without the configured token",
    access: "scraper",
    answers: { 200: "text/plain" },
  },
};
