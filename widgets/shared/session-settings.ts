import { findScriptTag } from "./script-tag.ts";

/** What the page's author wants, from `data-*` of the script tag. */
export interface SessionSettings {
  /** What an open tab does when its session was ended elsewhere. */
  onEnded: { kind: "notice" | "reload" } | { kind: "redirect"; url: string };
  mountsDebugWidget: boolean;
}

export function readSessionSettings(data: DOMStringMap = findScriptTag()?.dataset ?? {}): SessionSettings {
  return {
    onEnded: readOnEnded(data["onEnded"]),
    mountsDebugWidget: data["debug"] !== "off",
  };
}

function readOnEnded(value = "notice"): SessionSettings["onEnded"] {
  if (value.startsWith("redirect:")) return { kind: "redirect", url: value.slice("redirect:".length) };
  return { kind: value === "reload" ? "reload" : "notice" };
}
