import { PassThrough } from "node:stream";
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
  const body = new PassThrough();
  ctx.status = 200;
  ctx.type = "text/event-stream";
  ctx.set({ "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
  ctx.body = body;
  ctx.req.socket.setNoDelay(true);
  const send = (text: string) => {
    if (body.writableEnded || body.destroyed) return;
    body.write(text);
    if (body.writableLength <= WAITING_BYTES) return;
    body.destroy();
    ctx.res.destroy();
  };
  ctx.req.once("close", () => body.destroy());
  return {
    send: (event, data) => send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    ping: () => send(":\n\n"),
    close: () => body.end(),
    onClose: (listener) => body.once("close", listener),
  };
}
