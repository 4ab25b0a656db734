import "sereno/consent-preferences";
import type { ApiClient, Consent } from "sereno/client";
import { apiOf, json, never, offline } from "./answers.ts";
import { consentOf, DECISION_ID } from "./consents.ts";
import { POLICY } from "./policy.ts";
import { create, find } from "./stage.ts";

const TEXTS = "GET assets/policy-9c1f0a77b2d4-en.json";
const WITH_TEXTS = apiOf({ [TEXTS]: json(POLICY) });

export const PREFERENCES_STATES = {
  "preferences-first": async (stage: HTMLElement) => {
    await find(open(stage, consentOf(), WITH_TEXTS), "details");
  },
  "preferences-answered": async (stage: HTMLElement) => {
    const preferences = openAnswered(stage);
    const details = await find<HTMLDetailsElement>(preferences, "details");
    details.open = true;
  },
  "preferences-loading": async (stage: HTMLElement) => {
    await find(open(stage, consentOf(), apiOf({ [TEXTS]: never })), "dialog");
  },
  "preferences-failed": async (stage: HTMLElement) => {
    await find(open(stage, consentOf(), apiOf({ [TEXTS]: offline })), "[role=alert] button");
  },
  "preferences-erase": async (stage: HTMLElement) => {
    const preferences = openAnswered(stage);
    await find(preferences, `[lang|="${document.documentElement.lang}"] details`);
    (await find(preferences, ".answer .danger:last-of-type")).click();
    await find(preferences, "[role=alertdialog]");
  },
};

function openAnswered(stage: HTMLElement): HTMLElement {
  localStorage.setItem(
    "sereno_receipt",
    JSON.stringify({ id: DECISION_ID, secret: "kept by the visitor", at: 0, hash: "4be1c09a77d2" }),
  );
  return open(stage, consentOf(["functional", "analytics.matomo"]), WITH_TEXTS);
}

function open(stage: HTMLElement, consent: Consent, api: ApiClient): HTMLElement {
  const preferences = create("sereno-consent-preferences", { consent, api, open: true });
  stage.append(preferences);
  return preferences;
}
