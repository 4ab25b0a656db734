import type { PageViewRequest } from "../../server/contract/session.ts";
import { pageApi } from "../shared/api-client.ts";

/** What a page asks for now and then, in one chunk: each of its own would cost every visitor its address. */

export { exportConsent } from "../consent/export-consent.ts";
export { inspectCookies } from "../consent/inspect-cookies.ts";
export { logEvent } from "../frontend-log/frontend-log.ts";

/** Tells the server that a signed-in visitor views the page. */
export async function sendPageView(): Promise<void> {
  const view: PageViewRequest = { path: location.pathname, title: document.title };
  await pageApi().post("api/session/page-view", view, { keepalive: true });
}
