import type { PageSession } from "../shared/page-session.ts";
import type { SessionFacade } from "../shared/sereno-global.ts";

/**
 * The session for page scripts. Without the hint cookie nobody is signed in, so nothing is loaded before the
 * page signs in or out, or listens.
 */
export function createSessionFacade(isSignedIn: boolean): SessionFacade {
  let session: PageSession | undefined;
  let isExpected = isSignedIn;
  const load = async (): Promise<PageSession> =>
    (session ??= (await import("../shared/page-session.ts")).pageSession());
  const awaitSession = (): Promise<void> =>
    load()
      .then(({ ready }) => ready)
      // Not loaded: for this page nobody is signed in.
      .catch(() => void (isExpected = false));
  return {
    get user() {
      return session?.user ?? null;
    },
    get isAuthenticated() {
      return !!session?.isAuthenticated;
    },
    get isLoading() {
      return session?.isLoading ?? isExpected;
    },
    ready: isSignedIn ? awaitSession() : Promise.resolve(),
    onChange(listener) {
      const stopping = load().then((loaded) => loaded.onChange(listener), console.warn);
      return () => void stopping.then((stop) => stop && stop());
    },
    login: (path) => load().then((loaded) => loaded.login(path)),
    logout: (options) => load().then((loaded) => loaded.logout(options)),
  };
}
