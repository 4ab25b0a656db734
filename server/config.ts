import { z } from "zod";
import type { LogoutScope } from "./contract/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./clock.ts";
import { dialectOf } from "./database/dialect.ts";
import {
  handoverContradictions,
  handoverSecretSetting,
  hostPageSetting,
  toHandoverConfig,
} from "./host/handover-settings.ts";
import type { HandoverConfig } from "./host/handover-token.ts";
import {
  type HostKey,
  hostKeysSetting,
  toWebhookConfig,
  type WebhookConfig,
  webhookContradictions,
  webhookSecretSetting,
  webhookUrlSetting,
} from "./host/host-settings.ts";
import type { CookieConfig } from "./http/cookies.ts";
import { readProviders } from "./provider-settings.ts";
import type { ProviderConfig } from "./providers/provider.ts";

/** What the environment decides, read once at start. Durations are in milliseconds. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** Begins with `/` and does not end with one; `""` at the root. */
  readonly basePath: string;
  /** The site's own origin, `https://example.org`. */
  readonly origin: string;
  readonly trustedOrigins: readonly string[];
  /** Proxies in front of us that append to X-Forwarded-For. */
  readonly trustedProxyHops: number;
  /** Signs cursors, CSRF tokens and state cookies. */
  readonly secret: string;
  readonly demo: boolean;
  readonly session: SessionConfig;
  readonly cookie: CookieConfig;
  readonly logoutScope: Exclude<LogoutScope, "others">;
  /** 0: no Strict-Transport-Security, which would bind the whole host. */
  readonly hstsSeconds: number;
  /** JSON file with the site's consent policy; Sereno's own without one. */
  readonly policyFile: string | undefined;
  readonly retention: RetentionConfig;
  /** What a Prometheus server must send as bearer token; no metrics without one. */
  readonly metricsToken: string | undefined;
  /** Tokens in which the host vouches for its visitors. */
  readonly handover: HandoverConfig;
  /** Absolute. Where people whom the host vouches for confirm that it is them. */
  readonly handoverReauthUrl: string | undefined;
  /** Absolute. Where the host vouches for its visitor, for pages of our own. */
  readonly handoverIdentityUrl: string | undefined;
  /** Where else one may sign in. */
  readonly providers: readonly ProviderConfig[];
  /** Back ends that may call `/api/server`. */
  readonly hostKeys: readonly HostKey[];
  /** Where the host hears of sessions that were taken away; nowhere without one. */
  readonly webhook: WebhookConfig | undefined;
  readonly logDir: string;
  readonly logLevel: string;
}

export interface SessionConfig {
  readonly idleMs: number;
  readonly absoluteMs: number;
  readonly rememberMs: number;
  /** Sessions a subject may have at once; 0: no limit. */
  readonly limit: number;
  readonly limitPolicy: "end_oldest" | "refuse";
  /** How long an authentication counts as recent. */
  readonly reauthMs: number;
}

/** How long rows are kept, at least; they go within a day after. */
export interface RetentionConfig {
  /** After their end. */
  readonly sessionsMs: number;
  readonly loginAttemptsMs: number;
  readonly auditMs: number;
  readonly frontendEventsMs: number;
  /** After their end. */
  readonly consentMs: number;
}

