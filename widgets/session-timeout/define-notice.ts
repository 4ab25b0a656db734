import { defineOnce } from "../shared/define-once.ts";
import { SessionNotice } from "./session-notice.ts";

defineOnce("sereno-session-notice", SessionNotice);
