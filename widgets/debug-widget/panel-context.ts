import type { TemplateResult } from "lit";
import type { PolicyResource, SessionResource } from "../../server/contract/index.ts";
import type { DebugSnapshot } from "./debug-feed.ts";
import type { PanelMessages } from "./panel-messages.ts";
import type { PageConsent } from "./page-consent.ts";
import type { PageError } from "./page-errors.ts";
import type { RevealedCookies } from "./revealed-cookies.ts";
import type { RevealedValues } from "./revealed-values.ts";
import type { TabId } from "./tabs.ts";

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
  /** Undefined until their code has come. */
  lazyTabs: Readonly<Record<LazyTabId, LazyTab>> | undefined;
  revealedCookies: RevealedCookies;
  /** Storage keys whose value is shown. */
  revealed: RevealedValues;
}

/** Tabs whose code comes when somebody looks. */
export type LazyTabId = Extract<TabId, "statistics" | "consent" | "log">;

export interface LazyTab {
  render(context: PanelContext): TemplateResult;
}
