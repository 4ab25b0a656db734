import { html, type TemplateResult } from "lit";
import type { Consent } from "../consent/consent-api.ts";
import { hasGlobalPrivacyControl } from "../consent/global-privacy-control.ts";
import type { PreferencesMessages } from "./messages.ts";

/** How data is protected, in plain words, and the technical details for administrators. */
export function protectionNotes(
  consent: Consent,
  protection: readonly string[],
  text: PreferencesMessages,
): TemplateResult {
  return html`<details class="notes">
      <summary>${text.protectionTitle}</summary>
      ${protection.map((paragraph) => html`<p>${paragraph}</p>`)}
    </details>
    <details class="notes">
      <summary>${text.detailsTitle}</summary>
      <dl>
        ${technicalDetails(consent, text).map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
    </details>`;
}

function technicalDetails(consent: Consent, text: PreferencesMessages): [string, string][] {
  const { id, persisted } = consent.get();
  const secure = location.protocol === "https:" ? "; Secure" : "";
  return [
    [text["details.cookie"], `sereno_consent; Path=/; SameSite=Lax; Max-Age=15552000${secure}`],
    [text["details.policyHash"], consent.policy.hash],
    [text["details.decision"], id ?? text.none],
    [text["details.stored"], persisted ? text.yes : text.no],
    [text["details.privacyControl"], hasGlobalPrivacyControl() ? text.yes : text.no],
    [text["details.ran"], [...(consent.gate?.ran ?? [])].join(", ") || text.none],
  ];
}
