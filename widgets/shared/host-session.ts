import type { HandoverAnswer, HandoverRequest, LogoutRequest } from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "./api-client.ts";
import { findCookie } from "./cookie.ts";
import { isBoundTo } from "./host-alias.ts";
import { findScriptTag } from "./script-tag.ts";
import type { SessionEnding } from "./session-types.ts";

type Outcome = HandoverAnswer | "refused" | "unknown";

// The contract's HINT_COOKIE: widgets import only its types.
const HINT_COOKIE = "sereno_hint";
const LOCK = "sereno-handover";
const IDENTITY_TIMEOUT_MS = 5_000;
/** Compact JWS; nothing else that a route may answer, such as a login page, looks like it. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** A token in the page itself is good once. */
let isInlineUsed = false;

/** The host's own session that the page shows by its alias (empty when nobody is signed in there), beside ours. */
export interface HostSession {
  /**
   * Brings our session in line. Tabs take turns, and one does it for all. Resolves to whether nobody is signed in now
   * for sure. Never rejects: without an answer, things stay as they are.
   */
  follow(): Promise<boolean>;
  /** Whether the host vouches again for a session that ran out; never for one that was taken away. Never rejects. */
  comesBack(ending: SessionEnding | null): Promise<boolean>;
  /**
   * Submits the host's own logout form, that of a logout button: its session must not outlive ours. False where there
   * is none, or where the host's has ended already or may go on.
   */
  leave(ending?: SessionEnding): boolean;
}

export function createHostSession(api: ApiClient, alias: string): HostSession {
  return {
    follow: () => inTurn(() => follow(api, alias)),
    async comesBack(ending) {
      if (!alias || (ending && isTakenAway(ending))) return false;
      return (await handOver(api)) !== undefined;
    },
    leave(ending) {
      if (ending && (ending.endReason === "host_logout" || !isTakenAway(ending))) return false;
      // A button that is not loaded yet cannot.
      return [...document.querySelectorAll("sereno-logout-button")].some((button) => button.leaveHost?.());
    },
  };
}

/** Whether the person has, by the host's word, just shown who they are: back from its page that asks. Never rejects. */
export async function isConfirmedAtHost(api: ApiClient): Promise<boolean> {
  const answer = await handOver(api);
  // The server's clock on both sides: bringing a token counts as activity.
  return answer !== undefined && answer.sudoUntil > answer.session.lastSeenAt;
}

async function follow(api: ApiClient, alias: string): Promise<boolean> {
  if (isBoundTo(alias, findCookie(HINT_COOKIE))) return false;
  const outcome = await tryTokens(api);
  if (typeof outcome === "object" || (outcome === "unknown" && alias)) return false;
  // The page may have come from a cache: a token would have shown that the host's session lives.
  return findCookie(HINT_COOKIE)?.includes(".") ? endWithHost(api) : false;
}

/** Undefined when the host does not vouch, or is not believed. */
function handOver(api: ApiClient): Promise<HandoverAnswer | undefined> {
  return inTurn(async () => {
    const outcome = await tryTokens(api);
    return typeof outcome === "object" ? outcome : undefined;
  });
}

/** The token in the page first, unless it is used or too old; then a fresh one. */
async function tryTokens(api: ApiClient): Promise<Outcome> {
  const { identity, identityUrl } = findScriptTag()?.dataset ?? {};
  const inline = isInlineUsed ? undefined : identity;
  isInlineUsed = true;
  const outcome = inline ? await bring(api, inline) : "unknown";
  if (typeof outcome === "object" || !identityUrl) return outcome;
  const token = await fetchToken(identityUrl);
  return token === undefined ? outcome : bring(api, token);
}

async function bring(api: ApiClient, token: string): Promise<Outcome> {
  try {
    return await api.post<HandoverAnswer>("api/auth/handover", { token } satisfies HandoverRequest);
  } catch (error) {
    const isRefused =
      error instanceof ApiError && ["invalid_credentials", "session_limit"].includes(error.code);
    return isRefused ? "refused" : "unknown";
  }
}

/** The route answers `{"token": …}` or the token alone; anything else, an error or nothing, is no token. */
async function fetchToken(identityUrl: string): Promise<string | undefined> {
  try {
    const response = await fetch(identityUrl, {
      credentials: "same-origin",
      cache: "no-store",
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(IDENTITY_TIMEOUT_MS),
    });
    const text = response.ok ? (await response.text()).trim() : "";
    const token: unknown = text.startsWith("{") ? JSON.parse(text).token : text;
    return typeof token === "string" && TOKEN.test(token) ? token : undefined;
  } catch {
    return undefined;
  }
}

async function endWithHost(api: ApiClient): Promise<boolean> {
  try {
    await api.post("api/auth/logout", { reason: "host_logout" } satisfies LogoutRequest);
    return true;
  } catch {
    return false;
  }
}

/** Without locks (plain http beyond localhost) the server sorts it out: the last one stays. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    if (navigator.locks) return (await navigator.locks.request(LOCK, work)) as Result;
  } catch {
    // Locks are refused here, for example in a sandboxed frame; `work` itself never throws.
  }
  return work();
}

/** Ends that the host is told of; after the others it may vouch for the same session again. */
function isTakenAway({ endReason }: SessionEnding): boolean {
  return !/^(expired|replaced|consent)/.test(endReason);
}
