import type { CorePolicy } from "../../../server/contract/consent.ts";
import { createConsent } from "../../../widgets/consent/consent.ts";
import type { Consent } from "../../../widgets/consent/consent-api.ts";
import type { ConsentEvent, ConsentEventDetails } from "../../../widgets/consent/consent-events.ts";

export const POLICY: CorePolicy = {
  version: 3,
  hash: "abc123",
  services: { functional: ["settings"], analytics: ["matomo", "visits"], marketing: ["youtube"] },
  clear: {
    "functional.settings": ["lang", "local:theme"],
    "analytics.matomo": ["_pk_*"],
    "marketing.youtube": ["session:player"],
  },
  locales: ["en", "es"],
};

export const NOW = Date.parse("2026-11-22T10:14:00Z");
export const DAY_MS = 86_400_000;

export interface SentDecision {
  id: string;
  keepalive: boolean | undefined;
  body: Record<string, unknown>;
}

const realFetch = window.fetch;

/** A page with a consent core, a clock that the test moves, and a server that keeps decisions. */
export class ConsentPage {
  now = NOW;
  opened = 0;
  exported = 0;
  /** Status of the server's answers; 0 for no answer. */
  status = 201;
  headers: Record<string, string> = {};
  readonly sent: SentDecision[] = [];
  /** What a core listens to, for good: a page has but one. */
  readonly #listening: [string, EventListenerOrEventListenerObject][] = [];

  constructor() {
    this.clear();
    window.fetch = async (input, init) => {
      const id = String(input).split("/").at(-1) ?? "";
      const body = JSON.parse(typeof init?.body === "string" ? init.body : "null");
      this.sent.push({ id, keepalive: init?.keepalive, body });
      if (this.status === 0) throw new TypeError("no network");
      return new Response(JSON.stringify({ id, ...body }), { status: this.status, headers: this.headers });
    };
  }

  create(policy: Partial<CorePolicy> = {}): Consent {
    return createConsent({
      policy: { ...POLICY, ...policy },
      base: "https://site.test/sereno/",
      clock: () => this.now,
      open: async () => void this.opened++,
      export: async () => {
        this.exported++;
        return {};
      },
    });
  }

  start(policy?: Partial<CorePolicy>): Consent {
    const consent = this.create(policy);
    const { addEventListener } = window;
    window.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
      this.#listening.push([type, listener]);
      addEventListener.call(window, type, listener);
    };
    consent.start();
    Reflect.deleteProperty(window, "addEventListener");
    return consent;
  }

  /** What another tab does: it writes the cookie; telling is up to the test. */
  writeCookie(value: string): void {
    document.cookie = `sereno_consent=${value};path=/`;
  }

  readCookie(): string | undefined {
    return /(?:^|; )sereno_consent=([^;]*)/.exec(document.cookie)?.[1];
  }

  /** Lets what was answered reach the server, so that the next test does not hear of it, and clears. */
  async close(): Promise<void> {
    await crypto.subtle.digest("SHA-256", new Uint8Array(32));
    await navigator.locks.request("sereno-queue", () => undefined);
    this.clear();
  }

  /** Undoes what a test changed on the page. */
  clear(): void {
    dispatchEvent(new PageTransitionEvent("pagehide"));
    for (const [type, listener] of this.#listening.splice(0)) removeEventListener(type, listener);
    window.fetch = realFetch;
    Reflect.deleteProperty(document, "cookie");
    Reflect.deleteProperty(navigator, "globalPrivacyControl");
    for (const pair of document.cookie.split("; "))
      document.cookie = `${pair.split("=")[0]}=;path=/;max-age=0`;
    localStorage.clear();
    sessionStorage.clear();
  }
}

/** The value of a consent cookie. */
export function cookieOf(granted: string, at = NOW, policyVersion = 3, id = decisionId(1)): string {
  return `v=1&p=${policyVersion}&id=${id}&t=${at}&g=${granted}`;
}

export function decisionId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** The next event of that name on the document. */
export function nextEvent<Name extends keyof ConsentEventDetails>(name: Name): Promise<ConsentEvent<Name>> {
  return new Promise((resolve) => {
    document.addEventListener(name, (event) => resolve(event as ConsentEvent<Name>), { once: true });
  });
}

/** The browser refuses to keep cookies, as with strict settings or in a sandbox. */
export function blockCookies(): void {
  Object.defineProperty(document, "cookie", { configurable: true, get: () => "", set: () => {} });
}

export function sendPrivacyControl(): void {
  Object.defineProperty(navigator, "globalPrivacyControl", { configurable: true, value: true });
}
