import { joinCookies } from "./cookie-list.ts";
import type { PanelContext } from "./panel-context.ts";

/** What "Copy" gives: the server's redacted answer, and the cookies of both sides by name, mask and size. */
export function createDebugReport({ answer, pageCookies, policy, now }: PanelContext): string {
  const cookies = joinCookies(pageCookies, answer.cookies, policy).map(({ key: _key, ...cookie }) => cookie);
  const page = location.origin + location.pathname;
  return JSON.stringify({ copiedAt: new Date(now).toISOString(), page, ...answer, cookies }, null, 2);
}

/** The page's request for a shell, without cookies, credentials or query values. */
export function createCurlCommand(): string {
  const url = new URL(location.href);
  const names = [...new Set(url.searchParams.keys())].map((name) => `${encodeURIComponent(name)}=`);
  const page = url.origin + url.pathname + (names.length > 0 ? `?${names.join("&")}` : "");
  const headers = [`Accept-Language: ${navigator.languages.join(",")}`, `User-Agent: ${navigator.userAgent}`];
  return ["curl", quote(page), ...headers.map((header) => `-H ${quote(header)}`)].join(" ");
}

/** For a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Copies text; false when the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

/** Plain http beyond localhost has no `navigator.clipboard`. */
function copyByCommand(text: string): boolean {
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", put, { once: true, capture: true });
  const isCopied = document.execCommand("copy");
  document.removeEventListener("copy", put, { capture: true });
  return isCopied;
}
