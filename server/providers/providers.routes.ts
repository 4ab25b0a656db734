import Router from "@koa/router";
import type { Context } from "koa";
import type { Clock } from "../clock.ts";
import type { ProviderProblem, ProviderResource, UserResource } from "../contract/index.ts";
import { answerPage, html } from "../http/html.ts";
import { Problem } from "../http/problem.ts";
import { PENDING_MS, type PendingSignIn, type PendingSignIns } from "./pending-sign-in.ts";
import { ProviderFailure } from "./provider-failure.ts";
import type { ProviderCaller, ProvidersService, SignedIn } from "./providers.service.ts";
import type { Provider } from "./provider.ts";

export interface ProvidersRoutesOptions {
  providers: readonly Provider[];
  service: ProvidersService;
  pending: PendingSignIns;
  clock: Clock;
  basePath: string;
  /** Whether the session cookie is kept from requests that another site begins. */
  isStrict: boolean;
  describe(provider: Provider): ProviderResource;
  /** Where to go afterwards, when that may be gone to. */
  findNext(next: unknown): string | undefined;
  callerOf(ctx: Context): ProviderCaller;
  /** The session of the request. */
  findSession(ctx: Context): { id: string; user: UserResource | null } | undefined;
  /** Begins a session; the one that the browser had ends as `replaced`. */
  signIn(ctx: Context, person: SignedIn): Promise<unknown>;
  /** Gives the present session another token, and the time of the authentication. */
  confirm(ctx: Context, person: SignedIn): Promise<unknown>;
  /** Told of a provider that is away or answers wrongly. */
  onFailure(provider: Provider, failure: ProviderFailure): void;
}

/** Signing in elsewhere: there, and back. Whatever fails leads to the sign-in page, which says what it was. */
export function createProvidersRoutes(options: ProvidersRoutesOptions): Router {
  const { providers, service, pending, clock, basePath, isStrict, describe, findNext, callerOf } = options;
  const { findSession, signIn, confirm, onFailure } = options;
  const router = new Router();

  router.get("/api/auth/providers", (ctx) => {
    ctx.body = { items: providers.map(describe), nextCursor: null };
  });

  router.get("/api/auth/oidc/:provider", async (ctx) => {
    const provider = getProvider(ctx);
    const next = findNext(ctx.query.next) ?? "/";
    // Signing in begins by the visitor's own wish, not by another site's link (ASVS 7.6.2).
    if (isFromAnotherSite(ctx)) return redirect(ctx, loginPage(next));
    const confirmed = ctx.query.confirm === undefined ? undefined : findSession(ctx);
    const begun = pending.begin(next, clock(), confirmed?.id ?? null);
    await orLogin(ctx, provider, next, async () => {
      const isConfirmation = begun.confirms !== null;
      const url = await provider.begin(pending.challengeOf(begun), { isConfirmation });
      pending.keep(ctx, provider.name, begun);
      redirect(ctx, url.href);
    });
  });

  router.get("/api/auth/oidc/:provider/callback", async (ctx) => {
    const provider = getProvider(ctx);
    if (isStrict && isFromAnotherSite(ctx) && ctx.query.again === undefined) return comeAgain(ctx, basePath);
    const kept = pending.take(ctx, provider.name);
    await orLogin(ctx, provider, kept?.next ?? "/", async () => {
      if (kept === undefined || !isAnswerTo(kept, ctx))
        throw service.refuseStale(provider.name, callerOf(ctx));
      await finish(ctx, provider, kept);
      redirect(ctx, kept.next);
    });
  });

  async function finish(ctx: Context, provider: Provider, kept: PendingSignIn): Promise<void> {
    const caller = callerOf(ctx);
    const expiresAt = kept.startedAt + PENDING_MS;
    const challenge = pending.challengeOf(kept);
    const returned = { provider, query: ctx.querystring, pending: kept, challenge, expiresAt };
    if (kept.confirms === null) {
      await signIn(ctx, await service.signIn(returned, caller));
      return;
    }
    const session = findSession(ctx);
    // Ended, or another one, since it went there.
    if (!session?.user || session.id !== kept.confirms) throw service.refuseStale(provider.name, caller);
    await confirm(ctx, await service.confirm(returned, session.user, caller));
  }

  function isAnswerTo(kept: PendingSignIn, ctx: Context): boolean {
    return ctx.query.state === kept.state && clock() < kept.startedAt + PENDING_MS;
  }

  async function orLogin(
    ctx: Context,
    provider: Provider,
    next: string,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      if (error instanceof ProviderFailure && isProvidersFault(problem)) onFailure(provider, error);
      redirect(ctx, loginPage(next, { problem, provider: provider.name }));
    }
  }

  function loginPage(next: string, reason: Record<string, string> = {}): string {
    return `${basePath}/login?${new URLSearchParams({ next, ...reason }).toString()}`;
  }

  function getProvider(ctx: Context): Provider {
    const found = providers.find(({ name }) => name === ctx.params.provider);
    if (found === undefined) throw new Problem("not_found", "There is no such provider of sign-in.");
    return found;
  }

  return router;
}

function problemOf(error: unknown): ProviderProblem | undefined {
  if (error instanceof ProviderFailure) return error.problem;
  if (!(error instanceof Problem)) return undefined;
  if (error.code === "session_limit") return "limit";
  // Disabled between the provider's answer and the session's beginning.
  return error.code === "invalid_credentials" ? "disabled" : undefined;
}

/**
 * The browser keeps a strict cookie from what another site began, and sends it with what our own page begins. Under
 * another address: the same one would be a reload, which counts as begun where the page was.
 */
function comeAgain(ctx: Context, basePath: string): void {
  const url = `${ctx.path}?${ctx.querystring}&again`;
  const lang = ctx.acceptsLanguages("en", "es") === "es" ? "es" : "en";
  const title = lang === "es" ? "Iniciando sesión" : "Signing in";
  const body = html`<main class="card">
    <meta http-equiv="refresh" content="0;url=${url}" />
    <h1>${title}</h1>
    <p><a href="${url}">${lang === "es" ? "Continuar" : "Continue"}</a></p>
  </main>`;
  answerPage(ctx, { title, basePath, lang, body });
}

function isProvidersFault(problem: ProviderProblem): boolean {
  return problem === "unavailable" || problem === "failed";
}

function isFromAnotherSite(ctx: Context): boolean {
  return ctx.get("Sec-Fetch-Site") === "cross-site";
}

function redirect(ctx: Context, location: string): void {
  ctx.status = 302;
  ctx.set("Location", location);
  ctx.body = "";
}
