import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { HandoverAnswer } from "../../server/contract/index.ts";
import type { Answer, TestClient } from "./client.ts";

/** A secret that this host shares with the server. */
export const HANDOVER_SECRET = "a secret that host and server share";

/** Settings of a server that takes the tokens of `signToken`. */
export const HANDOVER_ENV = {
  SERENO_HANDOVER_SECRET: HANDOVER_SECRET,
  SERENO_HANDOVER_ISSUER: "https://host.example",
};

export interface TokenOptions {
  /** Claims beside or in place of the usual ones; undefined leaves one out. */
  claims?: Record<string, unknown>;
  secret?: string;
  alg?: string;
  /** When the host makes it, epoch ms. */
  now: number;
}

/** A token as a host makes it for ana, who signed in there a minute ago. */
export function signToken({
  claims,
  secret = HANDOVER_SECRET,
  alg = "HS256",
  now,
}: TokenOptions): Promise<string> {
  const iat = Math.floor(now / 1_000);
  const usual = {
    iss: "https://host.example",
    aud: "sereno",
    sub: "ana",
    sid: "alias-1",
    auth_time: iat - 60,
    iat,
    exp: iat + 60,
    jti: randomUUID(),
    name: "Ana Ruiz",
  };
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg, typ: "JWT" })
    .sign(new TextEncoder().encode(secret));
}

export function handOver(client: TestClient, token: string): Promise<Answer<HandoverAnswer>> {
  return client.post<HandoverAnswer>("/api/auth/handover", { token });
}
