import type { Context } from "koa";
import type { Logger } from "pino";
import { createAccountBars } from "./accounts/account-bars.ts";
import { createAuthPages } from "./accounts/auth.pages.ts";
import { createAuthRoutes } from "./accounts/auth.routes.ts";
import { createPeopleLists } from "./accounts/people.lists.ts";
import { createPeopleRoutes } from "./accounts/people.routes.ts";
import { createPeopleService } from "./accounts/people.service.ts";
import { createAuditLists } from "./audit/audit.lists.ts";
import { createAuditRoutes } from "./audit/audit.routes.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { createConsent } from "./consent/create-consent.ts";
import type { PolicyDocument } from "./consent/policy.schema.ts";
import type { Database } from "./database/connect.ts";
import { createDebug } from "./debug/create-debug.ts";
import { createFrontendLog } from "./frontend-log/create-frontend-log.ts";
import { createHandover } from "./host/create-handover.ts";
import { createHostApi } from "./host/create-host-api.ts";
import { createWebhooks } from "./host/create-webhooks.ts";
import { spendToken } from "./host/used-tokens.store.ts";
import { createHostedPages } from "./hosted-pages.ts";
import { clientAddress } from "./http/client-address.ts";
import type { Confirmation } from "./http/confirmation.ts";
import { nextPath } from "./http/next-path.ts";
import type { Journal } from "./journal.ts";
import { createMetricsRoutes } from "./metrics/metrics.routes.ts";
import type { MetricsService } from "./metrics/metrics.service.ts";
import { createOpenApiRoutes } from "./openapi/openapi.routes.ts";
import { OPERATIONS } from "./operations.ts";
import { createProviders } from "./providers/create-providers.ts";
import { stateCookieOf } from "./providers/pending-sign-in.ts";
import { redact } from "./redact.ts";
import type { Services } from "./services.ts";
import { createAdminSessionRoutes } from "./sessions/admin-sessions.routes.ts";
import { createAnalyticsConsent } from "./sessions/analytics-consent.ts";
import { createDeviceCookie } from "./sessions/device-cookie.ts";
import { createEventStreams } from "./sessions/event-streams.ts";
import { createEventRoutes } from "./sessions/events.routes.ts";
import { gatherReads } from "./sessions/gather-reads.ts";
import {
  findEnd,
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
import type { Session } from "./sessions/session.ts";
import { presentOwnSession } from "./sessions/sessions.present.ts";
import { createSessionRoutes } from "./sessions/sessions.routes.ts";

export interface FeatureOptions {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
  /** The site's consent policy; one that declares what Sereno stores when absent. */
  policy?: PolicyDocument;
  /** A reason to refuse a sign-in whatever the password; undefined for none. */
  refuseSignIn?(ctx: Context): string | undefined;
  services: Services;
  journal: Journal;
  metrics: MetricsService;
  version: string;
  /** Told of what failed behind the scenes and was survived. */
  onError(error: unknown): void;
}

export type Features = ReturnType<typeof createFeatures>;

/** Each feature with what it needs of the others, which know nothing of each other; and their routes. */
export function createFeatures(options: FeatureOptions) {
  const { config, database, clock, logger, services, journal, metrics, version, onError } = options;
  const { basePath, secret, cookie } = config;
  const { sessions, lists, bulkEnds, exports, signIns, accounts, people, audit, tracker, events } = services;
  const addressOf = (ctx: Context) => clientAddress(ctx.req, config.trustedProxyHops);
  const streams = createEventStreams({
    events,
    clock,
    findById: gatherReads(sessions.findByIds),
    applyActivity: tracker.apply,
    onError,
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
  // By id first: nobody can stand in the place of somebody whose id they have taken as their name.
  const findSubjectId = async (name: string) =>
    ((await accounts.findById(name)) ?? (await accounts.findByUsername(name)))?.id;
  const requireRecent = (ctx: Context) =>
    requireRecentAuthentication(sessions.isRecentlyAuthenticated, getSession(ctx));
  const callerOf = (ctx: Context) => ({
    ipAddress: addressOf(ctx),
    userAgent: ctx.get("User-Agent"),
    deviceId: deviceCookie.find(ctx),
    refusal: options.refuseSignIn?.(ctx),
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
    onError,
  });

  const { dispatcher, deliveries, ...webhooks } = createWebhooks({
    config: config.webhook,
    database,
    journal,
    clock,
    secret,
    events,
    superuserOnly: requireSuperuser,
    getUser,
    requireRecentAuthentication: requireRecent,
    onError,
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
      signIn: (ctx, vouched, keepSignIn) =>
        access.signIn(ctx, { ...vouched, keepSignIn }, { remember: false }),
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
      findEnd,
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
      deliveries,
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

  return {
    routes,
    access,
    addressOf,
    consent,
    debug,
    frontendLog,
    hostApi,
    dispatcher,
    streams,
    findConfirmation,
  };
}

/** Who a report of the page comes from: the session says so, never the page. */
function senderOf(ctx: Context) {
  const session = findSession(ctx);
  return { sessionId: session?.id ?? null, subjectId: session?.user?.id ?? null };
}

/** What the debug widget may know of the request's session. */
function debuggedSession(ctx: Context, now: number) {
  const session = getSession(ctx);
  const { data, pathHistory } = session;
  return { resource: presentOwnSession(session, now), user: getUser(ctx), data, pathHistory };
}
