import type { Consent } from "sereno/client";
import type { GrantId } from "../../../server/contract/index.ts";
import { minutesAgo, NOW } from "./sessions.ts";

export const DECISION_ID = "7f3a91c2-0b5e-4c7a-9d21-5e6f7a8b9c0d";

/** The consent of a page, as the gallery has it: an answer, or none yet. Nothing changes it. */
export function consentOf(granted?: readonly GrantId[]): Consent {
  const done = () => Promise.resolve();
  const decided = granted !== undefined;
  return {
    policy: {
      version: 3,
      hash: "9c1f0a77b2d4",
      locales: ["en"],
      services: { essential: [], functional: ["map"], analytics: ["counter", "matomo"], marketing: ["film"] },
      clear: {},
    },
    base: new URL("/sereno/", location.origin).href,
    clock: () => NOW,
    start: () => undefined,
    has: (id) => granted?.some((grant) => id === grant || id.startsWith(`${grant}.`)) ?? false,
    get: () => ({
      decided,
      granted: granted ?? [],
      id: decided ? DECISION_ID : null,
      decidedAt: decided ? minutesAgo(60 * 24 * 12) : null,
      policyVersion: 3,
      persisted: true,
    }),
    acceptAll: done,
    rejectAll: done,
    set: done,
    withdraw: done,
    open: done,
    export: () => Promise.resolve({}),
    onChange: () => () => undefined,
    whenGranted: () => new Promise(() => {}),
    catchUp: () => undefined,
    applyGate: done,
  };
}
