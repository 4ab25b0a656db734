import { Stream } from "node:stream";
import type { Context } from "koa";

/** A server-sent event stream (WHATWG HTML, 9.2). */
export interface EventStream {
  send(event: string, data: unknown): void;
  /** A comment line: keeps proxies from closing an idle connection. */
  ping(): void;
  close(): void;
  onClose(listener: () => void): void;
}

/** What waits at most for a reader that has stalled: EventSource connects again and is told the present state. */
const WAITING_BYTES = 256 * 1024;

/** Turns the answer of `ctx` into a stream. Buffering proxies are asked to pass it on at once. */
export function openEventStream(ctx: Context): EventStream {
  const { res } = ctx;
  const body = new DirectBody();
  ctx.status = 200;
  ctx.type = "text/event-stream";
  ctx.set({ "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
  ctx.body = body;
  ctx.req.socket.setNoDelay(true);
  const send = (text: string) => {
    if (res.writableEnded || res.destroyed) return;
    body.write(text);
    if (res.writableLength > WAITING_BYTES) res.destroy();
  };
  return {
    send: (event, data) => send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    ping: () => send(":\n\n"),
    close: () => body.end(),
    onClose: (listener) => res.once("close", listener),
  };
}

/**
 * Writes to the response itself, from the moment that Koa has its headers. A real stream, piped there, would be kept
 * in memory for each open connection: `npm run bench -- --only streams`.
 */
class DirectBody extends Stream {
  #response: NodeJS.WritableStream | undefined;
  #waiting = "";
  #hasEnded = false;

  override pipe<Response extends NodeJS.WritableStream>(response: Response): Response {
    this.#response = response;
    response.write(this.#waiting);
    this.#waiting = "";
    if (this.#hasEnded) response.end();
    return response;
  }

  write(text: string): void {
    if (this.#response) this.#response.write(text);
    else this.#waiting += text;
  }

  end(): void {
    this.#hasEnded = true;
    this.#response?.end();
  }
}
