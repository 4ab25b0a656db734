import "sereno/logout-button";
import "sereno/session-timeout";
import { ApiError, type LogoutProblem, type PageSession } from "sereno/client";
import { pageSessionOf } from "./page-sessions.ts";
import { create, find, settle } from "./stage.ts";

export const LOGOUT_STATES = {
  "logout-idle": (stage: HTMLElement) => {
    for (const form of [{}, { noText: true }, { noIcon: true }]) stage.append(button(form), " ");
  },
  "logout-form": (stage: HTMLElement) => {
    const host = button();
    const form = document.createElement("form");
    const submit = document.createElement("button");
    submit.className = "button quiet";
    submit.textContent = "Leave";
    form.append(submit);
    host.append(form);
    stage.append(host);
  },
  "logout-confirming": async (stage: HTMLElement) => {
    const host = button({ confirm: "" });
    stage.append(host);
    await settle(host);
    void host.logOut();
    await find(host, "dialog");
  },
  "logout-busy": async (stage: HTMLElement) => {
    for (const form of [{}, { noText: true }]) {
      const host = button(form);
      stage.append(host, " ");
      void host.logOut();
      await find(host, "[aria-busy=true]");
    }
  },
  "logout-others": async (stage: HTMLElement) => {
    const logout: PageSession["logout"] = () =>
      Promise.resolve({ message: "Done", endedAt: new Date(0).toISOString(), ended: 3 });
    const host = button({ scope: "others", pageSession: pageSessionOf({ logout }) });
    stage.append(host);
    await host.logOut();
    await settle(host);
  },
  "logout-failed": (stage: HTMLElement) =>
    showProblem(stage, new ApiError("The server failed", { status: 500, code: "internal" })),
  "logout-offline": (stage: HTMLElement) =>
    showProblem(stage, new ApiError("No network", { code: "network" })),
};

function button(properties: Partial<HTMLElementTagNameMap["sereno-logout-button"]> = {}) {
  return create("sereno-logout-button", { pageSession: pageSessionOf(), ...properties });
}

/** What came of a logout the page's session tells, wherever the button is. */
async function showProblem(stage: HTMLElement, error: ApiError): Promise<void> {
  const logoutProblem: LogoutProblem = { error, retry: () => undefined, dismiss: () => undefined };
  const timeout = create("sereno-session-timeout", { pageSession: pageSessionOf({ logoutProblem }) });
  stage.append(timeout);
  await find(timeout, "dialog[open]");
}
