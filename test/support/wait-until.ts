import { waitUntil as waitBriefly } from "@open-wc/testing";

/** Far more than it takes, on a machine that does other things too; the library's own is one second. */
const PATIENCE_MS = 20_000;

/** Looks again and again until the condition holds; throws with the message when it never does. */
export const waitUntil: typeof waitBriefly = (condition, message, options) =>
  waitBriefly(condition, message, { interval: 5, timeout: PATIENCE_MS, ...options });
