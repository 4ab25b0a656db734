import type { Test } from "uvu";
import * as assert from "uvu/assert";
import type { Dialect } from "../../server/database/dialect.ts";
import { TABLES, type WebhookDeliveryRow } from "../../server/database/tables.ts";
import { type SignedInClient, startTestApp, type TestApp } from "./app.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { startReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

/** Signs what the servers of these tests send. */
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

/** A server that sends webhooks, and who gets them. */
export interface WebhookContext {
  app: TestApp;
  database: TestDatabase;
  receiver: WebhookReceiver;
}

/** Gives each test of a suite a server and a receiver. Whatever it starts besides ends with it, also when it fails. */
export function prepareWebhooks(test: Test<WebhookContext>, dialect: Dialect) {
  const closing: (() => Promise<unknown>)[] = [];

  async function receive(options = {}): Promise<WebhookReceiver> {
    const receiver = await startReceiver(options);
    closing.push(receiver.close);
    return receiver;
  }

  async function start({ database, receiver }: Pick<WebhookContext, "database" | "receiver">, env = {}) {
    const app = await startTestApp(dialect, {
      databaseUrl: database.url,
      env: { SERENO_WEBHOOK_URL: receiver.url, SERENO_WEBHOOK_SECRET: SECRET, ...env },
    });
    closing.push(app.close);
    // Receivers refuse what was signed at another time than theirs.
    app.clock.advance(Date.now() - app.clock());
    return app;
  }

  test.before.each(async (context) => {
    context.database = await createTestDatabase(dialect);
    closing.push(context.database.drop);
    context.receiver = await receive();
    context.app = await start(context);
  });
  test.after.each(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  return { receive, start };
}

export async function end(
  app: TestApp,
  client: SignedInClient,
  reason: "forced" | "replaced" = "forced",
  message?: string,
): Promise<void> {
  const { sessions } = app.app.services;
  await sessions.end(await sessions.findByIds([client.answer.session.id]), { reason, message });
}

/** Sends what is due, until nothing is under way; then so many attempts must have been made in all. */
export async function sendDue(app: TestApp, attempts?: number): Promise<void> {
  await app.app.dispatcher?.run();
  if (attempts === undefined) return;
  const rows = await deliveriesOf(app);
  assert.is(
    rows.reduce((total, row) => total + row.attempts, 0),
    attempts,
  );
}

export function deliveriesOf(app: TestApp): Promise<WebhookDeliveryRow[]> {
  return app.database.knex(TABLES.webhookDeliveries).orderBy("seq");
}

/** What the audit log says of failures. */
export async function failuresOf(app: TestApp, target: string): Promise<Record<string, unknown>[]> {
  const rows = await app.database.knex(TABLES.auditLog).where({ action: "WEBHOOK_FAILED", target });
  return rows.map(({ data }) => JSON.parse(data));
}

export function fail(): never {
  throw new Error("there is none");
}
