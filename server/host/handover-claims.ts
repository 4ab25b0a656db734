import { z } from "zod";
import { SECOND_MS } from "../clock.ts";

/** What a host says of its signed-in visitor. Times are epoch ms. */
export interface HandoverClaims {
  /** The host's name for the person, which never changes. */
  readonly subject: string;
  /** A random alias of the host's own session, never its key. */
  readonly sid: string;
  /** Names the token, which is good once. */
  readonly jti: string;
  /** When the person signed in to the host, or confirmed there that it is them. */
  readonly authenticatedAt: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly string[];
}

/** NumericDate: seconds, with or without a fraction (RFC 7519, 2). */
const numericDate = z
  .number()
  .min(0)
  .max(8_640_000_000_000)
  .transform((seconds) => Math.floor(seconds * SECOND_MS));
/** Control characters have no place in a name, and PostgreSQL takes no NUL. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u);
/** What a template writes for nothing. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());

/** The claims of a token whose signature, issuer and audience are right. Others are let be. */
export const handoverClaims = z
  .object({
    sub: text(255),
    sid: text(255),
    jti: text(255),
    auth_time: numericDate,
    iat: numericDate,
    exp: numericDate,
    name: optional(text(200)),
    email: optional(text(320)),
    roles: optional(z.array(text(64)).max(50)),
  })
  .transform((claims): HandoverClaims => ({
    subject: claims.sub,
    sid: claims.sid,
    jti: claims.jti,
    authenticatedAt: claims.auth_time,
    issuedAt: claims.iat,
    expiresAt: claims.exp,
    name: claims.name ?? claims.sub,
    email: claims.email ?? null,
    // The host decides: what it does not name is taken away.
    roles: [...new Set(claims.roles ?? [])],
  }));
