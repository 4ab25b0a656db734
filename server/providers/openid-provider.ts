import * as openid from "openid-client";
import { type Clock, HOUR_MS, SECOND_MS } from "../clock.ts";
import { identityClaims } from "./identity-claims.ts";
import { failureOf, MALFORMED } from "./openid-failure.ts";
import { ProviderFailure } from "./provider-failure.ts";
import type { Identity, Provider, ProviderConfig } from "./provider.ts";

export interface ProviderOptions {
  config: ProviderConfig;
  /** Absolute: where the provider sends people back to. */
  redirectUri: string;
  clock: Clock;
}

/** How long what a provider says of itself is believed; its keys are looked at anew when they change. */
const DISCOVERED_MS = HOUR_MS;
/** For each request to it. */
export const TIMEOUT_SECONDS = 5;

/**
 * A provider of OpenID Connect, found by discovery when somebody first asks for it: one that is away keeps nobody
 * from signing in otherwise. Code flow with PKCE (RFC 7636), state and nonce; signatures of ID tokens are checked.
 */
export function createOpenIdProvider({ config, redirectUri, clock }: ProviderOptions): Provider {
  let discovered: { at: number; configuration: Promise<openid.Configuration> } | undefined;

  function discover(): Promise<openid.Configuration> {
    if (discovered !== undefined && clock() - discovered.at < DISCOVERED_MS) return discovered.configuration;
    const configuration = openid.discovery(
      new URL(config.issuer),
      config.clientId,
      undefined,
      authenticateAs(config.clientSecret),
      {
        execute: [openid.enableNonRepudiationChecks, ...allowPlainHttp(config.issuer)],
        timeout: TIMEOUT_SECONDS,
      },
    );
    const attempt = { at: clock(), configuration };
    discovered = attempt;
    configuration.catch(() => {
      if (discovered === attempt) discovered = undefined;
    });
    return configuration;
  }

  return {
    name: config.name,
    label: config.label,
    issuer: config.issuer,
    confirms: true,

    async begin({ state, nonce, verifier }, { isConfirmation }) {
      try {
        return openid.buildAuthorizationUrl(await discover(), {
          redirect_uri: redirectUri,
          scope: "openid profile email",
          state,
          nonce,
          code_challenge: await openid.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          ...(isConfirmation && { max_age: "0" }),
        });
      } catch (error) {
        throw new ProviderFailure("unavailable", failureOf(error).message);
      }
    },

    async finish(query, { state, nonce, verifier }) {
      try {
        const configuration = await discover();
        const tokens = await openid.authorizationCodeGrant(
          configuration,
          new URL(`${redirectUri}?${query}`),
          {
            pkceCodeVerifier: verifier,
            expectedState: state,
            expectedNonce: nonce,
            idTokenExpected: true,
          },
        );
        const claims = tokens.claims() ?? {};
        return readIdentity(await completed(configuration, tokens.access_token, claims));
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

/** Many say who somebody is only when asked for it with the access token, which is not needed for anything else. */
async function completed(
  configuration: openid.Configuration,
  accessToken: string,
  claims: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const isTold = claims["name"] !== undefined || claims["preferred_username"] !== undefined;
  if (isTold || configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
  const told = await openid.fetchUserInfo(configuration, accessToken, String(claims["sub"]));
  return { ...told, ...claims };
}

function readIdentity(claims: Record<string, unknown>): Identity {
  const parsed = identityClaims.safeParse(claims);
  if (!parsed.success) throw new ProviderFailure("failed", MALFORMED);
  const { iss, sub, preferred_username, name, email, email_verified, auth_time } = parsed.data;
  const verified = email_verified === true ? (email ?? null) : null;
  const username = preferred_username ?? verified ?? sub;
  return {
    issuer: iss,
    subject: sub,
    username,
    displayName: name ?? username,
    email: verified,
    authenticatedAt: auth_time === undefined ? undefined : auth_time * SECOND_MS,
  };
}

/** In the header where the provider takes that, as is the rule (OpenID Connect Discovery 1.0, 3); in the body otherwise. */
function authenticateAs(secret: string): openid.ClientAuth {
  return (server, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const method = methods.includes("client_secret_basic")
      ? openid.ClientSecretBasic
      : openid.ClientSecretPost;
    return method(secret)(server, ...request);
  };
}

/** Settings let plain http through for loopback alone. */
export function allowPlainHttp(issuer: string): ((configuration: openid.Configuration) => void)[] {
  return issuer.startsWith("http:") ? [openid.allowInsecureRequests] : [];
}
