import type { ApiClient } from "../shared/api-client.ts";
import type { PageSession } from "../shared/page-session.ts";
import type { Announcer } from "./announcer.ts";
import type { PanelContext } from "./panel-context.ts";
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

/** Copies what the page is like as JSON, or its request as cURL; both without secrets. Says how it went, never rejects. */
export async function copyReport(
  context: PanelContext | undefined,
  { announcer, text }: ActionContext,
): Promise<void> {
  const copied = context ? text.copied : text.curlCopied;
  try {
    const { copyText, createCurlCommand, createDebugReport } = await import("./panel-on-demand.ts");
    const report = context ? createDebugReport(context) : createCurlCommand();
    await announcer.say((await copyText(report)) ? copied : text.copyFailed);
  } catch {
    await announcer.say(text.copyFailed);
  }
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
