import type { PageViewRequest } from "../../server/contract/session.ts";
import { isLogOn } from "../frontend-log/is-log-on.ts";
import type { logEvent as LogEvent } from "../frontend-log/page-log.ts";
import { pageApi } from "../shared/api-client.ts";

/** What a page asks for now and then, in one chunk: each of its own would cost every visitor its address. */

export { exportConsent } from "../consent/export-consent.ts";
export { inspectCookies } from "../consent/inspect-cookies.ts";

const FOR_SESSION: Record<string, () => Promise<unknown>> = {
  "sereno-session-timeout": () => import("../session-timeout/define.ts"),
  "sereno-session-table": () => import("../session-table/define.ts"),
  "sereno-debug-widget": () => import("../debug-widget/define.ts"),
};

/** Loads what defines an element for who is signed in. Rejects when it cannot be had. */
export async function loadForSession(tag: string): Promise<void> {
  await FOR_SESSION[tag]?.();
}

/** As `logEvent` of the page's log, which comes only where it may be used. Never rejects. */
export async function logEvent(...report: Parameters<typeof LogEvent>): Promise<void> {
  if (!isLogOn()) return;
  try {
    (await import("../frontend-log/page-log.ts")).logEvent(...report);
  } catch (error) {
    console.warn("sereno: events of the page are not logged", error);
  }
}

/** Begins the page's log, where it is on, and tells the server that a signed-in visitor views the page. */
export async function sendPageView(): Promise<void> {
  const view: PageViewRequest = { path: location.pathname, title: document.title };
  void logEvent();
  const { session, consent } = window.sereno ?? {};
  // A host's visitor may turn out not to be signed in.
  if (!session?.isAuthenticated && !consent?.has("analytics")) return;
  await pageApi().post("api/session/page-view", view, { keepalive: true });
}
