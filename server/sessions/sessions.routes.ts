import Router from "@koa/router";
import type { Context } from "koa";
import { type Clock, MINUTE_MS } from "../clock.ts";
import type { Page, SessionAnswer, SessionDataAnswer, SessionResource } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { Problem } from "../http/problem.ts";
import { validate } from "../http/validate.ts";
import type { FollowConsent } from "./analytics-consent.ts";
import { getSession, getUser, requireUser } from "./guards.ts";
import type { ListedSessions } from "./listed-sessions.ts";
import type { RequestedEnds } from "./requested-ends.ts";
import type { Session } from "./session.ts";
import { presentSessionAnswer } from "./sessions.present.ts";
import { DATA_BYTES, pageViewRequest, sessionDataPatch } from "./sessions.schema.ts";
import type { Authentication, SessionService } from "./sessions.service.ts";

interface SessionRoutesOptions {
  sessions: SessionService;
  listed: ListedSessions;
  ends: RequestedEnds;
  clock: Clock;
  secret: string;
  /** Since when this visitor lets us remember which pages are visited; undefined when not. */
  findAnalyticsConsent(ctx: Context): number | undefined;
  /** What that means for the session of the request. */
  followConsent: FollowConsent;
  /** Sets the readable cookies that belong to a session. */
  setSessionCookies(ctx: Context, session: Session): void;
}

/** The caller's own session and sessions. */
export function createSessionRoutes(options: SessionRoutesOptions): Router {
  const { sessions, listed, ends, clock, secret, findAnalyticsConsent, followConsent, setSessionCookies } =
    options;
  const answer = (session: Session): SessionAnswer => presentSessionAnswer(session, clock(), secret);
  const router = new Router();

  router.get("/api/session", (ctx) => {
    const session = getSession(ctx);
    setSessionCookies(ctx, session);
    ctx.body = answer(session);
  });

  router.post("/api/session/page-view", async (ctx) => {
    const { path } = validate(pageViewRequest, getBody(ctx));
    const allowedAt = findAnalyticsConsent(ctx);
    const isAllowed = allowedAt !== undefined;
    // A fresh answer begins the session by itself, perhaps at this moment.
    if (!isAllowed || clock() - allowedAt > MINUTE_MS) await followConsent(ctx, isAllowed);
    if (isVisitor(ctx)) {
      ctx.status = 204;
      return;
    }
    const session = getSession(ctx);
    ctx.body = answer(
      isAllowed ? sessions.keepPath(session, withoutQueryValues(path)) : { ...session, pathHistory: [] },
    );
  });

  // Like every other state-changing request it has counted as activity; that is all it is for.
  router.post("/api/session/extend", (ctx) => {
    ctx.body = answer(getSession(ctx));
  });

  router.patch("/api/session/data", async (ctx) => {
    const changes = validate(sessionDataPatch, getBody(ctx));
    const data = await sessions.changeData(getSession(ctx), (stored) => patch(stored, changes));
    ctx.body = { data } satisfies SessionDataAnswer;
  });

  router.get("/api/sessions", requireUser, async (ctx) => {
    const page = await listed.own(getUser(ctx).id, ctx.query, getSession(ctx).id);
    ctx.body = page satisfies Page<SessionResource>;
  });

  router.delete("/api/sessions/:id", requireUser, async (ctx) => {
    await ends.revokeOwn(ctx, ctx.params.id ?? "");
    ctx.status = 204;
  });

  return router;
}

/** Whether nobody is, or was, signed in. */
function isVisitor(ctx: Context): boolean {
  const authentication: Authentication | undefined = ctx.state.authentication;
  if (authentication === undefined || authentication.status === "unknown") return true;
  return authentication.status === "ended" && authentication.session.kind === "anonymous";
}

function patch(
  data: Readonly<Record<string, unknown>>,
  changes: Record<string, unknown>,
): Record<string, unknown> {
  const merged = Object.fromEntries(
    Object.entries({ ...data, ...changes }).filter(([, value]) => value !== null),
  );
  if (Buffer.byteLength(JSON.stringify(merged)) > DATA_BYTES) {
    throw new Problem("too_large", `A session's data may take ${DATA_BYTES} bytes in all.`);
  }
  return merged;
}

/** A path that stays as it is: no dots to follow, nothing to escape, no query. */
const PLAIN_PATH = /^(?:\/[\w-]+(?:\.[\w-]+)*){1,50}\/?$/;

/** Query values may be secrets or personal; the names say enough. Fragments never matter to a server. */
function withoutQueryValues(path: string): string {
  if (path.length < 500 && PLAIN_PATH.test(path)) return path;
  const url = new URL(path, "http://path.invalid");
  const names = [...new Set(url.searchParams.keys())].map((name) => `${encodeURIComponent(name)}=`);
  return (url.pathname + (names.length > 0 ? `?${names.join("&")}` : "")).slice(0, 500);
}
