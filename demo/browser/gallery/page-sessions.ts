import type { PageSession } from "sereno/client";
import { MARTA } from "./people.ts";
import { NOW, sessionOf } from "./sessions.ts";

/** Who is signed in, as the gallery has it. Nothing is asked and nothing changes. */
export function pageSessionOf(changes: Partial<PageSession> = {}): PageSession {
  const user = changes.user === undefined ? MARTA : changes.user;
  return {
    user,
    session: user && sessionOf({ user, current: true }),
    isAuthenticated: user !== null,
    isLoading: false,
    ready: Promise.resolve(),
    ended: null,
    logoutProblem: null,
    onChange: () => () => undefined,
    onEvent: () => () => undefined,
    refresh: () => Promise.resolve(),
    extend: () => Promise.resolve(),
    login: () => undefined,
    logout: () => new Promise(() => {}),
    serverNow: () => NOW,
    destroy: () => undefined,
    ...changes,
  };
}
