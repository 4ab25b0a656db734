import Router from "@koa/router";
import type { Middleware } from "koa";
import compose from "koa-compose";
import { Problem } from "./problem.ts";

/** Runs `chain` for what lies below the base path; the rest is left to a host in the same process. */
export function below(basePath: string, chain: Middleware[]): Middleware {
  const prefix = `${basePath}/`;
  const composed = compose(chain);
  return function serveBelow(ctx, next) {
    return ctx.path.startsWith(prefix) ? composed(ctx, () => Promise.resolve()) : next();
  };
}

/** Runs `middleware` for these paths alone: no other request pays for matching its routes. */
export function at(paths: string[], basePath: string, middleware: Middleware): Middleware {
  const served = new Set(paths.map((path) => basePath + path));
  return function serveAt(ctx, next) {
    return served.has(ctx.path) ? middleware(ctx, next) : next();
  };
}

/**
 * One router from those of the features; a known path with another method answers 405. A path that is written
 * out whole is looked up: matching a hundred routes one by one costs more than verifying a session.
 */
export function combine(routers: Router[], basePath: string): Middleware {
  const layers = routers.flatMap(({ stack }) => stack);
  const exact = new Map<string, Middleware>();
  for (const { path } of layers.filter(isExact)) {
    if (exact.has(basePath + path)) continue;
    const same = layers.filter((layer) => layer.match(path));
    exact.set(basePath + path, route(same, basePath));
  }
  const any = route(layers, basePath);
  return function serveRoutes(ctx, next) {
    return (exact.get(ctx.path) ?? any)(ctx, next);
  };
}

type Layer = Router["stack"][number];

function isExact(layer: Layer): layer is Layer & { path: string } {
  return typeof layer.path === "string" && /^[\w/.-]+$/.test(layer.path);
}

function route(layers: Layer[], basePath: string): Middleware {
  const router = new Router({ prefix: basePath });
  for (const { path, methods, stack } of layers) router.register(path, methods, stack);
  const methodNotAllowed = () => new Problem("method_not_allowed", "This address does not take that method.");
  const refuseMethods = router.allowedMethods({
    throw: true,
    methodNotAllowed,
    notImplemented: methodNotAllowed,
  });
  // The router's context type is wider than Koa's; at run time it is the same object.
  return compose([router.routes(), refuseMethods] as unknown as Middleware[]);
}

/** What a router takes, as `GET /api/session`. */
export function listRoutes({ stack }: Router): string[] {
  return stack.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`));
}
