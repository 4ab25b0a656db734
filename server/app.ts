import Koa, { type Context } from "koa";
import type { PasswordHasher } from "./accounts/password-hasher.ts";
import { createJournal } from "./audit/create-journal.ts";
import { startBackgroundWork } from "./background-work.ts";
import { CONSOLE_STYLESHEET } from "./console/console-stylesheet.ts";
import type { UserResource } from "./contract/index.ts";
import { isUnavailable } from "./database/dialect.ts";
import { isMigrated } from "./database/migrate.ts";
import { createFeatures, type FeatureOptions } from "./features.ts";
import { FRONTEND_LOG_PATH } from "./frontend-log/frontend-log.routes.ts";
import type { SessionLog } from "./frontend-log/session-log.ts";
import { type AssetSource, prepareAsset, serveAssets } from "./http/assets.ts";
import { readBody } from "./http/body.ts";
import { cors } from "./http/cors.ts";
import { crossSiteProtection } from "./http/cross-site-protection.ts";
import { eventStreams } from "./http/event-stream.ts";
import { createHealthRoutes } from "./http/health.routes.ts";
import { isDisconnect, onError } from "./http/on-error.ts";
import { PAGES_STYLESHEET } from "./http/pages-stylesheet.ts";
import { refuseNul } from "./http/refuse-nul.ts";
import { requestId } from "./http/request-id.ts";
import { at, below, combine, listRoutes } from "./http/routing.ts";
import { securityHeaders } from "./http/security-headers.ts";
import type { WidgetFiles } from "./http/widget-files.ts";
import { createMetricsService } from "./metrics/metrics.service.ts";
import { createMetricsStore } from "./metrics/metrics.store.ts";
import { readVersion } from "./package-root.ts";
import { createPrometheusRoutes } from "./prometheus/prometheus.routes.ts";
import { createPrometheus, type Prometheus } from "./prometheus/prometheus.ts";
import {
  isExport,
  isPassive,
  isProtectedByOriginAlone,
  isVisitorsBeacon,
  VERIFY_PATH,
} from "./request-kinds.ts";
import { createServices } from "./services.ts";
import { countActivity } from "./sessions/count-activity.ts";
import { findSession } from "./sessions/guards.ts";
import { readBearerToken, sessionCarrier } from "./sessions/session-carrier.ts";
import { tellWhereToConfirm } from "./sessions/tell-where-to-confirm.ts";

export interface AppOptions extends Pick<
  FeatureOptions,
  "config" | "database" | "clock" | "logger" | "policy" | "refuseSignIn"
> {
  hasher: PasswordHasher;
  sessionLog: SessionLog;
  widgets: WidgetFiles;
}

export type App = Awaited<ReturnType<typeof createApp>>;

/** Everything of Sereno below its base path, as Koa middleware in reading order. Listens to nothing and starts nothing. */
export async function createApp(options: AppOptions) {
  const { config, database, clock, logger, hasher, sessionLog, widgets } = options;
  const { basePath, secret, cookie } = config;
  const onBackgroundError = (error: unknown) => logger.error({ err: error }, "background work failed");
  const metrics = createMetricsService({ store: createMetricsStore(database), clock });
  const prometheus =
    config.metricsToken === undefined
      ? undefined
      : createPrometheus({
          basePath,
          countActive: metrics.countActive,
          countStreams: () => features.streams.size,
        });
  const journal = createJournal({ sessionLog: prometheus ? counting(sessionLog, prometheus) : sessionLog });
  const services = createServices({ config, database, clock, journal, hasher, onError: onBackgroundError });
  const { sessions } = services;
  const features = createFeatures({
    ...options,
    services,
    journal,
    metrics,
    version: await readVersion(),
    onError: onBackgroundError,
  });
  const { routes, addressOf, consent, debug, hostApi, dispatcher, streams, findConfirmation } = features;

  const koa = new Koa();
  koa.on("error", (error: unknown) => {
    if (!isDisconnect(error)) logger.error({ err: error }, "response failed");
  });
  const health = createHealthRoutes({ isReady: () => isMigrated(database) });
  const scraping = createPrometheusRoutes({ token: config.metricsToken, prometheus });
  koa.use(
    below(basePath, [
      eventStreams(),
      ...(prometheus ? [prometheus.measure] : []),
      requestId(),
      debug.countRequest,
      securityHeaders(config),
      onError({ logger, isUnavailable, basePath }),
      hostApi.middleware,
      ...(config.trustedOrigins.length > 0 ? [cors(new Set(config.trustedOrigins))] : []),
      at(["/healthz", "/readyz", "/metrics"], basePath, combine([health, scraping], basePath)),
      serveAssets(prepareAssets(widgets, consent.assets), basePath),
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
        allowedOrigins: new Set([config.origin, ...config.trustedOrigins]),
        secret,
        findCookieSessionId: (ctx) =>
          isVisitorsBeacon(ctx, ctx.path.slice(basePath.length)) ? undefined : findSession(ctx)?.id,
        isBearer: (ctx) => readBearerToken(ctx) !== undefined,
        isHarmless: (path) => path === basePath + VERIFY_PATH,
        isExport,
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

  let stopBackgroundWork: (() => Promise<void>) | undefined;
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
      await database.signals.start(onBackgroundError);
      stopBackgroundWork = startBackgroundWork({ services, features, metrics, onError: onBackgroundError });
    },

    /** Ends the answers that wait for news, and would for ever. */
    hangUp(): void {
      streams.close();
      hostApi.feed.close();
    },

    /** Closes the streams and writes what is gathered. The database stays open. */
    async stop(): Promise<void> {
      this.hangUp();
      await stopBackgroundWork?.();
      await services.sessions.flushActivity();
    },
  };
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

function prepareAssets({ entry, chunks }: WidgetFiles, policyAssets: (script: string) => AssetSource[]) {
  const stylesheet = (path: string, text: string): AssetSource => ({
    path,
    type: "text/css",
    body: Buffer.from(text),
    immutable: false,
  });
  const own = [stylesheet("/pages.css", PAGES_STYLESHEET), stylesheet("/console.css", CONSOLE_STYLESHEET)];
  return [...own, ...policyAssets(entry), ...chunks].map(prepareAsset);
}