/** Every wrong key of the environment, one line each. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

const integer = (least: number, most: number) =>
  z.string().regex(/^\d+$/, "must be a whole number").transform(Number).pipe(z.number().min(least).max(most));
const minutes = (least: number, most: number) => integer(least, most).transform((value) => value * MINUTE_MS);
const days = (least: number, most: number) => integer(least, most).transform((value) => value * DAY_MS);
const switchable = z
  .enum(["true", "false", "on", "off", "1", "0"])
  .transform((text) => /^(true|on|1)$/.test(text));
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);
const origin = z
  .url({ protocol: /^https?$/, error: "must be an origin such as https://example.org" })
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ""),
    "must be an origin without a path, such as https://example.org",
  )
  .transform((text) => new URL(text).origin);

/** Every key that the process reads, with its default and what it means; the README's table is tested against it. */
export const SETTINGS = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"])
    .default("development")
    .describe("`production` refuses a missing secret and demo settings"),
  HOST: z.string().min(1).default("127.0.0.1").describe("Address to listen on"),
  PORT: integer(0, 65_535).default(3000).describe("Port to listen on; 0 takes a free one"),
  DATABASE_URL: z
    .string()
    .default("sqlite:./data/sereno.db")
    .refine(isDatabaseUrl, "must be sqlite:<file> or postgres://…")
    .describe("`sqlite:<file>` or `postgres://…`"),
  SERENO_BASE_PATH: z
    .string()
    .regex(/^(\/[\w.~-]+)*\/?$/, "must be a path such as /sereno")
    .default("/sereno")
    .transform((path) => path.replace(/\/$/, ""))
    .describe("Path under which everything of Sereno lives"),
  SERENO_ORIGIN: origin.optional().describe("The site's own origin; `http://localhost:PORT` when not set"),
  SERENO_TRUSTED_ORIGINS: list
    .pipe(z.array(origin))
    .default([])
    .describe("Other origins that may call the API with credentials, comma-separated"),
  SERENO_TRUSTED_PROXY_HOPS: integer(0, 10)
    .default(0)
    .describe("Proxies in front of Sereno that append to X-Forwarded-For"),
  SERENO_SECRET: z
    .string()
    .min(32, "must have at least 32 characters")
    .describe("Signs cursors, CSRF tokens and state cookies; required in production, generated otherwise"),
  SERENO_DEMO: switchable
    .optional()
    .describe(
      "Turns the demo site off, or insists on it; by itself it is on only on loopback outside production",
    ),
  SERENO_SESSION_IDLE_MINUTES: minutes(1, 43_200)
    .default(120 * MINUTE_MS)
    .describe("Minutes without activity after which a session ends"),
  SERENO_SESSION_ABSOLUTE_HOURS: integer(1, 8_760)
    .transform((hours) => hours * HOUR_MS)
    .default(12 * HOUR_MS)
    .describe("Hours after which a session ends whatever happens"),
  SERENO_REMEMBER_DAYS: days(1, 365)
    .default(30 * DAY_MS)
    .describe("Days that a sign-in with “remember me” lasts"),
  SERENO_SESSION_LIMIT: integer(0, 1_000)
    .default(0)
    .describe("Sessions a person may have at once; 0 means no limit"),
  SERENO_SESSION_LIMIT_POLICY: z
    .enum(["end_oldest", "refuse"])
    .default("end_oldest")
    .describe("What a sign-in over the limit does"),
  SERENO_REAUTH_MINUTES: minutes(1, 1_440)
    .default(15 * MINUTE_MS)
    .describe("Minutes for which an authentication counts as recent"),
  SERENO_COOKIE_NAME: z
    .string()
    .regex(/^[\w.-]+$/, "must hold letters, digits, - _ . only")
    .default("sereno_sid")
    .describe("Name of the session cookie, without the `__Host-` or `__Secure-` that https adds"),
  SERENO_COOKIE_DOMAIN: z
    .string()
    .regex(/^\.?[a-z\d-]+(\.[a-z\d-]+)+$/i, "must be a domain such as example.org")
    .optional()
    .describe("Shares the cookies among the sub-domains of a domain"),
  SERENO_COOKIE_SAMESITE: z
    .enum(["lax", "strict", "none"])
    .default("lax")
    .describe("SameSite of the session cookie; `none` needs https"),
  SERENO_LOGOUT_SCOPE: z
    .enum(["current", "all"])
    .default("current")
    .describe("What a logout ends when it does not say: this session, or all of the person's"),
  SERENO_HSTS_SECONDS: integer(0, 63_072_000)
    .default(0)
    .describe("Strict-Transport-Security, which binds the whole host; 0 leaves it to the host"),
  SERENO_POLICY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("Consent policy of the site, a JSON file; without it Sereno declares what it stores itself"),
  SERENO_RETENTION_SESSIONS_DAYS: days(1, 36_500)
    .default(180 * DAY_MS)
    .describe("Days that a session is kept after its end"),
  SERENO_RETENTION_LOGIN_ATTEMPTS_DAYS: days(1, 36_500)
    .default(90 * DAY_MS)
    .describe("Days that attempts to sign in are kept"),
  SERENO_RETENTION_AUDIT_DAYS: days(1, 36_500)
    .default(730 * DAY_MS)
    .describe("Days that the audit log is kept"),
  SERENO_RETENTION_FRONTEND_EVENTS_DAYS: days(1, 36_500)
    .default(30 * DAY_MS)
    .describe("Days that what pages report is kept"),
  SERENO_RETENTION_CONSENT_DAYS: days(1, 36_500)
    .default(1_095 * DAY_MS)
    .describe("Days that a decision about cookies is kept after its 180 days have ended"),
  SERENO_METRICS_TOKEN: z
    .string()
    .min(16, "must have at least 16 characters")
    .optional()
    .describe("Bearer token that opens `/metrics` to Prometheus; without it nothing is there"),
  SERENO_HANDOVER_SECRET: handoverSecretSetting
    .optional()
    .describe("Secret of at least 32 bytes, with which the host signs the tokens of its visitors (HS256)"),
  SERENO_HANDOVER_SECRET_PREVIOUS: handoverSecretSetting
    .optional()
    .describe("The secret before, which still holds while the host changes to the new one"),
  SERENO_HANDOVER_ISSUER: z
    .string()
    .min(1)
    .optional()
    .describe("What the tokens say in `iss`; required with a secret"),
  SERENO_HANDOVER_AUDIENCE: z.string().min(1).default("sereno").describe("What the tokens say in `aud`"),
  SERENO_HANDOVER_REAUTH_URL: hostPageSetting
    .optional()
    .describe("Page of the host that asks for the password again and then returns to `next`"),
  SERENO_HANDOVER_IDENTITY_URL: hostPageSetting
    .optional()
    .describe("What the host's pages say in `data-identity-url`, for Sereno's own pages"),
  SERENO_HOST_KEYS: hostKeysSetting
    .default([])
    .describe("`name:key` pairs of back ends that may call `/api/server/…`, comma-separated"),
  SERENO_WEBHOOK_URL: webhookUrlSetting
    .optional()
    .describe("Address of the host that is told of sessions that were taken away"),
  SERENO_WEBHOOK_SECRET: webhookSecretSetting
    .optional()
    .describe("`whsec_…` that signs what is sent there (Standard Webhooks)"),
  SERENO_WEBHOOK_SECRET_PREVIOUS: webhookSecretSetting
    .optional()
    .describe("The secret before, which signs too while the host changes to the new one"),
  SERENO_LOG_DIR: z.string().min(1).default("logs").describe("Folder of sessions.log"),
  SERENO_LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .optional()
    .describe("Least level of the log on standard output; `info` in production, `warn` otherwise"),
});

