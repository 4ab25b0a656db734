import type {
  GrantId,
  PolicyCategory,
  PolicyChange,
  PolicyResource,
  PolicyService,
} from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import type { CookieConsent } from "./consent-cookie.ts";
import { allows } from "./grants.ts";
import { consentPageTexts } from "./page-texts.ts";
import type { ConsentPageTexts } from "./texts/consent-texts.ts";

/** What the consent page shows. */
export interface ConsentPageState {
  policy: PolicyResource;
  consent: CookieConsent | undefined;
  /** Since an earlier version of the policy that the visitor answered; undefined where there was none. */
  changes: readonly PolicyChange[] | undefined;
  /** Where to go afterwards, a path of this origin; `""` stays here. */
  next: string;
  /** Whether the browser sends Global Privacy Control. */
  isPrivacyControlled: boolean;
  basePath: string;
}

/**
 * The consent page's body. Nothing is ticked that the visitor has not ticked before, and the boxes have a form of
 * their own, where Enter saves them instead of pressing “Accept all”.
 */
export function consentPage(state: ConsentPageState): Html {
  const { policy, consent, changes, next, isPrivacyControlled, basePath } = state;
  const text = consentPageTexts(policy);
  const granted = consent?.granted ?? [];
  const nextField = html`<input type="hidden" name="next" value="${next}" />`;
  return html`<main class="card wide">
    <h1>${text.title}</h1>
    <p>${text.intro}</p>
    <p>${presentChoice(consent, policy.locale, text)}</p>
    ${changes && changesNotice(changes, text)}
    ${isPrivacyControlled && html`<p class="notice">${text.privacyControl}</p>`}
    <form method="post" action="${basePath}/consent">
      ${nextField}
      <div class="row">
        <button name="answer" value="accept">${text.accept}</button>
        <button name="answer" value="reject">${text.reject}</button>
      </div>
    </form>
    <form method="post" action="${basePath}/consent">
      ${nextField} ${policy.categories.map((category) => categoryFields(category, granted, text))}
      <div class="row"><button name="answer" value="choose">${text.save}</button></div>
    </form>
    <section class="about-cookies" aria-labelledby="protection">
      <h2 id="protection">${text.protection}</h2>
      <ul>
        ${policy.protection.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
    </section>
    <p class="about-cookies">
      ${next !== "" && html`<a href="${next}">${text.back}</a> · `}<a href="${basePath}/consent/receipt"
        >${text.receipt}</a
      >
    </p>
  </main>`;
}

function presentChoice(
  consent: CookieConsent | undefined,
  locale: string,
  text: ConsentPageTexts,
): string | Html {
  if (consent === undefined) return text.undecided;
  const { decidedAt } = consent;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(decidedAt);
  return html`${text.current} <time datetime="${new Date(decidedAt).toISOString()}">${date}</time>.`;
}

function changesNotice(changes: readonly PolicyChange[], text: ConsentPageTexts): Html {
  return html`<div class="notice">
    <p>${text.policyChanged}</p>
    <ul>
      ${changes.map(
        ({ kind, name, category, items }) =>
          html`<li>
            <b>${text[kind]}:</b> ${name}${category !== undefined && ` (${category})`}${
              items.length > 0 && html` <code>${items.join(", ")}</code>`
            }
          </li>`,
      )}
    </ul>
  </div>`;
}

/** One box a category, or one a service where there are several: never both, which could contradict each other. */
function categoryFields(
  { id, name, description, services }: PolicyCategory,
  granted: readonly GrantId[],
  text: ConsentPageTexts,
): Html {
  const isWhole = id !== "essential" && services.length < 2;
  const grantOf = (service: PolicyService) =>
    id === "essential" || isWhole ? undefined : `${id}.${service.id}`;
  return html`<section class="choice" aria-labelledby="category-${id}">
    <h2 id="category-${id}">${name}</h2>
    <p>${description}</p>
    ${id === "essential" && html`<p><strong>${text.always}</strong></p>`}
    ${isWhole && checkbox({ id, label: text.allow.replace("{category}", () => name), granted })}
    ${services.map((service) => serviceFields(service, grantOf(service), granted, text))}
  </section>`;
}

function serviceFields(
  { name, purpose, provider, items }: PolicyService,
  grant: GrantId | undefined,
  granted: readonly GrantId[],
  text: ConsentPageTexts,
): Html {
  return html`<div>
    ${grant === undefined ? html`<h3>${name}</h3>` : checkbox({ id: grant, label: name, granted })}
    <p>${purpose} (${provider})</p>
    ${
      items.length > 0 &&
      html`<details>
        <summary>${text.items} (${items.length})</summary>
        <dl>
          ${items.map(
            (item) =>
              html`<dt><code>${item.name}</code></dt>
                <dd>${item.purpose} <small>${item.duration}.</small></dd>`,
          )}
        </dl>
      </details>`
    }
  </div>`;
}

interface Box {
  id: GrantId;
  label: string;
  granted: readonly GrantId[];
}

function checkbox({ id, label, granted }: Box): Html {
  return html`<label class="check">
    <input type="checkbox" name="grant" value="${id}" ${allows(granted, id) && html`checked`} /> ${label}
  </label>`;
}
