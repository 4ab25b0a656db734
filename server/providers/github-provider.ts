import * as openid from "openid-client";
import { z } from "zod";
import { allowPlainHttp, type ProviderOptions, TIMEOUT_SECONDS } from "./openid-provider.ts";
import { failureOf, MALFORMED } from "./openid-failure.ts";
import { ProviderFailure } from "./provider-failure.ts";
import type { Identity, Provider } from "./provider.ts";

const githubUser = z.object({
  /** Never given to anybody else, unlike `login`. */
  id: z.int().min(1),
  login: z.string().min(1).max(100),
  name: z.string().trim().min(1).max(200).nullable().catch(null),
});

/**
 * GitHub, or an enterprise server of it at another issuer: OAuth 2 with PKCE and state, without discovery and ID tokens.
 * It is asked for nothing beyond what it shows to everybody.
 * https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
 */
export function createGitHubProvider({ config, redirectUri }: ProviderOptions): Provider {
  const { clientId, clientSecret } = config;
  const issuer = config.issuer.replace(/\/$/, "");
  const configuration = new openid.Configuration(
    {
      issuer,
      authorization_endpoint: `${issuer}/login/oauth/authorize`,
      token_endpoint: `${issuer}/login/oauth/access_token`,
    },
    clientId,
    undefined,
    openid.ClientSecretPost(clientSecret),
  );
  configuration.timeout = TIMEOUT_SECONDS;
  for (const extend of allowPlainHttp(issuer)) extend(configuration);
  const api = issuer === "https://github.com" ? "https://api.github.com" : `${issuer}/api/v3`;

  async function fetchUser(accessToken: string): Promise<Identity> {
    const headers = new Headers({ Accept: "application/vnd.github+json", "User-Agent": "sereno" });
    const url = new URL(`${api}/user`);
    const response = await openid.fetchProtectedResource(
      configuration,
      accessToken,
      url,
      "GET",
      null,
      headers,
    );
    const user = githubUser.safeParse(await response.json());
    if (!user.success) throw new ProviderFailure("failed", MALFORMED);
    const { id, login, name } = user.data;
    return {
      issuer,
      subject: String(id),
      username: login,
      displayName: name ?? login,
      email: null,
      authenticatedAt: undefined,
    };
  }

  return {
    name: config.name,
    label: config.label,
    issuer,
    confirms: false,

    async begin({ state, verifier }) {
      return openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        state,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        // It never asks for the password again, but lets one choose the account.
        prompt: "select_account",
      });
    },

    async finish(query, { state, verifier }) {
      try {
        const tokens = await openid.authorizationCodeGrant(
          configuration,
          new URL(`${redirectUri}?${query}`),
          {
            pkceCodeVerifier: verifier,
            expectedState: state,
          },
        );
        return await fetchUser(tokens.access_token);
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}
