import Router from "@koa/router";
import Koa, { type Context, type Middleware } from "koa";
import compose from "koa-compose";
import type { Logger } from "pino";
import { createJournal } from "./audit/create-journal.ts";
import { createAuditRoutes } from "./audit/audit.routes.ts";
import { createAuthPages } from "./accounts/auth.pages.ts";
import { createAuthRoutes } from "./accounts/auth.routes.ts";
import { createPeopleRoutes } from "./accounts/people.routes.ts";
import { createPeopleService } from "./accounts/people.service.ts";
import type { PasswordHasher } from "./accounts/password-hasher.ts";
import { type Clock, HOUR_MS, MINUTE_MS, SECOND_MS } from "./clock.ts";
import type { Config } from "./config.ts";
import { completePolicy } from "./consent/complete-policy.ts";
import { createConsentAdminRoutes } from "./consent/consent-admin.routes.ts";
import { createConsolePages } from "./console/console.pages.ts";
import { createConsentPages } from "./consent/consent.pages.ts";
import { createConsentRoutes } from "./consent/consent.routes.ts";
import { type ConsentService, createConsentService } from "./consent/consent.service.ts";
import { createConsentStore } from "./consent/consent.store.ts";
import { createDecisionLists } from "./consent/decision-lists.service.ts";
import { createDecisionListStore } from "./consent/decision-lists.store.ts";
import { createDefaultPolicy } from "./consent/default-policy.ts";
import { hasConsent } from "./consent/consent-cookie.ts";
import { allows } from "./consent/grants.ts";
import { createPolicy, findDeclared } from "./consent/policy.ts";
import { createPolicyAssets } from "./consent/policy-assets.ts";
import type { PolicyDocument } from "./consent/policy.schema.ts";
import {
  CSRF_COOKIE,
  DEVICE_COOKIE,
  type GrantId,
  type PolicyResource,
  type UserResource,
} from "./contract/index.ts";
import type { Database } from "./database/connect.ts";
import { isUnavailable } from "./database/dialect.ts";
import { isMigrated } from "./database/migrate.ts";
import { createDebugRoutes, isDebugPath } from "./debug/debug.routes.ts";
import { type CookieLookup, looksLikeSession } from "./debug/received-cookies.ts";
import { createRevealRecord } from "./debug/reveal-record.ts";
import { createRequestStatistics } from "./debug/request-statistics.ts";
import { createSessionDebugger } from "./debug/session-debug.ts";
import { prepareAsset, serveAssets } from "./http/assets.ts";
import { readBody } from "./http/body.ts";
import { clientAddress } from "./http/client-address.ts";
import { cors } from "./http/cors.ts";
import { crossSiteProtection } from "./http/cross-site-protection.ts";
import { createHealthRoutes } from "./http/health.routes.ts";
import { onError } from "./http/on-error.ts";
import { PAGES_STYLESHEET } from "./http/pages-stylesheet.ts";
import { Problem } from "./http/problem.ts";
import { refuseNul } from "./http/refuse-nul.ts";
import { requestId } from "./http/request-id.ts";
import { securityHeaders } from "./http/security-headers.ts";
import type { WidgetFiles } from "./http/widget-files.ts";
import { createMetricsRoutes } from "./metrics/metrics.routes.ts";
import { createMetricsService } from "./metrics/metrics.service.ts";
import { createMetricsStore } from "./metrics/metrics.store.ts";
import { createFrontendLog } from "./frontend-log/create-frontend-log.ts";
import { FRONTEND_LOG_PATH } from "./frontend-log/frontend-log.routes.ts";
import type { SessionLog } from "./frontend-log/session-log.ts";
import { createOpenApiRoutes } from "./openapi/openapi.routes.ts";
import { OPERATIONS } from "./operations.ts";
import { createPrometheus, type Prometheus } from "./prometheus/prometheus.ts";
import { createPrometheusRoutes } from "./prometheus/prometheus.routes.ts";
import { createServices } from "./services.ts";
import { createAdminSessionRoutes } from "./sessions/admin-sessions.routes.ts";
import { createAnalyticsConsent } from "./sessions/analytics-consent.ts";
import { createDeviceCookie } from "./sessions/device-cookie.ts";
import { countActivity } from "./sessions/count-activity.ts";
import { createEventRoutes } from "./sessions/events.routes.ts";
import { createEventStreams } from "./sessions/event-streams.ts";
import {
  findSession,
  getSession,
  getUser,
  hideFromOthers,
  requireRecentAuthentication,
  requireSuperuser,
} from "./sessions/guards.ts";
import { createSessionAccess } from "./sessions/session-access.ts";
import { readBearerToken, sessionCarrier } from "./sessions/session-carrier.ts";
import { presentOwnSession } from "./sessions/sessions.present.ts";
import { createSessionRoutes } from "./sessions/sessions.routes.ts";
import { readVersion } from "./package-root.ts";
import { redact } from "./redact.ts";
import { repeat } from "./repeat.ts";

