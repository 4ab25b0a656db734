import * as openid from "openid-client";
import { ProviderFailure } from "./provider-failure.ts";

export const MALFORMED = "the provider's answer lacks what it must say";

/** The provider's own words for being out of order (RFC 6749, 4.1.2.1), and ours for not reaching it. */
const UNAVAILABLE = new Set(["server_error", "temporarily_unavailable", "OAUTH_TIMEOUT", "OAUTH_ABORT"]);
/** Of `error` and `code`: the one comes by way of the browser, which may have put anything there. */
const CODE = /^[\w.-]{1,64}$/;

/** What went wrong at the provider or on the way, without its words: they may hold tokens, codes and names. */
export function failureOf(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const code = codeOf(error);
  if (code === "access_denied") return new ProviderFailure("denied", code);
  const isAway = UNAVAILABLE.has(code) || isServerFault(error) || isUnreachable(error);
  return new ProviderFailure(isAway ? "unavailable" : "failed", code);
}

function codeOf(error: unknown): string {
  const isTold =
    error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError;
  const code = isTold ? error.error : error instanceof openid.ClientError ? error.code : undefined;
  if (code !== undefined && CODE.test(code)) return code;
  return error instanceof Error ? error.name : "unknown";
}

function isServerFault(error: unknown): boolean {
  if (error instanceof openid.ResponseBodyError) return error.status >= 500;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Response && cause.status >= 500;
}

/** What `fetch` throws when there is no connection. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && error.message === "fetch failed";
}
