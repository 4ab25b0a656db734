import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SessionEndedMessage } from "../../server/contract/index.ts";

export interface ReceivedWebhook {
  path: string;
  headers: Record<string, string>;
  /** As it came, for the signature. */
  text: string;
  body: SessionEndedMessage;
}

/** How the receiver answers: a status, or whatever it does with the response, or nothing at all. */
export type Reaction = number | ((response: ServerResponse) => void);

export type WebhookReceiver = Awaited<ReturnType<typeof startReceiver>>;

/** A host that takes webhooks, on a port of its own unless one is given, and keeps what it gets. */
export async function startReceiver({ port: wanted = 0 } = {}) {
  const received: ReceivedWebhook[] = [];
  const listeners = new Set<() => void>();
  let reaction: Reaction = 204;
  const server = createServer((request, response) => {
    void read(request).then((webhook) => {
      received.push(webhook);
      for (const listener of listeners) listener();
      if (typeof reaction === "number") response.writeHead(reaction).end();
      else reaction(response);
    });
  });
  server.listen(wanted, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/webhooks/sereno`,
    port,
    received,
    /** How it answers from now on; 204 at first. */
    react(next: Reaction): void {
      reaction = next;
    },
    /** Resolves when so many have come in all. */
    async until(count: number): Promise<void> {
      while (received.length < count) {
        await new Promise<void>((resolve) => {
          const listener = () => {
            listeners.delete(listener);
            resolve();
          };
          listeners.add(listener);
        });
      }
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<ReceivedWebhook> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return {
    path: request.url ?? "",
    headers: request.headers as Record<string, string>,
    text,
    body: JSON.parse(text),
  };
}