export interface AppOptions {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
  hasher: PasswordHasher;
  sessionLog: SessionLog;
  widgets: WidgetFiles;
  /** The site's consent policy; one that declares what Sereno stores when absent. */
  policy?: PolicyDocument;
  /** A reason to refuse a sign-in whatever the password; undefined for none. */
  refuseSignIn?(ctx: Context): string | undefined;
}

export type App = Awaited<ReturnType<typeof createApp>>;

const FLUSH_MS = 3 * SECOND_MS;
const EVENTS_MS = SECOND_MS;
const SWEEP_MS = 10 * SECOND_MS;
const SETTLE_MS = 5 * MINUTE_MS;
const CLEAN_UP_MS = HOUR_MS;
const VERIFY_PATH = "/api/auth/verify";

/** Everything of Sereno below its base path, as Koa middleware in reading order. Listens to nothing and starts nothing. */
export async function createApp(options: AppOptions) {
  const { config, database, clock, logger, hasher, sessionLog, widgets, refuseSignIn } = options;
  const { basePath, secret, cookie } = config;
  const reportError = (error: unknown) => logger.error({ err: error }, "background work failed");
  const addressOf = (ctx: Context) => clientAddress(ctx.req, config.trustedProxyHops);
  const allowedOrigins = new Set([config.origin, ...config.trustedOrigins]);
  const version = await readVersion();
  const metrics = createMetricsService({ store: createMetricsStore(database), clock });
  const prometheus =
    config.metricsToken === undefined
      ? undefined
      : createPrometheus({ basePath, countActive: metrics.countActive, countStreams: () => streams.size });
  const journal = createJournal({ sessionLog: prometheus ? counting(sessionLog, prometheus) : sessionLog });
  const services = createServices({ config, database, clock, journal, hasher, onError: reportError });
  const { sessions, lists, bulkEnds, exports, signIns, accounts, people, audit, retention, tracker, events } =
    services;
  const streams = createEventStreams({
    events,
    clock,
    findById: sessions.findById,
    applyActivity: tracker.apply,
    onError: reportError,
  });
  const deviceCookie = createDeviceCookie({ cookie, secret });
  const access = createSessionAccess({
    sessions,
    endMatching: bulkEnds.endMatching,
    clock,
    secret,
    cookie,
    deviceCookie,
    rememberMs: config.session.rememberMs,
    clientAddress: addressOf,
  });
  const followConsent = createAnalyticsConsent({ sessions, beginAnonymous: access.beginAnonymous });
  const onAnswer = (ctx: Context, granted: readonly GrantId[]) =>
    followConsent(ctx, allows(granted, "analytics"));
  const findSubjectId = async (name: string) =>
    ((await accounts.findByUsername(name)) ?? (await accounts.findById(name)))?.id;
  const requireRecent = (ctx: Context) =>
    requireRecentAuthentication(sessions.isRecentlyAuthenticated, getSession(ctx));
  const callerOf = (ctx: Context) => ({
    ipAddress: addressOf(ctx),
    userAgent: ctx.get("User-Agent"),
    deviceId: deviceCookie.find(ctx),
    refusal: refuseSignIn?.(ctx),
  });

  const policy = createPolicy(sitePolicy(options));
  const store = createConsentStore(database);
  const consent = createConsentService({ database, store, policy, journal, clock });
  const statistics = createRequestStatistics({
    clock,
    findSessionId: (ctx) => findSession(ctx)?.id,
    isExcluded: (path) => isDebugPath(path.slice(basePath.length)),
  });
  const debug = createSessionDebugger({
    statistics,
    findConsent: consent.findAnswer,
    lookUpCookie: cookieLookup(policy.describe("en")),
    isSecretCookie: (name) =>
      [cookie.name, CSRF_COOKIE, DEVICE_COOKIE].includes(name) || looksLikeSession(name),
    redact,
    clock,
    server: { version, startedAt: clock(), database: database.dialect },
  });

  const frontendLog = createFrontendLog({
    database,
    journal,
    clock,
    redact,
    secret,
    streams,
    superuserOnly: requireSuperuser,
    findSubjectId,
    findSender: senderOf,
    addressOf,
  });

  const koa = new Koa();
  koa.on("error", (error: unknown) => {
    if (!isDisconnect(error)) logger.error({ err: error }, "response failed");
  });
  const routes = [
    createAuthRoutes({
      signIns,
      sessions: access,
      logoutScope: config.logoutScope,
      changePassword: accounts.changePassword,
      callerOf,
    }),
    createAuthPages({ signIns, sessions: access, logoutScope: config.logoutScope, basePath, callerOf }),
    createConsolePages({ basePath, findUser: (ctx) => findSession(ctx)?.user ?? undefined }),
    createSessionRoutes({
      sessions,
      lists,
      clock,
      secret,
      findAnalyticsConsent: (ctx) => {
        const answer = consent.findAnswer(ctx.get("Cookie"));
        return hasConsent(answer, "analytics") ? answer?.decidedAt : undefined;
      },
      followConsent,
      setSessionCookies: access.setSessionCookies,
    }),
    createAdminSessionRoutes({ sessions, lists, bulkEnds, exports, clock, secret, findSubjectId }),
    createPeopleRoutes({
      people: createPeopleService({ store: people, findSubjectId }),
      accounts,
      secret,
      superuserOnly: requireSuperuser,
      getUser,
      requireRecentAuthentication: requireRecent,
    }),
    createAuditRoutes({ audit, secret, superuserOnly: requireSuperuser, findSubjectId }),
    createEventRoutes({ streams, clock, secret }),
    ...frontendLog.routes,
    createConsentRoutes({ consent, addressOf, onAnswer }),
    createConsentAdminRoutes({
      decisions: createDecisionLists({
        database,
        store: createDecisionListStore(database),
        journal,
        clock,
      }),
      clock,
      secret,
      superuserOnly: requireSuperuser,
      getUser,
      requireRecent: (ctx) => requireRecentAuthentication(sessions.isRecentlyAuthenticated, getSession(ctx)),
    }),
    createConsentPages({ consent, clock, cookie, basePath, addressOf, onAnswer }),
    createDebugRoutes({
      debug,
      superuserOnly: hideFromOthers(sessions.findById),
      getSession: (ctx) => debuggedSession(ctx, clock()),
      clearSession: (ctx) => sessions.clear(getSession(ctx)),
      requireRecentAuthentication: requireRecent,
      recordReveal: createRevealRecord({ database, journal, clock }),
      statistics,
    }),
    createMetricsRoutes({ metrics, superuserOnly: requireSuperuser }),
    createOpenApiRoutes({ operations: OPERATIONS, version, basePath, cookieName: cookie.name }),
  ];

  const health = createHealthRoutes({ isReady: () => isMigrated(database) });
  const scraping = createPrometheusRoutes({ token: config.metricsToken, prometheus });
  koa.use(
    below(basePath, [
      ...(prometheus ? [prometheus.measure] : []),
      requestId(),
      statistics.middleware,
      securityHeaders(config),
      onError({ logger, isUnavailable }),
      ...(config.trustedOrigins.length > 0 ? [cors(new Set(config.trustedOrigins))] : []),
      at(["/healthz", "/readyz", "/metrics"], basePath, combine([health, scraping], basePath)),
      serveAssets(await prepareAssets(widgets, consent), basePath),
      readBody({ except: (path) => path === basePath + FRONTEND_LOG_PATH }),
      refuseNul(),
      sessionCarrier({
        app: koa,
        cookie,
        rememberMs: config.session.rememberMs,
        clock,
        authenticate: sessions.authenticate,
      }),
      crossSiteProtection({
        allowedOrigins,
        secret,
        findCookieSessionId: (ctx) => (isVisitorsBeacon(ctx, basePath) ? undefined : findSession(ctx)?.id),
        isBearer: (ctx) => readBearerToken(ctx) !== undefined,
        isHarmless: (path) => path === basePath + VERIFY_PATH,
        needsNoToken: (path) => isProtectedByOriginAlone(path.slice(basePath.length)),
      }),
      countActivity({
        record: sessions.recordActivity,
        clientAddress: addressOf,
        isPassive: (path) => isPassive(path.slice(basePath.length)),
      }),
      combine(routes, basePath),
    ]),
  );

  const stopping = new AbortController();
  let stopWork: (() => Promise<void>)[] = [];
  return {
    koa,
    services,
    streams,
    /** What is routed, as `GET /api/session`: the API's document must name all of it. */
    routes: [health, scraping, ...routes].flatMap(listRoutes),

    /** Who is signed in, for a site that lives in the same process. */
    async findUser(ctx: Context): Promise<UserResource | undefined> {
      const token = ctx.cookies.get(cookie.name);
      if (token === undefined) return undefined;
      const authentication = await sessions.authenticate(token);
      return authentication.status === "active" ? (authentication.session.user ?? undefined) : undefined;
    },

    /** Begins the work behind the requests. */
    async start(): Promise<void> {
      await consent.keepPolicy();
      prometheus?.start();
      await database.signals.start(reportError);
      stopWork = [
        repeat(FLUSH_MS, sessions.flushActivity, reportError),
        repeat(EVENTS_MS, frontendLog.follow, reportError),
        repeat(SWEEP_MS, sessions.sweep, reportError),
        repeat(SETTLE_MS, metrics.settle, reportError),
        repeat(CLEAN_UP_MS, () => retention.run({ actor: "system", signal: stopping.signal }), reportError),
      ];
    },

    /** Closes the streams and writes what is gathered. The database stays open. */
    async stop(): Promise<void> {
      stopping.abort();
      streams.close();
      await Promise.all(stopWork.map((stop) => stop()));
      await sessions.flushActivity();
    },
  };
}

