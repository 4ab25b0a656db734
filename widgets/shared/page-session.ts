import { pageApi } from "./api-client.ts";
import type { PageSession } from "./session-types.ts";
import { createPageSession } from "./tracked-session.ts";

export type { LogoutOptions, LogoutProblem, PageSession, SessionEnding } from "./session-types.ts";

/** Under a name of the page, not of the module: a host may bundle the elements and have the script tag as well. */
const SHARED = Symbol.for("sereno.page-session");

/** The session that all elements of a page share; the first call asks the server. */
export function pageSession(): PageSession {
  const page = globalThis as { [SHARED]?: PageSession };
  return (page[SHARED] ??= createPageSession({ api: pageApi() }));
}
