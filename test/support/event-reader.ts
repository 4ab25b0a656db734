import type { ServerEvents } from "../../server/contract/index.ts";

type Name = keyof ServerEvents;

/** Reads a server-sent event stream event by event. */
export interface EventReader {
  readonly status: number;
  /** The data of the next event of that name, waiting for it; other events before it are skipped. */
  next<N extends Name>(name: N): Promise<ServerEvents[N]>;
  /** Resolves when the server has closed the stream. */
  ended(): Promise<void>;
  close(): void;
}

export async function openEvents(url: string, headers: Record<string, string>): Promise<EventReader> {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  const events = parse(response);

  async function read<N extends Name>(name: N): Promise<ServerEvents[N]> {
    for (;;) {
      const { value, done } = await events.next();
      if (done) throw new Error(`the stream ended before ${name}`);
      if (value.name === name) return value.data as ServerEvents[N];
    }
  }

  return {
    status: response.status,
    next: read,
    async ended() {
      while (!(await events.next()).done);
    },
    close: () => controller.abort(),
  };
}

async function* parse(response: Response): AsyncGenerator<{ name: string; data: unknown }> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (name !== undefined && data !== undefined) yield { name, data: JSON.parse(data) };
    }
  }
}
