import type { AssetSource } from "../http/assets.ts";
import { type Policy, SHORT_HASH } from "./policy.ts";
import { createSignalsScript } from "./signals-script.ts";

const FILE = new RegExp(`^policy-([\\da-f]{${SHORT_HASH}})-([\\w-]{2,20})\\.json$`);

/** The text that the build leaves where the policy belongs, in whatever quotes the minifier likes. */
const PLACE = /(["'`])__SERENO_POLICY__\1/g;

/**
 * What the server makes of the built script and the policy: `sereno.js` with the little that every visitor needs
 * of the policy inside, and where the consent cookie holds when not on this host alone, `signals.js`, and the whole policy as one file a language, under a name that changes with it.
 * Throws when the script has no place for the policy, as no build of ours is.
 */
export function createPolicyAssets(script: string, policy: Policy, cookieDomain?: string): AssetSource[] {
  const places = script.match(PLACE)?.length ?? 0;
  if (places !== 1)
    throw new Error(`The built sereno.js has ${places} places for the policy instead of one.`);
  const literal = toLiteral({ ...policy.core, ...(cookieDomain !== undefined && { domain: cookieDomain }) });
  return [
    {
      path: "/sereno.js",
      type: "text/javascript",
      body: Buffer.from(script.replace(PLACE, () => literal)),
      immutable: false,
    },
    {
      path: "/signals.js",
      type: "text/javascript",
      body: Buffer.from(createSignalsScript(policy)),
      immutable: false,
    },
    ...policy.locales.map((locale) => ({
      path: policyAssetPath(policy.core.hash, locale),
      type: "application/json",
      body: Buffer.from(JSON.stringify(policy.describe(locale))),
      immutable: true,
    })),
  ];
}

/** Where the texts of a policy are, below the base path; `hash` is the short one. */
export function policyAssetPath(hash: string, locale: string): string {
  return `/assets/policy-${hash}-${locale}.json`;
}

/** What a file name of `policyAssetPath` stands for. */
export function parsePolicyAssetPath(file: string): { hash: string; locale: string } | undefined {
  const [, hash, locale] = FILE.exec(file) ?? [];
  return hash === undefined || locale === undefined ? undefined : { hash, locale };
}

/** JSON as a JavaScript expression that is inert in any script, inline ones too. */
function toLiteral(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
