import Router from "@koa/router";
import type { Middleware } from "koa";
import { validate } from "../http/validate.ts";
import { metricsQuery } from "./metrics.schema.ts";
import type { MetricsService } from "./metrics.service.ts";

interface MetricsRoutesOptions {
  metrics: MetricsService;
  /** Refuses everybody else. */
  superuserOnly: Middleware;
}

/** `GET /api/admin/metrics?window=`. */
export function createMetricsRoutes({ metrics, superuserOnly }: MetricsRoutesOptions): Router {
  const router = new Router();

  router.get("/api/admin/metrics", superuserOnly, async (ctx) => {
    const { window } = validate(metricsQuery, ctx.query);
    ctx.body = await metrics.describe(window);
  });

  return router;
}
