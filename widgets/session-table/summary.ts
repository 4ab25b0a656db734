import type { LitElement, TemplateResult } from "lit";
import type { MetricsAnswer, MetricsWindow } from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { chooseLocale } from "../shared/locale.ts";
import { VisibleTicker } from "../shared/visible-ticker.ts";
import { addStyles } from "../shared/add-styles.ts";
import { createEndedCells } from "./ended-cells.ts";
import type { SessionView } from "./session-view.ts";
import { messages as english } from "./summary.messages.ts";
import { styles } from "./summary.styles.ts";
import { summaryTemplate } from "./summary-template.ts";
import { messages as englishTools } from "./tools.messages.ts";

interface SummaryHost extends LitElement {
  api: ApiClient;
}

const REFRESH_MS = 60_000;

/**
 * The figures above everybody's sessions, brought up to date every minute while the page is visible. A chunk:
 * it comes after the rows. Figures a minute old stay when newer ones cannot be had.
 */
export async function createSummary(host: SummaryHost): Promise<(view: SessionView) => TemplateResult> {
  const { language } = chooseLocale(["en", "es"], host);
  const isSpanish = language === "es";
  const [text, tools, ended] = await Promise.all([
    isSpanish ? import("./summary.messages.es.ts").then(({ messages }) => messages) : english,
    isSpanish ? import("./tools.messages.es.ts").then(({ messages }) => messages) : englishTools,
    createEndedCells(host),
  ]);
  addStyles(host.shadowRoot, styles);
  let window: MetricsWindow = "24h";
  let metrics: MetricsAnswer | undefined;
  let hasFailed = false;
  const load = async (): Promise<void> => {
    const asked = window;
    const answer = await host.api
      .get<MetricsAnswer>(`api/admin/metrics?window=${asked}`)
      .catch(() => undefined);
    if (asked !== window) return;
    metrics = answer ?? metrics;
    hasFailed = !answer;
    host.requestUpdate();
  };
  const choose = (chosen: MetricsWindow): void => {
    window = chosen;
    void load();
  };
  new VisibleTicker(host, REFRESH_MS, () => void load());
  return ({ locale }) =>
    summaryTemplate({
      text,
      locale,
      metrics,
      hasFailed,
      window,
      choose,
      devices: tools.devices,
      describeEnd: ended.describe,
    });
}
