import type { ProviderResource } from "../contract/index.ts";
import type { Confirmation } from "../http/confirmation.ts";
import type { CookieConfig } from "../http/cookies.ts";
import { createGitHubProvider } from "./github-provider.ts";
import { createOpenIdProvider } from "./openid-provider.ts";
import { createPendingSignIns } from "./pending-sign-in.ts";
import type { Provider, ProviderConfig } from "./provider.ts";
import { createProvidersRoutes, type ProvidersRoutesOptions } from "./providers.routes.ts";
import { createProvidersService, type ProvidersServiceOptions } from "./providers.service.ts";

type Passed =
  "basePath" | "clock" | "findNext" | "callerOf" | "findSession" | "signIn" | "confirm" | "onFailure";

interface CreateProvidersOptions
  extends Pick<ProvidersRoutesOptions, Passed>, Omit<ProvidersServiceOptions, "people"> {
  configs: readonly ProviderConfig[];
  /** The site's own. */
  origin: string;
  cookie: CookieConfig;
  secret: string;
  people: ProvidersServiceOptions["people"] & {
    /** Issuers that somebody signs in with who has no password here. */
    findIssuers(userId: string): Promise<string[]>;
  };
}

/** All of signing in with providers: its rules, its routes, and what other features show of it. */
export function createProviders(options: CreateProvidersOptions) {
  const { configs, origin, basePath, clock, cookie, people } = options;
  const urlOf = ({ name }: Pick<Provider, "name">) => `${origin}${basePath}/api/auth/oidc/${name}`;
  const describe = ({ name, label }: Pick<Provider, "name" | "label">): ProviderResource => ({
    name,
    label,
    url: urlOf({ name }),
  });
  const providers = configs.map((config) => {
    const create = config.kind === "github" ? createGitHubProvider : createOpenIdProvider;
    return create({ config, clock, redirectUri: `${urlOf(config)}/callback` });
  });
  return {
    routes: createProvidersRoutes({
      ...options,
      providers,
      service: createProvidersService(options),
      pending: createPendingSignIns(options),
      isStrict: cookie.sameSite === "strict",
      describe,
    }),

    list: providers.map(describe),

    /** Where somebody confirms who signs in with a provider; undefined for everybody else. */
    async findConfirmation(userId: string): Promise<Confirmation | undefined> {
      if (providers.length === 0) return undefined;
      const issuers = (await people.findIssuers(userId)).map(normalise);
      const provider = providers.find(({ issuer }) => issuers.includes(normalise(issuer)));
      if (provider === undefined) return undefined;
      // Who cannot ask anew is signed in with again: that counts as much as the first time.
      const url = provider.confirms ? `${urlOf(provider)}?confirm` : urlOf(provider);
      return { url, name: provider.label };
    },
  };
}

/** With or without a slash behind the host it is the same issuer. */
function normalise(issuer: string): string {
  return new URL(issuer).href;
}
