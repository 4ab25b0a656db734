import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Duplex, Readable } from "node:stream";
import type { Context } from "koa";
import { Problem } from "../http/problem.ts";

const DECODERS: Record<string, () => Duplex> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The request's body as UTF-8 text of at most `limit` bytes, counted after inflating and stopped there, so that
 * a small body that inflates to a huge one costs no more than `limit`. Throws Problem `too_large`,
 * `unsupported_media_type` for other encodings, `malformed` for what is neither.
 */
export async function readTextBody(ctx: Context, limit: number): Promise<string> {
  if ((ctx.request.length ?? 0) > limit) throw tooLarge();
  const encoding = ctx.get("Content-Encoding").trim().toLowerCase() || "identity";
  const bytes = await collect(ctx.req, decoderFor(encoding), limit);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Problem("malformed", "The body is not UTF-8.", { cause: error });
  }
}

function decoderFor(encoding: string): Duplex | undefined {
  if (encoding === "identity") return undefined;
  const create = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  if (create === undefined) {
    throw new Problem("unsupported_media_type", "The body's encoding is not supported.");
  }
  return create();
}

/** Gathers by listeners, not by iteration: leaving a loop early would destroy the socket before the answer. */
function collect(source: Readable, decoder: Duplex | undefined, limit: number): Promise<Buffer> {
  const body = decoder === undefined ? source : source.pipe(decoder);
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const stop = (problem: Problem) => {
      body.removeListener("data", gather);
      source.unpipe();
      source.resume();
      decoder?.destroy();
      reject(problem);
    };
    const gather = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) stop(tooLarge());
      else chunks.push(chunk);
    };
    body.on("data", gather);
    body.once("end", () => resolve(Buffer.concat(chunks)));
    for (const stream of [source, decoder]) stream?.on("error", (error) => stop(unreadable(error)));
  });
}

function tooLarge(): Problem {
  return new Problem("too_large", "The body is too large.");
}

function unreadable(cause: unknown): Problem {
  return new Problem("malformed", "The body cannot be read.", { cause });
}
