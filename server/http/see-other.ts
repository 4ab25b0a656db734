import type { Context } from "koa";

/** Leads on from a form: by a 303, so that reloading does not send it again (RFC 9110, 15.4.4). */
export function seeOther(ctx: Context, location: string): void {
  ctx.status = 303;
  ctx.set("Location", location);
  ctx.body = "";
}
