import { pageApi } from "./api-client.ts";
import type { PageSession } from "./session-types.ts";
import { createPageSession } from "./tracked-session.ts";

export type { LogoutOptions, LogoutProblem, PageSession, SessionEnding } from "./session-types.ts";

let session: PageSession | undefined;

/** The session that all elements of a page share; the first call asks the server. */
export function pageSession(): PageSession {
  return (session ??= createPageSession({ api: pageApi() }));
}
