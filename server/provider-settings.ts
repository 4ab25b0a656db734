import { z } from "zod";
import type { ProviderConfig } from "./providers/provider.ts";

const PREFIX = "SERENO_OIDC_";
const KEY = /^SERENO_OIDC_(?:(.+)_)?(ISSUER|CLIENT_ID|CLIENT_SECRET)$/;
const NAME = /^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/;
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Who needs no `ISSUER`, and how people write them. */
const KNOWN: Partial<Record<string, { label: string; issuer: string }>> = {
  google: { label: "Google", issuer: "https://accounts.google.com" },
  github: { label: "GitHub", issuer: "https://github.com" },
};

/** What stands behind `SERENO_OIDC_<NAME>_`; the README's table is tested against it. */
export const PROVIDER_SETTINGS = z.object({
  ISSUER: z
    .string()
    .refine(isIssuer, "must be the https address that the provider calls its issuer")
    .optional()
    .describe(
      "Issuer of a provider of sign-in, `https://id.example.org`; not needed for `GOOGLE` and `GITHUB`",
    ),
  CLIENT_ID: z.string().min(1).describe("What the provider calls this site"),
  CLIENT_SECRET: z.string().min(1).describe("What this site shows the provider for itself"),
});

type Key = keyof typeof PROVIDER_SETTINGS.shape;
type Given = Map<string, Partial<Record<Key, string>>>;

/** The providers that the environment names, in the order of their names, and one line for each wrong key. */
export function readProviders(environment: Readonly<Record<string, unknown>>): {
  providers: ProviderConfig[];
  problems: string[];
} {
  const given: Given = new Map();
  const problems: string[] = [];
  for (const [key, value] of Object.entries(environment)) {
    if (!key.startsWith(PREFIX)) continue;
    const [, name, setting] = KEY.exec(key) ?? [];
    if (name === undefined || !NAME.test(name)) problems.push(`${key}: ${howToName(setting)}`);
    else given.set(name, { ...given.get(name), [setting as Key]: String(value) });
  }
  const providers = [...given]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map((entry) => toProvider(entry, problems));
  return { providers: providers.filter((provider) => provider !== undefined), problems };
}

function howToName(setting: string | undefined): string {
  if (setting !== undefined) return `must name the provider in capitals, as in ${PREFIX}GOOGLE_${setting}`;
  return `is no setting; a provider has ${Object.keys(PROVIDER_SETTINGS.shape)
    .map((key) => `${PREFIX}<NAME>_${key}`)
    .join(", ")}`;
}

function toProvider(
  [key, given]: [string, Partial<Record<Key, string>>],
  problems: string[],
): ProviderConfig | undefined {
  const name = key.toLowerCase();
  const parsed = PROVIDER_SETTINGS.safeParse(given);
  const missing = given.ISSUER === undefined && KNOWN[name] === undefined ? ["ISSUER"] : [];
  for (const setting of missing) problems.push(`${PREFIX}${key}_${setting}: is required`);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const setting = String(path[0]) as Key;
    problems.push(`${PREFIX}${key}_${setting}: ${setting in given ? message : "is required"}`);
  }
  const issuer = given.ISSUER ?? KNOWN[name]?.issuer;
  if (!parsed.success || issuer === undefined) return undefined;
  return {
    name,
    label: KNOWN[name]?.label ?? labelOf(name),
    kind: name === "github" ? "github" : "oidc",
    issuer,
    clientId: parsed.data.CLIENT_ID,
    clientSecret: parsed.data.CLIENT_SECRET,
  };
}

/** `town_hall` → `Town Hall`. */
function labelOf(name: string): string {
  return name.replaceAll(
    /(^|_)(\w)/g,
    (_, gap: string, letter: string) => (gap && " ") + letter.toUpperCase(),
  );
}

/** Tokens travel there: encrypted, or not at all beyond this machine (OpenID Connect Discovery 1.0, 4.3). */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  if (search !== "" || hash !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}
