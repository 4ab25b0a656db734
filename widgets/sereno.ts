import type { CorePolicy } from "../server/contract/consent.ts";
import type { PageViewRequest } from "../server/contract/session.ts";
import type { HINT_COOKIE as HintName } from "../server/contract/cookie-names.ts";
import type { Consent } from "./consent/consent-api.ts";
import { createConsent } from "./consent/consent.ts";
import { readCookies } from "./consent/page-stores.ts";
import { watchElements } from "./consent/watch-elements.ts";
import { loadElement, mountFirst } from "./entry/element-loader.ts";
import { createSessionFacade } from "./entry/session-facade.ts";
import type { LogEvent, Sereno } from "./shared/sereno-global.ts";

const HINT: `${typeof HintName}=` = "sereno_hint=";
const BANNER = "sereno-consent-banner";
const PREFERENCES = "sereno-consent-preferences";

// A second script tag, under an address with another query for instance, changes nothing; an element with
// that id is none of ours.
if (!window.sereno?.consent) start(import.meta.url.replace(/[^/]*$/, ""));

/**
 * What every visitor loads: consent, and what brings the rest where the page needs it. Without Lit, and
 * without a module that a chunk shares: it would load twice under an address with a query.
 */
function start(base: string): void {
  const tag: DOMStringMap = document.querySelector<HTMLElement>('script[src*="sereno.js"]')?.dataset ?? {};
  // The host's own visitor, too, is to be signed in.
  const isSignedIn = readCookies().includes(HINT) || !!tag["hostSession"];
  // The server writes the policy here; `Object` keeps the build from reasoning about the text. Without one
  // there is nothing that could be allowed.
  const policy: CorePolicy = { services: {}, clear: {}, ...Object("__SERENO_POLICY__") };
  const consent = createConsent({
    policy,
    base,
    open: () =>
      loadElement(PREFERENCES).then(() => void mountFirst(PREFERENCES).toggleAttribute("open", true)),
    export: () => onDemand().then(({ exportConsent }) => exportConsent(consent)),
  });
  const session = createSessionFacade(isSignedIn);
  const log: LogEvent = (source, data) =>
    void onDemand().then(({ logEvent }) => logEvent(source, data), console.warn);
  window.sereno = { base, consent, session, log };
  window.showCookieNotificationTest = () => mountFirst(BANNER).toggleAttribute("preview", true);
  window.inspectCookies = () => onDemand().then(({ inspectCookies }) => inspectCookies(consent));
  consent.start();
  watchElements("[data-consent],:not(:defined)", (element) => {
    (element.dataset["consent"] ? consent.applyGate() : loadElement(element.localName)).catch(console.warn);
  });
  document.addEventListener("click", (event) => openPreferences(event, consent));
  if (!consent.get().decided) mountFirst(BANNER);
  watchPage(window.sereno, tag, isSignedIn);
}

/** One deferred page view, and failures of the page: of who is signed in, or of who allows analytics. */
function watchPage(
  { base, consent, session, log }: Sereno,
  { pageViews, logErrors }: DOMStringMap,
  isSignedIn: boolean,
): void {
  const isTracked = pageViews !== "off";
  const logFailures = () => {
    for (const type of ["error", "unhandledrejection"]) addEventListener(type, log);
  };
  if (logErrors === "on") {
    logFailures();
    log();
  }
  if (isTracked && isSignedIn) {
    session.ready
      .then(onDemand)
      .then((module) => module.sendPageView())
      .catch(console.warn);
  }
  void consent.whenGranted("analytics").then(() => {
    logFailures();
    // Without another file, and without a token: none is asked where there is no session.
    if (isTracked && !isSignedIn) {
      const view = { path: location.pathname } satisfies PageViewRequest;
      navigator.sendBeacon(`${base}api/session/page-view`, new URLSearchParams(view));
    }
  });
}

function onDemand() {
  return import("./entry/on-demand.ts");
}

/** Any `[data-sereno-open="consent"]` opens the preferences, but not in a tab of its own; a link goes to its page when that fails. */
function openPreferences(event: MouseEvent, consent: Consent): void {
  const target = event.target as Partial<Element>;
  const opener = target.closest?.<HTMLAnchorElement>('[data-sereno-open="consent"]');
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  consent.open().catch(() => opener.href && location.assign(opener.href));
}
