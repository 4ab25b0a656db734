import { findCookie } from "./cookie.ts";
import { findScriptTag } from "./script-tag.ts";

/** What the page's author wants, from `data-*` of the script tag. */
export interface SessionSettings {
  /** What an open tab does when its session was ended elsewhere. */
  onEnded: { kind: "notice" | "reload" } | { kind: "redirect"; url: string };
  mountsDebugWidget: boolean;
  /** The alias of the host's own session, empty when nobody is signed in there; undefined where the host says nothing. */
  hostAlias?: string | undefined;
}

// The contract's HINT_COOKIE: widgets import only its types.
const HINT_COOKIE = "sereno_hint";

/** Present where somebody is, or was a moment ago, signed in, so that asking the server is worth a request. */
export function findSessionHint(): string | undefined {
  return findCookie(HINT_COOKIE);
}

export function readSessionSettings(data: DOMStringMap = findScriptTag()?.dataset ?? {}): SessionSettings {
  return {
    onEnded: readOnEnded(data["onEnded"]),
    mountsDebugWidget: data["debug"] !== "off",
    hostAlias: data["hostSession"],
  };
}

function readOnEnded(value = "notice"): SessionSettings["onEnded"] {
  if (value.startsWith("redirect:")) return { kind: "redirect", url: value.slice("redirect:".length) };
  return { kind: value === "reload" ? "reload" : "notice" };
}
