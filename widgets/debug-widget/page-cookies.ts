/** A cookie that the page's scripts can read, without its value. */
export interface PageCookie {
  name: string;
  /** UTF-8 bytes of the value. */
  bytes: number;
  /** `null` where the browser tells names and values only. */
  attributes: CookieAttributes | null;
}

export interface CookieAttributes {
  isSecure: boolean;
  sameSite: string;
  /** Epoch ms; `null` for a cookie of the browser session. */
  expiresAt: number | null;
}

/** The part of the Cookie Store API used here; Chromium gives attributes, others names and values. */
interface CookieStoreLike {
  getAll(): Promise<StoredCookie[]>;
}

interface StoredCookie {
  name?: string;
  value?: string;
  secure?: boolean;
  sameSite?: string;
  expires?: number | null;
}

/** Cookies of this page: cookieStore where there is one (secure contexts only), `document.cookie` otherwise. */
export async function readPageCookies(): Promise<PageCookie[]> {
  const store = (globalThis as { cookieStore?: CookieStoreLike }).cookieStore;
  if (!store) return parseCookieText(document.cookie);
  try {
    return (await store.getAll()).map(fromStore);
  } catch {
    return parseCookieText(document.cookie);
  }
}

/** Names and sizes of a `document.cookie` text. */
export function parseCookieText(text: string): PageCookie[] {
  return text
    .split("; ")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const end = pair.indexOf("=");
      const value = pair.slice(end + 1);
      return { name: end < 0 ? "" : pair.slice(0, end), bytes: byteLength(value), attributes: null };
    });
}

/** UTF-8 bytes. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function fromStore(cookie: StoredCookie): PageCookie {
  const { name = "", value = "", secure, sameSite, expires } = cookie;
  return {
    name,
    bytes: byteLength(value),
    attributes:
      secure === undefined
        ? null
        : { isSecure: secure, sameSite: sameSite ?? "none", expiresAt: expires ?? null },
  };
}
