import { findCookie } from "../shared/cookie.ts";
import { findScriptTag } from "../shared/script-tag.ts";

// The contract's HINT_COOKIE: widgets import only its types.
const HINT_COOKIE = "sereno_hint";

/** Whether events of this page may be sent: the site asks for errors, the visitor allows analytics, or a superuser looks on. */
export function isLogOn(): boolean {
  return (
    findScriptTag()?.dataset["logErrors"] === "on" ||
    window.sereno?.consent.has("analytics") === true ||
    isSuperuser()
  );
}

/** As the hint says; the server decides who is. */
export function isSuperuser(): boolean {
  return /^superuser\b/.test(findCookie(HINT_COOKIE) ?? "");
}
