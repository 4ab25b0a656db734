import { defineOnce } from "../shared/define-once.ts";
import { SessionTimeout } from "./session-timeout.ts";

defineOnce("sereno-session-timeout", SessionTimeout);