type Settings = z.output<typeof SETTINGS>;

/** Environment → frozen Config. Throws one ConfigError that names every wrong key. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = SETTINGS.safeParse(given);
  const { providers, problems: problemsOfProviders } = readProviders(given);
  const problems = [
    ...(parsed.success ? [] : describeIssues(parsed.error.issues, given)),
    ...contradictions(parsed.data ?? withoutWrongKeys(given, parsed.error.issues)),
    ...problemsOfProviders,
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return deepFreeze({ ...toConfig(parsed.data), providers });
}

/** The settings with their defaults where a key is wrong, to find what contradicts each other beside that. */
function withoutWrongKeys(given: Record<string, unknown>, issues: readonly z.core.$ZodIssue[]): Settings {
  const wrong = new Set(issues.map(({ path }) => String(path[0])));
  const right = Object.entries(given).filter(([key]) => !wrong.has(key));
  return SETTINGS.partial({ SERENO_SECRET: true }).parse(Object.fromEntries(right)) as Settings;
}

function toConfig(settings: Settings): Omit<Config, "providers"> {
  const production = settings.NODE_ENV === "production";
  const siteOrigin = settings.SERENO_ORIGIN ?? `http://localhost:${settings.PORT}`;
  return {
    production,
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    basePath: settings.SERENO_BASE_PATH,
    origin: siteOrigin,
    trustedOrigins: settings.SERENO_TRUSTED_ORIGINS,
    trustedProxyHops: settings.SERENO_TRUSTED_PROXY_HOPS,
    secret: settings.SERENO_SECRET,
    demo: settings.SERENO_DEMO !== false && isPrivate(settings),
    session: {
      idleMs: settings.SERENO_SESSION_IDLE_MINUTES,
      absoluteMs: settings.SERENO_SESSION_ABSOLUTE_HOURS,
      rememberMs: settings.SERENO_REMEMBER_DAYS,
      limit: settings.SERENO_SESSION_LIMIT,
      limitPolicy: settings.SERENO_SESSION_LIMIT_POLICY,
      reauthMs: settings.SERENO_REAUTH_MINUTES,
    },
    cookie: cookieConfig(settings, siteOrigin),
    logoutScope: settings.SERENO_LOGOUT_SCOPE,
    hstsSeconds: settings.SERENO_HSTS_SECONDS,
    policyFile: settings.SERENO_POLICY_FILE,
    retention: {
      sessionsMs: settings.SERENO_RETENTION_SESSIONS_DAYS,
      loginAttemptsMs: settings.SERENO_RETENTION_LOGIN_ATTEMPTS_DAYS,
      auditMs: settings.SERENO_RETENTION_AUDIT_DAYS,
      frontendEventsMs: settings.SERENO_RETENTION_FRONTEND_EVENTS_DAYS,
      consentMs: settings.SERENO_RETENTION_CONSENT_DAYS,
    },
    metricsToken: settings.SERENO_METRICS_TOKEN,
    handover: toHandoverConfig(settings),
    handoverReauthUrl: onSite(settings.SERENO_HANDOVER_REAUTH_URL, siteOrigin),
    handoverIdentityUrl: onSite(settings.SERENO_HANDOVER_IDENTITY_URL, siteOrigin),
    hostKeys: settings.SERENO_HOST_KEYS,
    webhook: toWebhookConfig(settings),
    logDir: settings.SERENO_LOG_DIR,
    logLevel: settings.SERENO_LOG_LEVEL ?? (production ? "info" : "warn"),
  };
}

