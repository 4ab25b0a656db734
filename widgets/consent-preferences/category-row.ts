import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { DeclaredItem, PolicyCategory, PolicyService } from "../../server/contract/consent.ts";
import { numberFormat, pluralRules } from "../shared/locale.ts";
import { type Choice, servicesOn, stateOf, toggleCategory, toggleService } from "./draft.ts";
import type { PreferencesMessages } from "./messages.ts";

export interface CategoryContext {
  text: PreferencesMessages;
  locale: string;
  draft: readonly string[];
  hasPrivacyControl: boolean;
  /** Whether the site's own texts and lists are here. */
  isDetailed: boolean;
  onChange: (change: (draft: readonly string[]) => string[]) => void;
}

/** One category: its switch, what it is for, and its services with their cookies. */
export function categoryRow(category: PolicyCategory, context: CategoryContext): TemplateResult {
  const { draft, onChange } = context;
  const isEssential = category.id === "essential";
  const choice = choiceOf(category);
  const state = isEssential ? "on" : stateOf(choice, draft);
  const id = `switch-${category.id}`;
  return html`<div
    class="category"
    role="group"
    aria-labelledby="name-${category.id}"
    aria-describedby="about-${category.id}"
  >
    <h3 id="name-${category.id}"><label for=${id}>${category.name}</label></h3>
    <input
      type="checkbox"
      class="switch"
      id=${id}
      .checked=${live(state === "on")}
      .indeterminate=${live(state === "mixed")}
      ?disabled=${isEssential}
      @change=${() => onChange((current) => toggleCategory(choice, current))}
    />
    <p id="about-${category.id}">${description(category, state, context)}</p>
    ${context.isDetailed ? services(category, choice, context) : nothing}
  </div>`;
}

export function choiceOf({ id, services }: PolicyCategory): Choice {
  return { category: id, services: services.map((service) => `${id}.${service.id}`) };
}

function description(category: PolicyCategory, state: string, context: CategoryContext): string {
  const { text } = context;
  // A site says it in its own words.
  if (category.id === "essential" && !context.isDetailed) return `${category.description} ${text.alwaysOn}`;
  if (category.id === "marketing" && state === "off" && context.hasPrivacyControl) return text.privacyControl;
  return category.description;
}

function services(category: PolicyCategory, choice: Choice, context: CategoryContext): TemplateResult {
  if (!category.services.length) return html`<p class="none">${context.text.noItems}</p>`;
  return html`<details>
    <summary aria-describedby="name-${category.id}">${summary(category, choice, context)}</summary>
    ${category.services.map((service) => serviceRow(category, service, context))}
  </details>`;
}

/** "1 of 2 services on", "3 cookies", or "2 services" where none of them sets any. */
function summary(category: PolicyCategory, choice: Choice, { text, locale, draft }: CategoryContext): string {
  const number = numberFormat(locale);
  const all = category.services.length;
  const on = servicesOn(choice, draft).length;
  if (on > 0 && on < all) {
    return text.servicesOn.replace("{on}", number.format(on)).replace("{all}", number.format(all));
  }
  const items = category.services.flatMap((service) => service.items).length;
  const form = pluralRules(locale).select(items || all) === "one" ? "one" : "other";
  const counted = items ? text[`items.${form}`] : text[`services.${form}`];
  return counted.replace("{count}", number.format(items || all));
}

function serviceRow(
  category: PolicyCategory,
  service: PolicyService,
  context: CategoryContext,
): TemplateResult {
  const { text } = context;
  return html`<div class="service">
    ${serviceSwitch(category, service, context)}
    <p>${service.purpose} ${text.provider}: ${service.provider}.</p>
    ${
      service.items.length
        ? html`<ul>
            ${service.items.map((item) => itemRow(item, text))}
          </ul>`
        : html`<p>${text.noItems}</p>`
    }
  </div>`;
}

function serviceSwitch(
  category: PolicyCategory,
  service: PolicyService,
  { draft, onChange }: CategoryContext,
): TemplateResult {
  if (category.id === "essential") return html`<h4>${service.name}</h4>`;
  const id = `${category.id}.${service.id}`;
  const choice = choiceOf(category);
  return html`<h4><label for="switch-${id}">${service.name}</label></h4>
    <input
      type="checkbox"
      class="switch"
      id="switch-${id}"
      .checked=${live(servicesOn(choice, draft).includes(id))}
      @change=${() => onChange((current) => toggleService(id, choice, current))}
    />`;
}

function itemRow(item: DeclaredItem, text: PreferencesMessages): TemplateResult {
  return html`<li>
    <code>${item.name}</code> <span class="kind">${text[`kinds.${item.kind}`]}</span>
    <p>${item.purpose}</p>
    <p>${text.duration}: ${item.duration} · ${text.provider}: ${item.provider}</p>
  </li>`;
}
