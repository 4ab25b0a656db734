import Koa from "koa";
import session, { type CreateSessionOptions } from "koa-session";
import { cookieOf, listen } from "./listen.ts";
import { VERIFY_ANSWER } from "./verify-answer.ts";

interface Store {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  destroy(key: string): Promise<void>;
}

/** koa-session as its readme shows it, unsigned, over `store`: signing in is the first request, verifying every other. */
export function serveKoaSession(store: Store): Promise<void> {
  const app = new Koa();
  app.use(session({ store, signed: false, maxAge: 7_200_000 } as unknown as CreateSessionOptions, app));
  app.use((ctx) => {
    if (ctx.path === "/sign-in") ctx.session.user = VERIFY_ANSWER.user.id;
    ctx.status = ctx.session.user ? 200 : 401;
    ctx.body = VERIFY_ANSWER;
  });
  return listen(
    () => app.callback(),
    async (origin) => ({ path: "/verify", headers: cookieOf(await fetch(`${origin}/sign-in`)) }),
  );
}
