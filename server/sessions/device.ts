import Bowser from "bowser";
import type { DeviceType } from "../contract/index.ts";
import type { Device } from "./session.ts";

/** Longer user agents are cut: nobody honest sends one. */
export const USER_AGENT_LENGTH = 512;

/** The low-entropy client hints that a browser sends by itself (UA-CH, W3C draft), as they came. */
export interface ClientHints {
  /** Sec-CH-UA */
  brands: string;
  /** Sec-CH-UA-Mobile */
  mobile: string;
  /** Sec-CH-UA-Platform */
  platform: string;
}

const HINT_LENGTH = 256;
const UNKNOWN: Device = { label: "Unknown device", type: "unknown", browser: null, os: null };
const TYPES: Record<string, DeviceType> = {
  desktop: "desktop",
  mobile: "mobile",
  tablet: "tablet",
  bot: "bot",
};

/** Reads the hints from a header lookup; undefined when the browser sends none. */
export function readClientHints(header: (name: string) => string): ClientHints | undefined {
  const read = (name: string) => header(name).slice(0, HINT_LENGTH);
  const brands = read("Sec-CH-UA");
  if (brands === "") return undefined;
  return { brands, mobile: read("Sec-CH-UA-Mobile"), platform: read("Sec-CH-UA-Platform") };
}

/**
 * The device for people: "Firefox on Android phone". Client hints count before the user agent, which browsers
 * freeze. The client may lie in both; nothing is decided by them.
 */
export function describeDevice(userAgent: string, hints?: ClientHints): Device {
  if (userAgent === "" && hints === undefined) return UNKNOWN;
  const { browser, os, platform } = Bowser.parse(userAgent || "unknown", hints && toBowser(hints));
  const hinted = hints?.platform.replaceAll('"', "");
  const system = hinted === undefined || hinted === "" ? os.name : hinted;
  const type = hints?.mobile === "?1" ? "mobile" : (TYPES[platform.type ?? ""] ?? "unknown");
  const names = [browser.name, describeSystem(system, type)].filter(Boolean);
  return {
    label: names.join(" on ") || UNKNOWN.label,
    type,
    browser: browser.name || null,
    os: system || null,
  };
}

/** People call a phone by its kind: "iPhone", not "iOS". */
function describeSystem(os: string | undefined, type: DeviceType): string | undefined {
  if (os === "iOS") return type === "tablet" ? "iPad" : "iPhone";
  if (os === "Android" && type === "mobile") return "Android phone";
  if (os === "Android" && type === "tablet") return "Android tablet";
  return os;
}

function toBowser(hints: ClientHints): Bowser.ClientHints {
  const brands = [...hints.brands.matchAll(/"([^"]*)";\s*v="([^"]*)"/g)].map(
    ([, brand = "", version = ""]) => ({
      brand,
      version,
    }),
  );
  return { brands };
}
