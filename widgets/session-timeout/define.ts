import { defineOnce } from "../shared/define-once.ts";
import { SessionNotice } from "./session-notice.ts";
import { SessionTimeout } from "./session-timeout.ts";

defineOnce("sereno-session-notice", SessionNotice);
defineOnce("sereno-session-timeout", SessionTimeout);
