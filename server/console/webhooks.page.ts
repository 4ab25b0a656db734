import type { DeliveryState, WebhookDeliveryResource } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import { badge, code, nothing, prose, type Shape, type Tone } from "./cells.view.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import type { Column, List } from "./list.ts";

export const WEBHOOKS_PATH = "/admin/webhook-deliveries";

const BADGES: Record<DeliveryState, [Shape, Tone]> = {
  pending: ["ring", "muted"],
  delivered: ["dot", "ok"],
  failed: ["square", "danger"],
};

/** What the host was told of sessions that were taken away. */
export function deliveryList(
  page: ConsolePage,
  { deliveries }: Pick<ConsoleSources, "deliveries">,
): List<WebhookDeliveryResource> {
  const text = page.text.webhook;
  const { isConfigured } = deliveries;
  return {
    path: WEBHOOKS_PATH,
    caption: text.caption,
    empty: isConfigured ? text.empty : text.nothingLeft,
    fields: [{ name: "state", label: text.state, type: "choice", choices: Object.entries(text.states) }],
    // What can be done about a row stands before the names in it, which small windows scroll to.
    columns: [...progressColumns(page), ...(isConfigured ? [actionColumn(page)] : []), ...nameColumns(page)],
    read: (query) => deliveries.list(query),
  };
}

function progressColumns(page: ConsolePage): Column<WebhookDeliveryResource>[] {
  const { formats } = page;
  const text = page.text.webhook;
  const time = (iso: string | null) => (iso === null ? nothing(page) : formats.time(iso));
  return [
    {
      head: text.ended,
      kind: "row-header",
      cell: ({ endedAt, endReason }) =>
        html`${formats.time(endedAt)} <span class="muted under">${page.text.endReasons[endReason]}</span>`,
    },
    { head: text.state, cell: ({ state }) => badge(...BADGES[state], text.states[state]) },
    { head: text.fault, cell: (delivery) => faultCell(page, delivery) },
    { head: text.attempts, kind: "number", cell: ({ attempts }) => formats.count(attempts) },
    { head: text.lastAttempt, cell: ({ lastAttemptAt }) => time(lastAttemptAt) },
    { head: text.nextAttempt, cell: ({ nextAttemptAt }) => time(nextAttemptAt) },
  ];
}

/** By which the site knows the session, the person and the message. */
function nameColumns(page: ConsolePage): Column<WebhookDeliveryResource>[] {
  const text = page.text.webhook;
  const name = (value: string | null) => (value === null ? nothing(page) : code(value));
  return [
    { head: text.hostSid, cell: ({ hostSid }) => name(hostSid) },
    { head: text.subject, cell: ({ subject }) => name(subject) },
    { head: text.id, cell: ({ id }) => code(id) },
  ];
}

/** In the reader's language as far as the status says it; what a machine said stands as it is. */
function faultCell(page: ConsolePage, { lastStatus, lastError }: WebhookDeliveryResource): Html {
  const text = page.text.webhook;
  if (lastError === null) return nothing(page);
  if (lastStatus === null)
    return html`<div>${text.noAnswer}</div>
      <div class="muted">${prose(lastError)}</div>`;
  const isRedirect = lastStatus >= 300 && lastStatus < 400;
  return html`${isRedirect ? text.redirected(lastStatus) : text.answered(lastStatus)}`;
}

function actionColumn(page: ConsolePage): Column<WebhookDeliveryResource> {
  const text = page.text.webhook;
  return {
    head: text.actions,
    kind: "actions",
    cell: ({ id, state }) =>
      state === "failed"
        ? html`<a class="button" href="${addressOf(page, `${WEBHOOKS_PATH}/${id}/resend`)}"
            >${text.resend}<span class="hidden"> ${id}</span></a
          >`
        : nothing(page),
  };
}