function onSite(address: string | undefined, siteOrigin: string): string | undefined {
  return address && new URL(address, siteOrigin).href;
}

/** Name prefixes: draft-ietf-httpbis-rfc6265bis, 4.1.3. */
function cookieConfig(settings: Settings, siteOrigin: string): CookieConfig {
  const secure = siteOrigin.startsWith("https:");
  const domain = settings.SERENO_COOKIE_DOMAIN;
  const prefix = !secure ? "" : domain === undefined ? "__Host-" : "__Secure-";
  return {
    name: prefix + settings.SERENO_COOKIE_NAME,
    domain,
    sameSite: settings.SERENO_COOKIE_SAMESITE,
    secure,
  };
}

function contradictions(settings: Settings): string[] {
  const problems: string[] = [];
  if (settings.SERENO_DEMO === true && !isPrivate(settings)) {
    problems.push("SERENO_DEMO: the demo has known passwords and runs on loopback outside production only");
  }
  if (settings.SERENO_COOKIE_SAMESITE === "none" && !settings.SERENO_ORIGIN?.startsWith("https:")) {
    problems.push("SERENO_COOKIE_SAMESITE: none needs an https SERENO_ORIGIN");
  }
  return [...problems, ...handoverContradictions(settings), ...webhookContradictions(settings)];
}

/** Whether only people at this machine can reach the server. */
function isPrivate(settings: Settings): boolean {
  const hostname =
    settings.SERENO_ORIGIN === undefined ? "localhost" : new URL(settings.SERENO_ORIGIN).hostname;
  return settings.NODE_ENV !== "production" && LOOPBACK.test(settings.HOST) && LOOPBACK.test(hostname);
}

function isDatabaseUrl(url: string): boolean {
  try {
    return Boolean(dialectOf(url));
  } catch {
    return false;
  }
}

/** One line a key: its first trouble. */
function describeIssues(issues: readonly z.core.$ZodIssue[], given: Record<string, unknown>): string[] {
  const byKey = new Map<string, string>();
  for (const { path, message } of issues) {
    const key = String(path[0]);
    if (!byKey.has(key)) byKey.set(key, `${key}: ${key in given ? message : "is required"}`);
  }
  return [...byKey.values()];
}

function deepFreeze<T extends object>(value: T): T {
  for (const item of Object.values(value)) {
    if (typeof item === "object" && item !== null) deepFreeze(item);
  }
  return Object.freeze(value);
}
