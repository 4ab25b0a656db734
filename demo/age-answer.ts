import type { RouterContext } from "@koa/router";

const ANSWER = /(?:^|; )(sereno_consent=v=1&p=)(\d+)(&[^;]*)/;
const HALF_A_YEAR_SECONDS = 180 * 86_400;

/** Makes the visitor's own answer one of the version before: what a change of the policy does to everybody. */
export function ageAnswer(ctx: RouterContext): void {
  const [, start, version, rest] = ANSWER.exec(ctx.get("Cookie")) ?? [];
  if (start !== undefined && Number(version) > 0) {
    const attributes = `Path=/; Max-Age=${HALF_A_YEAR_SECONDS}; SameSite=Lax`;
    ctx.append("Set-Cookie", `${start}${Number(version) - 1}${rest}; ${attributes}`);
  }
  ctx.status = 303;
  ctx.redirect("/demo/consent?aged");
}
