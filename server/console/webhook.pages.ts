import type { Context } from "koa";
import type { WebhookDeliveryResource } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import { Problem } from "../http/problem.ts";
import { code } from "./cells.view.ts";
import { confirmView, doneNotice } from "./confirm.view.ts";
import type { ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import { answerList } from "./list-answer.ts";
import type { PageRouter } from "./page-router.ts";
import { deliveryList, WEBHOOKS_PATH } from "./webhooks.page.ts";

/** Webhooks, and sending again those that were given up. */
export function addWebhookPages(
  pages: PageRouter,
  sources: Pick<ConsoleSources, "deliveries" | "requireRecentAuthentication">,
): void {
  const { deliveries } = sources;

  /** Undefined for one that need not be sent again, or cannot be: the list says which. */
  async function findFailed(ctx: Context): Promise<WebhookDeliveryResource | undefined> {
    const delivery = await deliveries.find(String(ctx.params.id));
    if (delivery === undefined) throw new Problem("not_found", "There is no such delivery.");
    return delivery.state === "failed" && deliveries.isConfigured ? delivery : undefined;
  }

  pages.forSuperusers("get", WEBHOOKS_PATH, async (page) => {
    const shown = await answerList(page, "webhooks", deliveryList(page, sources));
    const done = doneNotice(await findOutcome(page, deliveries));
    return { ...shown, content: html`${done} ${configurationNotice(page, deliveries)} ${shown.content}` };
  });

  pages.forSuperusers("get", `${WEBHOOKS_PATH}/:id/resend`, async (page, ctx) => {
    const delivery = await findFailed(ctx);
    if (delivery === undefined) return { redirect: `${WEBHOOKS_PATH}?done=not-failed` };
    sources.requireRecentAuthentication(ctx);
    const text = page.text.webhook;
    return {
      name: "webhooks",
      isBelow: true,
      title: text.resendTitle,
      lead: code(delivery.id),
      hasNoUtcTimes: true,
      content: confirmView(page, { body: text.resendBody, submit: text.submit, back: WEBHOOKS_PATH }),
    };
  });

  pages.forSuperusers("post", `${WEBHOOKS_PATH}/:id/resend`, async (_, ctx) => {
    const delivery = await findFailed(ctx);
    if (delivery === undefined) return { redirect: `${WEBHOOKS_PATH}?done=not-failed` };
    const { id } = await deliveries.resend(ctx, delivery.id);
    return { redirect: `${WEBHOOKS_PATH}?done=${id}` };
  });
}

/** What has become by now of the delivery that was sent again. */
async function findOutcome(
  { text, query }: ConsolePage,
  deliveries: ConsoleSources["deliveries"],
): Promise<string | undefined> {
  const done = query.get("done");
  if (done === null) return undefined;
  if (done === "not-failed") return deliveries.isConfigured ? text.webhook.notFailed : undefined;
  const delivery = await deliveries.find(done);
  return delivery && text.webhook.resent[delivery.state];
}

function configurationNotice(
  { text }: ConsolePage,
  { isConfigured }: ConsoleSources["deliveries"],
): Html | undefined {
  return isConfigured ? undefined : html`<p class="notice">${text.webhook.notConfigured}</p>`;
}
