import "sereno/session-timeout";
import type { PageSession } from "sereno/client";
import type { EndReason } from "../../../server/contract/index.ts";
import { pageSessionOf } from "./page-sessions.ts";
import { minutesAgo, sessionOf } from "./sessions.ts";
import { create, find } from "./stage.ts";

/** 102 seconds. */
const SOON = minutesAgo(-1.7);

export const TIMEOUT_STATES = {
  "timeout-question": async (stage: HTMLElement) => {
    await ask(stage, {
      session: sessionOf({ current: true, lastSeenAt: minutesAgo(118), idleExpiresAt: SOON }),
    });
  },
  "timeout-last": async (stage: HTMLElement) => {
    await ask(stage, { session: sessionOf({ current: true, absoluteExpiresAt: SOON }) });
  },
  "timeout-failed": async (stage: HTMLElement) => {
    const session = sessionOf({ current: true, lastSeenAt: minutesAgo(118), idleExpiresAt: SOON });
    const timeout = await ask(stage, { session, extend: () => Promise.reject(new Error("No network")) });
    (await find(timeout, ".primary")).click();
    await find(timeout, ".error:not([hidden])");
  },
  "ended-forced": (stage: HTMLElement) => showEnd(stage, "forced", "Password found on a shared computer."),
  "ended-idle": (stage: HTMLElement) => showEnd(stage, "expired_idle"),
  "ended-password": (stage: HTMLElement) => showEnd(stage, "password_change"),
  "ended-disabled": (stage: HTMLElement) => showEnd(stage, "account_disabled"),
};

async function ask(stage: HTMLElement, changes: Partial<PageSession>): Promise<HTMLElement> {
  const timeout = create("sereno-session-timeout", { pageSession: pageSessionOf(changes) });
  stage.append(timeout);
  await find(timeout, "dialog[open]");
  return timeout;
}

async function showEnd(
  stage: HTMLElement,
  endReason: EndReason,
  endMessage: string | null = null,
): Promise<void> {
  const ended = { endReason, endMessage, endedAt: minutesAgo(1) };
  const timeout = create("sereno-session-timeout", { pageSession: pageSessionOf({ user: null, ended }) });
  stage.append(timeout);
  await find(timeout, ".notice");
}
