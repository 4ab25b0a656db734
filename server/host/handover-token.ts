import { errors, jwtVerify, type JWTPayload } from "jose";
import { type Clock, MINUTE_MS, SECOND_MS } from "../clock.ts";
import { type HandoverClaims, handoverClaims } from "./handover-claims.ts";

/** Whose tokens are taken. */
export interface HandoverConfig {
  /** At least 32 bytes each, the newest first; none when no host vouches for anybody. */
  readonly secrets: readonly string[];
  readonly issuer: string;
  readonly audience: string;
}

/** Why a token is not taken. Stands in the log, never in the answer. */
export type TokenFault =
  | "malformed"
  | "algorithm"
  | "signature"
  | "issuer"
  | "audience"
  | "claims"
  | "expired"
  | "lifetime"
  | "future";

export class TokenRefused extends Error {
  readonly fault: TokenFault;

  constructor(fault: TokenFault, cause?: unknown) {
    super(`the host's token is refused: ${fault}`, { cause });
    this.name = "TokenRefused";
    this.fault = fault;
  }
}

/** How far the host's clock may be from ours. */
export const CLOCK_TOLERANCE_MS = MINUTE_MS;
const LONGEST_LIFE_MS = MINUTE_MS;
/** After so long, whatever the host's clock says, no token that exists now is taken. */
export const LONGEST_USE_MS = LONGEST_LIFE_MS + 2 * CLOCK_TOLERANCE_MS;

/** Resolves to what a token says. Rejects with TokenRefused. */
export type ReadToken = (token: string) => Promise<HandoverClaims>;

/**
 * Reads the tokens with which a host vouches for its visitors: JWT (RFC 7519), HS256 and nothing else, checked as
 * RFC 8725 asks (pinned algorithm 3.1, issuer and audience 3.8 and 3.9), good for a minute and then for the minute
 * by which clocks may differ. Whether a token was used before is for the caller.
 */
export function createTokenReader({ secrets, issuer, audience }: HandoverConfig, clock: Clock): ReadToken {
  const keys = secrets.map((secret) => new TextEncoder().encode(secret));
  const expected = { algorithms: ["HS256"], issuer, audience };
  const clockTolerance = CLOCK_TOLERANCE_MS / SECOND_MS;

  async function verify(token: string): Promise<JWTPayload> {
    let refusal: unknown;
    for (const key of keys) {
      try {
        const options = { ...expected, clockTolerance, currentDate: new Date(clock()) };
        return (await jwtVerify(token, key, options)).payload;
      } catch (error) {
        refusal = error;
        // Signed, perhaps, with the secret from before.
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
      }
    }
    throw new TokenRefused(faultOf(refusal), refusal);
  }

  return async function readToken(token) {
    const parsed = handoverClaims.safeParse(await verify(token));
    if (!parsed.success) throw new TokenRefused("claims", parsed.error);
    const { issuedAt, expiresAt, authenticatedAt } = parsed.data;
    const latest = clock() + CLOCK_TOLERANCE_MS;
    if (issuedAt > latest || authenticatedAt > latest) throw new TokenRefused("future");
    if (expiresAt - issuedAt > LONGEST_LIFE_MS) throw new TokenRefused("lifetime");
    return parsed.data;
  };
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JOSEAlgNotAllowed) return "algorithm";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature";
  if (error instanceof errors.JWTExpired) return "expired";
  if (!(error instanceof errors.JWTClaimValidationFailed)) return "malformed";
  if (error.claim === "iss") return "issuer";
  if (error.claim === "aud") return "audience";
  return error.claim === "nbf" ? "future" : "claims";
}
