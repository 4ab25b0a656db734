import { CONSENT_COOKIE, type CategoryId } from "../contract/index.ts";
import { CLOCK_SKEW_MS, CONSENT_LIFE_MS } from "./consent-cookie.ts";

/** The signals of Google Consent Mode v2, and the category that each of them waits for. */
const SIGNALS = {
  ad_storage: "marketing",
  ad_user_data: "marketing",
  ad_personalization: "marketing",
  analytics_storage: "analytics",
  functionality_storage: "functional",
  personalization_storage: "functional",
  security_storage: "essential",
} as const satisfies Record<string, CategoryId>;

/** For a policy that switches the signals off: the tag in the head may stay. */
const SILENT = "/* This site's consent policy switches the consent signals off. */\n";

/**
 * `signals.js`, a classic script for the head: denies every signal before any tag can run, then says what the
 * visitor of the consent cookie allows, and follows each later answer. A module would be deferred, and too late.
 * https://developers.google.com/tag-platform/security/guides/consent
 */
export function createSignalsScript({
  version,
  hasSignals,
}: {
  version: number;
  hasSignals: boolean;
}): string {
  return hasSignals ? script(version) : SILENT;
}

/** Reads the cookie as `findConsent` does: corrupt, expired, from the future or of another policy grants nothing. */
function script(version: number): string {
  return `(function () {
  "use strict";
  var signals = ${JSON.stringify(SIGNALS)};
  var layer = (window.dataLayer = Array.isArray(window.dataLayer) ? window.dataLayer : []);
  function gtag() {
    layer.push(arguments);
  }
  function say(command, granted) {
    var states = {};
    for (var signal in signals) states[signal] = granted.indexOf(signals[signal]) < 0 ? "denied" : "granted";
    gtag("consent", command, states);
  }
  function update(granted) {
    say("update", ["essential"].concat(granted));
  }
  function findAnswer() {
    var pattern = /(?:^|; *)${CONSENT_COOKIE}=v=1&p=(\\d{1,6})&id=[\\da-f-]{36}&t=(\\d{13})&g=([\\w.+-]*)(?=;|$)/g;
    var cookies = document.cookie;
    var newest;
    for (var match; (match = pattern.exec(cookies)); ) {
      var age = Date.now() - match[2];
      if (age < -${CLOCK_SKEW_MS} || age >= ${CONSENT_LIFE_MS} || (newest && newest[2] >= match[2])) continue;
      newest = match;
    }
    return newest && +newest[1] === ${version} ? newest[3].split("+") : undefined;
  }
  say("default", []);
  document.addEventListener("sereno-consent-change", function (event) {
    update(event.consent.granted);
  });
  try {
    var answer = findAnswer();
    if (answer) update(answer);
  } catch (error) {
    // A page that may not read cookies has no answer.
  }
})();
`;
}
