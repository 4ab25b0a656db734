import Koa, { type Context } from "koa";
import type { Logger } from "pino";
import { createAuthPages } from "./accounts/auth.pages.ts";
import { createAuthRoutes } from "./accounts/auth.routes.ts";
import type { PasswordHasher } from "./accounts/password-hasher.ts";
import { createAccountBars } from "./accounts/account-bars.ts";
import { createPeopleLists } from "./accounts/people.lists.ts";
import { createPeopleRoutes } from "./accounts/people.routes.ts";
import { createPeopleService } from "./accounts/people.service.ts";
import { createAuditLists } from "./audit/audit.lists.ts";
import { createAuditRoutes } from "./audit/audit.routes.ts";
import { createJournal } from "./audit/create-journal.ts";
import { type Clock, HOUR_MS, MINUTE_MS, SECOND_MS } from "./clock.ts";
import type { Config } from "./config.ts";
import { createConsent } from "./consent/create-consent.ts";
import type { PolicyDocument } from "./consent/policy.schema.ts";
import { CONSOLE_STYLESHEET } from "./console/console-stylesheet.ts";
import type { UserResource } from "./contract/index.ts";
import type { Database } from "./database/connect.ts";
import { isUnavailable } from "./database/dialect.ts";
import { isMigrated } from "./database/migrate.ts";
import { createDebug } from "./debug/create-debug.ts";
import { createFrontendLog } from "./frontend-log/create-frontend-log.ts";
import { FRONTEND_LOG_PATH } from "./frontend-log/frontend-log.routes.ts";
import type { SessionLog } from "./frontend-log/session-log.ts";
import { createHandover } from "./host/create-handover.ts";
import { createHostApi } from "./host/create-host-api.ts";
import { spendToken } from "./host/used-tokens.store.ts";
import { createHostedPages } from "./hosted-pages.ts";
import { createWebhooks } from "./host/create-webhooks.ts";
import { type AssetSource, prepareAsset, serveAssets } from "./http/assets.ts";
import { readBody } from "./http/body.ts";
import { clientAddress } from "./http/client-address.ts";
import { cors } from "./http/cors.ts";
import { crossSiteProtection } from "./http/cross-site-protection.ts";
import { createHealthRoutes } from "./http/health.routes.ts";
import { isDisconnect, onError } from "./http/on-error.ts";
import { nextPath } from "./http/next-path.ts";
import { PAGES_STYLESHEET } from "./http/pages-stylesheet.ts";
import { refuseNul } from "./http/refuse-nul.ts";
import { requestId } from "./http/request-id.ts";
import { at, below, combine, listRoutes } from "./http/routing.ts";
import { securityHeaders } from "./http/security-headers.ts";
import type { WidgetFiles } from "./http/widget-files.ts";
import { createMetricsRoutes } from "./metrics/metrics.routes.ts";
import { createMetricsService } from "./metrics/metrics.service.ts";
import { createMetricsStore } from "./metrics/metrics.store.ts";
import { createOpenApiRoutes } from "./openapi/openapi.routes.ts";
import { OPERATIONS } from "./operations.ts";
import { readVersion } from "./package-root.ts";
import { createPrometheusRoutes } from "./prometheus/prometheus.routes.ts";
import { createPrometheus, type Prometheus } from "./prometheus/prometheus.ts";
import { createProviders } from "./providers/create-providers.ts";
import { stateCookieOf } from "./providers/pending-sign-in.ts";
import { redact } from "./redact.ts";
import { repeat } from "./repeat.ts";
import { isPassive, isProtectedByOriginAlone, isVisitorsBeacon, VERIFY_PATH } from "./request-kinds.ts";
import { createServices } from "./services.ts";
import { createAdminSessionRoutes } from "./sessions/admin-sessions.routes.ts";
import { createAnalyticsConsent } from "./sessions/analytics-consent.ts";
import { countActivity } from "./sessions/count-activity.ts";
import { createDeviceCookie } from "./sessions/device-cookie.ts";
import { createEventStreams } from "./sessions/event-streams.ts";
import { createEventRoutes } from "./sessions/events.routes.ts";
import { gatherReads } from "./sessions/gather-reads.ts";
import {
  findSession,
  getSession,
  getUser,
  hideFromOthers,
  requireRecentAuthentication,
  requireSuperuser,
} from "./sessions/guards.ts";
import { createListedSessions } from "./sessions/listed-sessions.ts";
import { createRequestedEnds } from "./sessions/requested-ends.ts";
import { createSessionAccess } from "./sessions/session-access.ts";
import { readBearerToken, sessionCarrier } from "./sessions/session-carrier.ts";
import type { Session } from "./sessions/session.ts";
import { presentOwnSession } from "./sessions/sessions.present.ts";
import { createSessionRoutes } from "./sessions/sessions.routes.ts";
import { type Confirmation, tellWhereToConfirm } from "./sessions/tell-where-to-confirm.ts";

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
const SEND_MS = SECOND_MS;

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
    findById: gatherReads(sessions.findByIds),
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

  const consent = createConsent({
    database,
    journal,
    clock,
    secret,
    cookie,
    basePath,
    trustedOrigins: config.trustedOrigins,
    stateCookies: config.providers.map(({ name }) => stateCookieOf(name)),
    policy: options.policy,
    followConsent,
    addressOf,
    superuserOnly: requireSuperuser,
    getUser,
    requireRecent,
  });
  const debug = createDebug({
    database,
    journal,
    clock,
    redact,
    basePath,
    sessionCookie: cookie.name,
    version,
    findSessionId: (ctx) => findSession(ctx)?.id,
    findConsent: consent.findAnswer,
    lookUpCookie: consent.lookUpCookie,
    superuserOnly: hideFromOthers(sessions.findById),
    getSession: (ctx) => debuggedSession(ctx, clock()),
    clearSession: (ctx) => sessions.clear(getSession(ctx)),
    requireRecentAuthentication: requireRecent,
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

  const listed = createListedSessions({ lists, clock, secret, findSubjectId });
  const ends = createRequestedEnds({ sessions, bulkEnds, listed, clock, findSubjectId });
  const peopleLists = createPeopleLists({
    people: createPeopleService({ store: people, findSubjectId }),
    secret,
  });
  const bars = createAccountBars({ accounts, getUser, requireRecentAuthentication: requireRecent });
  const auditLists = createAuditLists({ audit, secret, findSubjectId });

  const providers = createProviders({
    configs: config.providers,
    origin: config.origin,
    basePath,
    cookie,
    secret,
    clock,
    people: services.providerPeople,
    attempts: services.providerAttempts,
    failures: services.signInLimits.byAddress,
    spend: (state, expiresAt) => database.transaction((trx) => spendToken(trx, `oauth:${state}`, expiresAt)),
    findNext: (next) => nextPath(next, "", config.trustedOrigins) || undefined,
    callerOf,
    findSession,
    signIn: (ctx, person) => access.signIn(ctx, person, { remember: false }),
    confirm: (ctx, { user, authenticatedAt }) => access.renewVouched(ctx, user, authenticatedAt),
    onFailure: ({ name }, { problem, message }) =>
      logger.warn({ provider: name, problem, reason: message }, "a sign-in with a provider failed"),
  });
  const findConfirmation = async ({ user, hostSid }: Session): Promise<Confirmation | undefined> => {
    const { handoverReauthUrl: url } = config;
    if (hostSid !== null) return url === undefined ? undefined : { url };
    return user ? providers.findConfirmation(user.id) : undefined;
  };

  const hostApi = createHostApi({
    ...services,
    keys: config.hostKeys,
    keepAttempts: services.attemptReports.keep,
    journal,
    clock,
    basePath,
    addressOf,
    onError: reportError,
  });

  const { dispatcher, ...webhooks } = createWebhooks({
    config: config.webhook,
    database,
    journal,
    clock,
    secret,
    events,
    superuserOnly: requireSuperuser,
    getUser,
    requireRecentAuthentication: requireRecent,
    onError: reportError,
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
    createHandover({
      config: config.handover,
      database,
      journal,
      clock,
      admitPerson: services.vouchedPeople.admit,
      attempts: services.vouchedAttempts,
      findBar: sessions.findBar,
      onChange: events.publishUnknown,
      findPresent: findSession,
      signIn: (ctx, vouched) => access.signIn(ctx, vouched, { remember: false }),
      renew: (ctx, { user, host }) => access.renewVouched(ctx, user, host.authenticatedAt),
      callerOf,
    }),
    createAuthPages({
      signIns,
      sessions: access,
      logoutScope: config.logoutScope,
      basePath,
      providers: providers.list,
      trustedOrigins: config.trustedOrigins,
      callerOf,
    }),
    providers.routes,
    ...createHostedPages({
      origin: config.origin,
      basePath,
      secret,
      clock,
      services,
      access,
      listed,
      ends,
      people: peopleLists,
      bars,
      audit: auditLists,
      events: frontendLog.lists,
      decisions: consent.pages,
      metrics,
      findSubjectId,
      findConfirmation,
      identityUrl: config.handoverIdentityUrl,
      callerOf,
    }),
    createSessionRoutes({
      sessions,
      listed,
      ends,
      clock,
      secret,
      findAnalyticsConsent: consent.findAnalyticsConsent,
      followConsent,
      setSessionCookies: access.setSessionCookies,
    }),
    createAdminSessionRoutes({ sessions, listed, ends, exports, clock }),
    createPeopleRoutes({ lists: peopleLists, bars, superuserOnly: requireSuperuser }),
    createAuditRoutes({ lists: auditLists, superuserOnly: requireSuperuser }),
    createEventRoutes({ streams, clock, secret }),
    ...frontendLog.routes,
    ...consent.routes,
    ...debug.routes,
    webhooks.routes,
    createMetricsRoutes({ metrics, superuserOnly: requireSuperuser }),
    createOpenApiRoutes({ operations: OPERATIONS, version, basePath, cookieName: cookie.name }),
  ];

  const health = createHealthRoutes({ isReady: () => isMigrated(database) });
  const scraping = createPrometheusRoutes({ token: config.metricsToken, prometheus });
  koa.use(
    below(basePath, [
      ...(prometheus ? [prometheus.measure] : []),
      requestId(),
      debug.countRequest,
      securityHeaders(config),
      onError({ logger, isUnavailable, basePath }),
      hostApi.middleware,
      ...(config.trustedOrigins.length > 0 ? [cors(new Set(config.trustedOrigins))] : []),
      at(["/healthz", "/readyz", "/metrics"], basePath, combine([health, scraping], basePath)),
      serveAssets(await prepareAssets(widgets, consent.assets), basePath),
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
        findCookieSessionId: (ctx) =>
          isVisitorsBeacon(ctx, ctx.path.slice(basePath.length)) ? undefined : findSession(ctx)?.id,
        isBearer: (ctx) => readBearerToken(ctx) !== undefined,
        isHarmless: (path) => path === basePath + VERIFY_PATH,
        needsNoToken: (path) => isProtectedByOriginAlone(path.slice(basePath.length)),
      }),
      countActivity({
        record: sessions.recordActivity,
        clientAddress: addressOf,
        isPassive: (path) => isPassive(path.slice(basePath.length)),
      }),
      tellWhereToConfirm(findConfirmation),
      combine(routes, basePath),
    ]),
  );

  const stopping = new AbortController();
  let stopWork: (() => Promise<void>)[] = [];
  return {
    koa,
    services,
    streams,
    feed: hostApi.feed,
    dispatcher,
    /** What is routed, as `GET /api/session`: the API's document must name all of it. */
    routes: [health, scraping, hostApi.routes, ...routes].flatMap(listRoutes),

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
        ...(dispatcher ? [repeat(SEND_MS, dispatcher.run, reportError)] : []),
      ];
    },

    /** Ends the answers that wait for news, and would for ever. */
    hangUp(): void {
      streams.close();
      hostApi.feed.close();
    },

    /** Closes the streams and writes what is gathered. The database stays open. */
    async stop(): Promise<void> {
      stopping.abort();
      this.hangUp();
      await Promise.all([dispatcher?.stop(), ...stopWork.map((stop) => stop())]);
      await sessions.flushActivity();
    },
  };
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

async function prepareAssets(
  { entry, chunks }: WidgetFiles,
  policyAssets: (script: string) => AssetSource[],
) {
  const stylesheet = (path: string, text: string): AssetSource => ({
    path,
    type: "text/css",
    body: Buffer.from(text),
    immutable: false,
  });
  const own = [stylesheet("/pages.css", PAGES_STYLESHEET), stylesheet("/console.css", CONSOLE_STYLESHEET)];
  return Promise.all([...own, ...policyAssets(entry), ...chunks].map(prepareAsset));
}