function sitePolicy({ policy, config }: AppOptions): PolicyDocument {
  const own = createDefaultPolicy(config.cookie);
  return policy === undefined ? own : completePolicy(policy, own);
}

/** Who a report of the page comes from: the session says so, never the page. */
function senderOf(ctx: Context) {
  const session = findSession(ctx);
  return { sessionId: session?.id ?? null, subjectId: session?.user?.id ?? null };
}

/** The log, with every line counted. */
function counting(sessionLog: SessionLog, prometheus: Prometheus): Pick<SessionLog, "write"> {
  return {
    write(entry) {
      prometheus.count(entry);
      sessionLog.write(entry);
    },
  };
}

/** What the debug widget may know of the request's session. */
function debuggedSession(ctx: Context, now: number) {
  const session = getSession(ctx);
  const { data, pathHistory } = session;
  return { resource: presentOwnSession(session, now), user: getUser(ctx), data, pathHistory };
}

function cookieLookup(policy: PolicyResource): CookieLookup {
  return (name) => {
    const declared = findDeclared(policy, "cookie", name);
    if (declared === undefined) return undefined;
    const { category, item } = declared;
    const { httpOnly, revealable } = item;
    return {
      category,
      ...(httpOnly !== undefined && { httpOnly }),
      ...(revealable !== undefined && { revealable }),
    };
  };
}

