import { createHash, timingSafeEqual } from "node:crypto";
import Router from "@koa/router";
import { Problem } from "../http/problem.ts";
import type { Prometheus } from "./prometheus.ts";

interface PrometheusRoutesOptions {
  /** What a scraper must send as bearer token; nobody may scrape without one. */
  token: string | undefined;
  prometheus: Prometheus | undefined;
}

/** `GET /metrics`: as if it were not there for whoever has no token. */
export function createPrometheusRoutes({ token, prometheus }: PrometheusRoutesOptions): Router {
  const router = new Router();
  const expected = token === undefined ? undefined : digest(`Bearer ${token}`);

  router.get("/metrics", async (ctx) => {
    // Digests are of one length, so that the comparison tells nothing of the token's.
    const isAllowed = expected && timingSafeEqual(digest(ctx.get("Authorization")), expected);
    if (!isAllowed || prometheus === undefined) {
      throw new Problem("not_found", "There is nothing at this address.");
    }
    ctx.set("Content-Type", prometheus.contentType);
    ctx.body = await prometheus.render();
  });

  return router;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
