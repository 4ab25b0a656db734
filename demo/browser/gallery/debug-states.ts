import "sereno/debug-widget";
import type { ApiClient } from "sereno/client";
import { apiOf, json, problem } from "./answers.ts";
import { consentOf } from "./consents.ts";
import { DEBUG_ANSWER, FRONTEND_EVENTS } from "./debug-answer.ts";
import { pageSessionOf } from "./page-sessions.ts";
import { POLICY } from "./policy.ts";
import { create, find, settle } from "./stage.ts";

const SERVER = apiOf({
  "GET api/session-debug": json(DEBUG_ANSWER),
  "GET api/consent/policy": json(POLICY),
  "GET api/admin/frontend-events": json({ items: FRONTEND_EVENTS, nextCursor: null }),
  "GET api/admin/frontend-event-groups": json({ items: [], events: 0, eventsAreCapped: false }),
});

export const DEBUG_STATES = {
  "debug-pill": async (stage: HTMLElement) => {
    await find(add(stage, SERVER), ".pill");
  },
  "debug-session": (stage: HTMLElement) => openTab(stage, "session"),
  "debug-cookies": (stage: HTMLElement) => openTab(stage, "cookies"),
  "debug-history": (stage: HTMLElement) => openTab(stage, "history"),
  "debug-statistics": (stage: HTMLElement) => openTab(stage, "statistics"),
  "debug-consent": (stage: HTMLElement) => openTab(stage, "consent"),
  "debug-storage": (stage: HTMLElement) => {
    localStorage.setItem("cookies_accepted", "true");
    localStorage.setItem("filters_applied", "?year=2026&q=water");
    sessionStorage.setItem("cookies_notification_shown", "true");
    return openTab(stage, "storage");
  },
  "debug-log": (stage: HTMLElement) => openTab(stage, "log"),
  "debug-failed": async (stage: HTMLElement) => {
    const widget = add(stage, apiOf({ "GET api/session-debug": problem(503, "unavailable") }));
    await widget.expand();
    await find(widget, ".failure");
  },
};

function add(stage: HTMLElement, api: ApiClient) {
  const consent = consentOf(["functional", "analytics.matomo"]);
  const widget = create("sereno-debug-widget", { api, pageSession: pageSessionOf(), consent });
  stage.append(widget);
  return widget;
}

async function openTab(stage: HTMLElement, tab: string): Promise<void> {
  const widget = add(stage, SERVER);
  await widget.expand();
  (await find(widget, `#tab-${tab}`)).click();
  await find(widget, `#panel-${tab}:not([hidden])`);
  await settle(widget);
}
