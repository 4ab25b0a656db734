import { z } from "zod";
import type { HandoverConfig } from "./handover-token.ts";

/** The settings of this feature, as `SETTINGS` has read them. */
interface HandoverSettings {
  SERENO_HANDOVER_SECRET?: string | undefined;
  SERENO_HANDOVER_SECRET_PREVIOUS?: string | undefined;
  SERENO_HANDOVER_ISSUER?: string | undefined;
  SERENO_HANDOVER_AUDIENCE: string;
}

/** As long as the hash, as RFC 7518, 3.2, asks. */
const SECRET_BYTES = 32;

export const handoverSecretSetting = z
  .string()
  .refine((secret) => Buffer.byteLength(secret) >= SECRET_BYTES, `must have at least ${SECRET_BYTES} bytes`);

/** A page of the host: a path of the site's own origin, or a whole address. */
export const hostPageSetting = z
  .string()
  .refine(
    isPageAddress,
    "must be a path such as /confirm, or an address such as https://example.org/confirm",
  );

/** Whose tokens are taken. Without a secret there are none that hold. */
export function toHandoverConfig(settings: HandoverSettings): HandoverConfig {
  const { SERENO_HANDOVER_SECRET: secret, SERENO_HANDOVER_SECRET_PREVIOUS: previous } = settings;
  return {
    secrets: [secret, previous].filter((one) => one !== undefined),
    issuer: settings.SERENO_HANDOVER_ISSUER ?? "",
    audience: settings.SERENO_HANDOVER_AUDIENCE,
  };
}

export function handoverContradictions(settings: HandoverSettings): string[] {
  const problems: string[] = [];
  if (settings.SERENO_HANDOVER_SECRET !== undefined && settings.SERENO_HANDOVER_ISSUER === undefined) {
    problems.push("SERENO_HANDOVER_ISSUER: is required with SERENO_HANDOVER_SECRET");
  }
  if (
    settings.SERENO_HANDOVER_SECRET === undefined &&
    settings.SERENO_HANDOVER_SECRET_PREVIOUS !== undefined
  ) {
    problems.push(
      "SERENO_HANDOVER_SECRET_PREVIOUS: is the one before SERENO_HANDOVER_SECRET, which is missing",
    );
  }
  return problems;
}

function isPageAddress(text: string): boolean {
  if (!URL.canParse(text, "https://same.invalid")) return false;
  const { protocol, host } = new URL(text, "https://same.invalid");
  return text.startsWith("/") ? host === "same.invalid" : /^https?:$/.test(protocol) && URL.canParse(text);
}
