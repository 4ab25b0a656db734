import type { ApiClient } from "../shared/api-client.ts";
import type { PageSession } from "../shared/page-session.ts";
import type { Announcer } from "./announcer.ts";
import { copyText } from "./debug-report.ts";
import type { PanelMessages } from "./panel-messages.ts";

export interface ActionContext {
  /** Where a dialog opens. */
  host: HTMLElement;
  api: ApiClient;
  pageSession: PageSession;
  announcer: Announcer;
  text: PanelMessages;
}

/**
 * Resets counters, history and temporary data on the server; keeps the sign-in. Asks first and says how it
 * went. Never rejects.
 */
export async function clearSession(context: ActionContext): Promise<void> {
  const { api, announcer, text } = context;
  try {
    if (!(await isSure(context))) return;
    await api.post("api/clear-session");
    await announcer.say(text.cleared);
  } catch {
    await announcer.say(text.clearFailed);
  }
}

/** The same flow as the logout button's; it leaves the page. Says when it failed, never rejects. */
export async function logOut({ pageSession, announcer, text }: ActionContext): Promise<void> {
  try {
    await pageSession.logout();
  } catch {
    await announcer.say(text.logOutFailed);
  }
}

/** Copies a report. Says how it went, never rejects. */
export async function copyReport(report: string, { announcer, text }: ActionContext): Promise<void> {
  await announcer.say((await copyText(report)) ? text.copied : text.copyFailed);
}

async function isSure({ host, text }: ActionContext): Promise<boolean> {
  const { confirmDialog } = await import("../shared/confirm-dialog.ts");
  return confirmDialog(host, {
    title: text.clearTitle,
    message: text.clearText,
    confirm: text.clearConfirm,
    cancel: text.cancel,
    tone: "danger",
  });
}
