import { createHash } from "node:crypto";
import { z } from "zod";

/** Who may call the server API. The key itself is forgotten once it has been read. */
export interface HostKey {
  /** Stands in the audit log. */
  readonly name: string;
  /** SHA-256 of the key, hex. */
  readonly hash: string;
}

/** Where a host hears of sessions that were taken away. */
export interface WebhookConfig {
  readonly url: string;
  /** `whsec_…`; the newest first. */
  readonly secrets: readonly string[];
}

/** `name:key`, the key as it fits into a header (RFC 6750, 2.1). */
const PAIR = /^([\w.-]{1,64}):([\w.~+/-]{32,512}=*)$/;
const SECRET = /^whsec_([A-Za-z\d+/]+={0,2})$/;
/** Bounds of a secret's bytes (Standard Webhooks, “Signature scheme”). */
const [LEAST_SECRET, MOST_SECRET] = [24, 64];

/** `name:key` pairs, comma-separated; two pairs of one name while its key is being changed. */
export const hostKeysSetting = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((pair) => pair.trim())
      .filter(Boolean),
  )
  .refine(
    (pairs) => pairs.every((pair) => PAIR.test(pair)),
    "must be name:key pairs, comma-separated, with keys of at least 32 letters, digits and - . _ ~ + /",
  )
  .transform((pairs) => pairs.map(toHostKey))
  .refine(
    (keys) => new Set(keys.map(({ hash }) => hash)).size === keys.length,
    "must not give the same key twice: the audit log names who came by it",
  );

export const webhookUrlSetting = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://example.org/webhooks/sereno" })
  .refine(
    (text) => !URL.canParse(text) || (new URL(text).username === "" && new URL(text).password === ""),
    "must hold no username or password: deliveries are signed",
  );

export const webhookSecretSetting = z
  .string()
  .refine(isSecret, "must be whsec_ and then 24 to 64 random bytes in base64");

/** SHA-256, hex. A key is random, so no salt or stretching is needed. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

interface WebhookSettings {
  SERENO_WEBHOOK_URL?: string | undefined;
  SERENO_WEBHOOK_SECRET?: string | undefined;
  SERENO_WEBHOOK_SECRET_PREVIOUS?: string | undefined;
}

export function toWebhookConfig(settings: WebhookSettings): WebhookConfig | undefined {
  const { SERENO_WEBHOOK_URL: url, SERENO_WEBHOOK_SECRET: secret } = settings;
  if (url === undefined || secret === undefined) return undefined;
  const previous = settings.SERENO_WEBHOOK_SECRET_PREVIOUS;
  return { url, secrets: previous === undefined ? [secret] : [secret, previous] };
}

/** What of the webhook's settings is missing beside the others; one line each. */
export function webhookContradictions(settings: WebhookSettings): string[] {
  const { SERENO_WEBHOOK_URL: url, SERENO_WEBHOOK_SECRET: secret } = settings;
  const problems: string[] = [];
  if (url !== undefined && secret === undefined) {
    problems.push("SERENO_WEBHOOK_SECRET: is required with SERENO_WEBHOOK_URL");
  }
  if (url === undefined && secret !== undefined) {
    problems.push("SERENO_WEBHOOK_URL: is required with SERENO_WEBHOOK_SECRET");
  }
  if (settings.SERENO_WEBHOOK_SECRET_PREVIOUS !== undefined && secret === undefined) {
    problems.push("SERENO_WEBHOOK_SECRET_PREVIOUS: signs beside a SERENO_WEBHOOK_SECRET only");
  }
  return problems;
}

function toHostKey(pair: string): HostKey {
  const colon = pair.indexOf(":");
  return { name: pair.slice(0, colon), hash: hashKey(pair.slice(colon + 1)) };
}

function isSecret(text: string): boolean {
  const bytes = Buffer.from(SECRET.exec(text)?.[1] ?? "", "base64").length;
  return bytes >= LEAST_SECRET && bytes <= MOST_SECRET;
}
