import Router from "@koa/router";
import { createOpenApiDocument } from "./openapi-document.ts";

/** `GET /api/openapi.json`: the whole HTTP interface, made when it is first asked for. */
export function createOpenApiRoutes(options: Parameters<typeof createOpenApiDocument>[0]): Router {
  const router = new Router();
  let document: string | undefined;

  router.get("/api/openapi.json", (ctx) => {
    document ??= JSON.stringify(createOpenApiDocument(options));
    ctx.type = "application/json";
    ctx.body = document;
  });

  return router;
}
