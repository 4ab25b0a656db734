import { findScriptTag } from "../shared/script-tag.ts";
import { createFrontendLog, type FrontendLog } from "./frontend-log.ts";
import { isLogOn, isSuperuser } from "./is-log-on.ts";
import { describeFailure, describeReport, type Occurrence } from "./occurrence.ts";

let log: FrontendLog | undefined;

/**
 * Reports an error event of the page, or what the site says; without a source it only begins to watch the page.
 * Nothing while the log is off. Never throws: an object of the page may, when it is read.
 */
export function logEvent(source?: string | Event, data: Record<string, unknown> = {}): void {
  try {
    if (!isLogOn()) return;
    log ??= watchPage(createFrontendLog(`${window.sereno?.base}api/frontend-log`));
    if (typeof source === "object") add(describeFailure(source as ErrorEvent | PromiseRejectionEvent));
    else if (source) add(describeReport(source, data));
  } catch {
    // As above.
  }
}

function add(occurrence: Occurrence): void {
  if (occurrence.level !== "debug" || isSuperuser()) log?.add(occurrence);
}

function watchPage(created: FrontendLog): FrontendLog {
  // The same function that sereno.js may have added: it is called once.
  for (const type of ["error", "unhandledrejection"])
    addEventListener(type, window.sereno?.log as EventListener);
  addEventListener("pagehide", created.flush);
  document.addEventListener("visibilitychange", () => document.hidden && created.flush());
  document.addEventListener("sereno-consent-change", ({ granted, revoked, source }) => {
    if (isLogOn()) created.add({ type: "consent.change", level: "info", data: { granted, revoked, source } });
    else created.clear();
  });
  if (findScriptTag()?.dataset["pageViews"] !== "off") created.add({ type: "page.view", level: "info" });
  return created;
}
