import type { ServerResponse } from "node:http";
import type { Context, Middleware } from "koa";

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

/** Makes the answer of `ctx` a stream, for `eventStreams` to begin. Buffering proxies are asked to pass it on at once. */
export function openEventStream(ctx: Context): EventStream {
  ctx.status = 200;
  ctx.type = "text/event-stream";
  ctx.set({ "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
  ctx.req.socket.setNoDelay(true);
  const stream = new ResponseStream(ctx.res);
  ctx.state.eventStream = stream;
  return stream;
}

/**
 * Begins what was made a stream, once all headers stand; HEAD gets no more than those. An answer that became another
 * one since then wins.
 */
export function eventStreams(): Middleware {
  return async function beginEventStream(ctx, next) {
    await next();
    const stream: ResponseStream | undefined = ctx.state.eventStream;
    if (stream === undefined || ctx.type !== "text/event-stream" || ctx.method === "HEAD") return;
    ctx.respond = false;
    stream.begin();
  };
}

/**
 * Writes to the response itself. A body that is a stream would be piped there, and what that takes would be kept in
 * memory for each open connection: `npm run bench -- --only streams`.
 */
class ResponseStream implements EventStream {
  readonly #response: ServerResponse;
  /** What was sent before the headers stood. */
  #waiting: string | undefined = "";
  #hasEnded = false;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  begin(): void {
    const text = this.#waiting ?? "";
    this.#waiting = undefined;
    this.#write(text);
    if (this.#hasEnded) this.#response.end();
  }

  send(event: string, data: unknown): void {
    this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  ping(): void {
    this.#write(":\n\n");
  }

  close(): void {
    this.#hasEnded = true;
    if (this.#waiting === undefined) this.#response.end();
  }

  onClose(listener: () => void): void {
    // The client may have left while its session was looked up.
    if (this.#response.destroyed) listener();
    else this.#response.once("close", listener);
  }

  #write(text: string): void {
    if (this.#waiting !== undefined) {
      this.#waiting += text;
      return;
    }
    const response = this.#response;
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
    if (response.writableLength > WAITING_BYTES) response.destroy();
  }
}