/** Without a session there is no token yet, and reports and consent come from visitors (http-api.md, Cross-site protection). */
function isProtectedByOriginAlone(path: string): boolean {
  return (
    /^\/(login|logout|consent|consent\/receipt)$/.test(path) ||
    /^\/api\/(auth\/(login|token|handover)|frontend-log)$/.test(path) ||
    path.startsWith("/api/consent/decisions/")
  );
}

/** The page view of who is not signed in comes as a beacon, which carries no token: its origin must do. */
function isVisitorsBeacon(ctx: Context, basePath: string): boolean {
  return ctx.path === `${basePath}/api/session/page-view` && findSession(ctx)?.kind === "anonymous";
}

/** What a page or a client asks or reports by itself keeps nobody's session alive. */
function isPassive(path: string): boolean {
  return path === VERIFY_PATH || path === FRONTEND_LOG_PATH;
}

/** The client has left while we were answering, as every closed tab with an open stream does. */
function isDisconnect(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return /^(ERR_STREAM_PREMATURE_CLOSE|ECONNRESET|EPIPE|HPE_INVALID_EOF_STATE)$/.test(String(code));
}

/** Runs `chain` for what lies below the base path; the rest is left to a host in the same process. */
function below(basePath: string, chain: Middleware[]): Middleware {
  const prefix = `${basePath}/`;
  const composed = compose(chain);
  return function serveBelow(ctx, next) {
    return ctx.path.startsWith(prefix) ? composed(ctx, () => Promise.resolve()) : next();
  };
}

/** Runs `middleware` for these paths alone: no other request pays for matching its routes. */
function at(paths: string[], basePath: string, middleware: Middleware): Middleware {
  const served = new Set(paths.map((path) => basePath + path));
  return function serveAt(ctx, next) {
    return served.has(ctx.path) ? middleware(ctx, next) : next();
  };
}

/** One router from those of the features; a known path with another method answers 405. */
function combine(routers: Router[], basePath: string): Middleware {
  const root = new Router({ prefix: basePath });
  for (const router of routers) root.use(router.routes());
  const methodNotAllowed = () => new Problem("method_not_allowed", "This address does not take that method.");
  const refuseMethods = root.allowedMethods({
    throw: true,
    methodNotAllowed,
    notImplemented: methodNotAllowed,
  });
  // The router's context type is wider than Koa's; at run time it is the same object.
  return compose([root.routes(), refuseMethods] as unknown as Middleware[]);
}

function listRoutes({ stack }: Router): string[] {
  return stack.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`));
}

async function prepareAssets({ entry, chunks }: WidgetFiles, { policy }: ConsentService) {
  const stylesheet = {
    path: "/pages.css",
    type: "text/css",
    body: Buffer.from(PAGES_STYLESHEET),
    immutable: false,
  };
  return Promise.all([stylesheet, ...createPolicyAssets(entry, policy), ...chunks].map(prepareAsset));
}
