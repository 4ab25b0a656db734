import Router from "@koa/router";
import { Problem } from "./problem.ts";

/** `/healthz`: the process answers. `/readyz`: the database does, and its schema is the newest. */
export function createHealthRoutes({ isReady }: { isReady(): Promise<boolean> }): Router {
  const router = new Router();

  router.get("/healthz", (ctx) => {
    ctx.body = { status: "ok" };
  });

  router.get("/readyz", async (ctx) => {
    const ready = await isReady().catch(() => false);
    if (!ready) throw new Problem("unavailable", "The database is not ready.", { retryAfterMs: 5_000 });
    ctx.body = { status: "ready" };
  });

  return router;
}
