import type { DecisionResource, GrantId } from "../../server/contract/consent.ts";
import type { ConsentSnapshot } from "./consent-snapshot.ts";

/** Why consent changed: the visitor answered here, in another tab, or the answer is no longer in force. */
export type ChangeSource = "user" | "tab" | "gpc" | "expiry" | "policy";

/** Once, when the script knows what the visitor answered before. */
export interface ConsentReadyDetail {
  consent: ConsentSnapshot;
}

/** After every answer, here or in another tab. */
export interface ConsentChangeDetail {
  consent: ConsentSnapshot;
  /** Ids that became allowed. */
  granted: GrantId[];
  /** Ids that ceased to be allowed. */
  revoked: GrantId[];
  source: ChangeSource;
  /** False when the browser refused to store the answer. */
  persisted: boolean;
}

/** The server has recorded the answer. */
export interface ConsentReceiptDetail {
  receipt: DecisionResource;
}

/** Something did not succeed; what was refused stays refused, and what was granted is in force. */
export interface ConsentErrorDetail {
  /**
   * `answer`: it could not be taken; `record`: the server did not keep it; `clear`: what was declared could not
   * be deleted; `gate`: what is allowed could not be opened.
   */
  failed: "answer" | "record" | "clear" | "gate";
  decisionId?: string;
  /** Of the server's answer; 0 when there was none. */
  status?: number;
  /** The decision waits, and is sent again. */
  willRetry?: boolean;
  error: unknown;
}

export interface ConsentEventDetails {
  "sereno-consent-ready": ConsentReadyDetail;
  "sereno-consent-change": ConsentChangeDetail;
  "sereno-consent-receipt": ConsentReceiptDetail;
  "sereno-consent-error": ConsentErrorDetail;
}

export type ConsentEvent<Name extends keyof ConsentEventDetails> = Event & ConsentEventDetails[Name];

export type Announce = typeof announce;

/** Dispatches on `document`; the details are properties of the event. */
export function announce<Name extends keyof ConsentEventDetails>(
  name: Name,
  detail: ConsentEventDetails[Name],
): void {
  document.dispatchEvent(Object.assign(new Event(name), detail));
}

declare global {
  interface DocumentEventMap {
    "sereno-consent-ready": ConsentEvent<"sereno-consent-ready">;
    "sereno-consent-change": ConsentEvent<"sereno-consent-change">;
    "sereno-consent-receipt": ConsentEvent<"sereno-consent-receipt">;
    "sereno-consent-error": ConsentEvent<"sereno-consent-error">;
  }
}
