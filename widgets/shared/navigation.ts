/** Where a page may go; tests bring their own. */
export interface Navigation {
  replace(url: string): void;
  assign(url: string): void;
  reload(): void;
}

export const pageNavigation: Navigation = {
  replace: (url) => location.replace(url),
  assign: (url) => location.assign(url),
  reload: () => location.reload(),
};

/** The absolute address when it lies on the page's own origin or on Sereno's, otherwise undefined. */
export function findSafeUrl(url: string | null | undefined, base: string): string | undefined {
  if (!url) return undefined;
  const target = parse(url);
  const isSafe = target && [location.origin, new URL(base).origin].includes(target.origin);
  return isSafe ? target.href : undefined;
}

/** Where to go after a logout: `url` when it is safe, otherwise the login page, which says that the session was closed. */
export function chooseRedirect(url: string | null | undefined, base: string): string {
  return findSafeUrl(url, base) ?? `${base}login?signed-out`;
}

/** What the server at `base` is told of a place of this page: a path on its own origin, all of it on another. */
export function placeFor(base: string, path = location.pathname + location.search + location.hash): string {
  return new URL(base).origin === location.origin ? path : new URL(path, location.href).href;
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url, document.baseURI);
  } catch {
    return undefined;
  }
}
