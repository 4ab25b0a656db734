import "../session-timeout/define.ts";

export type { SessionNotice } from "../session-timeout/session-notice.ts";
export { SessionTimeout } from "../session-timeout/session-timeout.ts";
