/** What the open widget needs only when somebody asks for it, in one chunk. */

export { copyText, createCurlCommand, createDebugReport } from "./debug-report.ts";
export { createLazyTabs } from "./lazy-tabs.ts";
export { revealCookie } from "./reveal-cookie.ts";
