import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context, Middleware } from "koa";
import { STATIC_HEADERS } from "./security-headers.ts";

/** A public file, kept in memory: the widgets are few and small, and some are made at start. */
export interface AssetSource {
  /** Below the base path, `/assets/x.js`. */
  path: string;
  /** Media type. */
  type: string;
  body: Buffer;
  /** Its name changes with its content, so that browsers may keep it for a year. */
  immutable: boolean;
  /** Compressed before; made when first asked for otherwise. */
  brotli?: Buffer;
  gzip?: Buffer;
}

interface Asset extends AssetSource {
  etag: string;
}

/** The best first. */
const ENCODINGS = ["br", "gzip"] as const;
type Encoding = (typeof ENCODINGS)[number];

const SHORT_CACHE = "public, max-age=300, stale-while-revalidate=86400";
const LONG_CACHE = "public, max-age=31536000, immutable";

/** Names it by its content. */
export function prepareAsset(source: AssetSource): Asset {
  const digest = createHash("sha256").update(source.body).digest("base64url").slice(0, 22);
  return { ...source, etag: `"${digest}"` };
}

/**
 * Serves the assets below `basePath`, compressed as the client accepts, with 304 for what it has. The tag of a
 * compressed body differs from that of the plain one (RFC 9110, 8.8.3.3).
 */
export function serveAssets(assets: readonly Asset[], basePath: string): Middleware {
  const byPath = new Map(assets.map((asset) => [basePath + asset.path, asset]));
  return function serveAsset(ctx, next) {
    const asset = byPath.get(ctx.path);
    if (asset === undefined || (ctx.method !== "GET" && ctx.method !== "HEAD")) return next();
    return answer(ctx, asset);
  };
}

async function answer(ctx: Context, asset: Asset): Promise<void> {
  // Asked one by one: given both, `accepts` answers in the order of the client, which puts gzip first.
  const encoding = ENCODINGS.find((one) => ctx.acceptsEncodings(one));
  ctx.set({ ...STATIC_HEADERS, "Cache-Control": asset.immutable ? LONG_CACHE : SHORT_CACHE });
  ctx.vary("Accept-Encoding");
  ctx.status = 200;
  ctx.type = asset.type;
  ctx.set("ETag", encoding === undefined ? asset.etag : asset.etag.replace(/"$/, `-${encoding}"`));
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  if (encoding !== undefined) ctx.set("Content-Encoding", encoding);
  ctx.body = encoding === undefined ? asset.body : await compress(asset, encoding);
}

/** Once, unless several ask for the first time together. */
async function compress(asset: Asset, encoding: Encoding): Promise<Buffer> {
  if (encoding === "gzip") return (asset.gzip ??= await promisify(gzip)(asset.body, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return (asset.brotli ??= await promisify(brotliCompress)(asset.body, { params }));
}
