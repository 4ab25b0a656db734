import type { Dialect } from "../../server/database/dialect.ts";
import { startTestApp, type TestApp, type TestAppOptions } from "./app.ts";
import type { Answer, TestClient } from "./client.ts";
import { type IdentityProvider, startIdentityProvider } from "./identity-provider.ts";
import { createVisitorElsewhere, type VisitorElsewhere } from "./visitor-elsewhere.ts";

/** A server, a provider that it knows as `example`, and people who go from one to the other. */
export interface ProviderApp extends TestApp {
  readonly identityProvider: IdentityProvider;
  visitor(): Visitor;
}

/** A browser with its cookies here and there. */
export interface Visitor {
  readonly here: TestClient;
  readonly there: VisitorElsewhere;
  /** Asks to sign in; where that leads. */
  begin(query?: Record<string, string>): Promise<URL>;
  /** Signs in there as `login` and comes back; the last answer here. */
  signIn(login: string, query?: Record<string, string>): Promise<Answer<unknown>>;
  /** Comes back to where the provider sends the browser. */
  comeBack(url: URL): Promise<Answer<unknown>>;
}

export async function startProviderApp(
  dialect: Dialect,
  { env = {}, ...options }: TestAppOptions = {},
): Promise<ProviderApp> {
  const identityProvider = await startIdentityProvider();
  const app = await startTestApp(dialect, { ...options, env: { ...identityProvider.env, ...env } });
  // The provider has no clock but the real one.
  app.clock.advance(Date.now() - app.clock());
  identityProvider.open(`${app.base}/api/auth/oidc/example/callback`);
  return {
    ...app,
    identityProvider,
    visitor: () => createVisitor(app, createVisitorElsewhere(identityProvider.issuer)),
    async close() {
      await app.close();
      await identityProvider.stop();
    },
  };
}

function createVisitor({ base, client }: TestApp, there: VisitorElsewhere): Visitor {
  const here = client();
  const visitor: Visitor = {
    here,
    there,
    async begin(query = {}) {
      const answer = await here.get(`/api/auth/oidc/example?${new URLSearchParams(query).toString()}`);
      return new URL(answer.headers.get("Location") ?? "", base);
    },
    async signIn(login, query) {
      return visitor.comeBack(await there.signIn((await visitor.begin(query)).href, login));
    },
    comeBack: (url) => here.get(url.href.slice(base.length)),
  };
  return visitor;
}

/** Why the sign-in page was led to; undefined when the browser was led elsewhere. */
export function problemIn(answer: Answer<unknown>): string | undefined {
  const location = new URL(answer.headers.get("Location") ?? "", "http://here.invalid");
  return location.pathname.endsWith("/login") ? (location.searchParams.get("problem") ?? "") : undefined;
}
