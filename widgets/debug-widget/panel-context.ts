import type { TemplateResult } from "lit";
import type { PolicyResource, SessionResource } from "../../server/contract/index.ts";
import type { DebugSnapshot } from "./debug-feed.ts";
import type { PanelMessages } from "./panel-messages.ts";
import type { PageConsent } from "./page-consent.ts";
import type { PageError } from "./page-errors.ts";
import type { RevealedCookies } from "./revealed-cookies.ts";
import type { RevealedValues } from "./revealed-values.ts";

/** What a panel draws from. Panels are functions of it and keep nothing. */
export interface PanelContext extends DebugSnapshot {
  session: SessionResource | null;
  policy: PolicyResource | undefined;
  consent: PageConsent | undefined;
  text: PanelMessages;
  /** BCP 47. */
  locale: string;
  /** The server's clock, epoch ms. */
  now: number;
  errors: readonly PageError[];
  /** What pages reported; undefined until its code has come. */
  eventLog: { render(context: PanelContext): TemplateResult } | undefined;
  revealedCookies: RevealedCookies;
  /** Storage keys whose value is shown. */
  revealed: RevealedValues;
}
