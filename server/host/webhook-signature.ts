import { createHmac } from "node:crypto";

interface SignedParts {
  id: string;
  /** Seconds since 1970. */
  timestamp: number;
  body: string;
}

const PREFIX = "whsec_";

/**
 * The `webhook-signature` header (Standard Webhooks, “Signature scheme”): one signature a secret, so that a receiver
 * that knows either of them is content while they are changed.
 */
export function signWebhook(secrets: readonly string[], { id, timestamp, body }: SignedParts): string {
  const content = `${id}.${timestamp}.${body}`;
  return secrets.map((secret) => `v1,${sign(secret, content)}`).join(" ");
}

function sign(secret: string, content: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  return createHmac("sha256", key).update(content).digest("base64");
}
