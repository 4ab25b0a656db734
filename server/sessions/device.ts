import Bowser from "bowser";
import type { DeviceType } from "../contract/index.ts";
import type { Device } from "./session.ts";

/** Longer user agents are cut: nobody honest sends one. */
export const USER_AGENT_LENGTH = 512;

const TYPES: Record<string, DeviceType> = {
  desktop: "desktop",
  mobile: "mobile",
  tablet: "tablet",
  bot: "bot",
};

/** What a user agent says about the device, for people: "Firefox on Windows". The client may lie; nothing is decided by it. */
export function describeDevice(userAgent: string): Device {
  if (userAgent === "") return { label: "Unknown device", type: "unknown", browser: null, os: null };
  const { browser, os, platform } = Bowser.parse(userAgent);
  const names = [browser.name, os.name].filter((name) => name !== undefined && name !== "");
  return {
    label: names.join(" on ") || "Unknown device",
    type: TYPES[platform.type ?? ""] ?? "unknown",
    browser: browser.name || null,
    os: os.name || null,
  };
}
