import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Middleware } from "koa";
import { COLOR_TOKENS } from "../server/http/color-tokens.ts";
import { getPackageRoot } from "../server/package-root.ts";

interface Asset {
  body: Buffer;
  type: string;
  etag: string;
}

const TYPES: Record<string, string> = {
  "crest.svg": "image/svg+xml",
  "demo.css": "text/css; charset=utf-8",
  "demo.js": "text/javascript; charset=utf-8",
  "film.js": "text/javascript; charset=utf-8",
  "privacy-control.js": "text/javascript; charset=utf-8",
  "theming.js": "text/javascript; charset=utf-8",
  "visit-counter.js": "text/javascript; charset=utf-8",
};

/** Of the pages that are built; not there before the build. */
const BUILT = "dist/demo/assets";

/** Serves the site's few files under `/demo/assets/` from memory; throws at start when one of its own is missing. */
export function serveAssets(): Middleware {
  const root = getPackageRoot();
  const assets = new Map([...readAssets(join(root, "demo/public"), TYPES), ...readBuilt(join(root, BUILT))]);
  return function serveAsset(ctx, next) {
    const asset = assets.get(ctx.path.replace("/demo/assets/", ""));
    if (!asset) return next();
    ctx.set("Cache-Control", "no-cache");
    ctx.type = asset.type;
    ctx.etag = asset.etag;
    ctx.status = 200;
    if (ctx.fresh) ctx.status = 304;
    else ctx.body = asset.body;
    return undefined;
  };
}

function readBuilt(folder: string): Map<string, Asset> {
  if (!existsSync(folder)) return new Map();
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return readAssets(
    folder,
    Object.fromEntries(scripts.map((name) => [name, "text/javascript; charset=utf-8"])),
  );
}

function readAssets(folder: string, types: Record<string, string>): Map<string, Asset> {
  return new Map(
    Object.entries(types).map(([name, type]) => {
      const file = readFileSync(join(folder, name));
      const body = name === "demo.css" ? Buffer.concat([Buffer.from(COLOR_TOKENS), file]) : file;
      return [name, { body, type, etag: createHash("sha256").update(body).digest("base64url").slice(0, 16) }];
    }),
  );
}
