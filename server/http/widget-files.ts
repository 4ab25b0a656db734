import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AssetSource } from "./assets.ts";

/** What the widgets' build made. */
export interface WidgetFiles {
  /** Source of the script tag's module, with the policy's place still empty. */
  entry: string;
  chunks: AssetSource[];
}

/** Reads the built widgets in `folder`. Throws, with what to do, when they were not built. */
export async function readWidgetFiles(folder: string): Promise<WidgetFiles> {
  const assets = join(folder, "assets");
  try {
    const names = (await readdir(assets)).filter((name) => name.endsWith(".js"));
    return {
      entry: await readFile(join(folder, "sereno.js"), "utf8"),
      chunks: await Promise.all(names.map((name) => readChunk(assets, name))),
    };
  } catch (error) {
    throw new Error(`The widgets are not built in ${folder}. Run “npm run build”.`, { cause: error });
  }
}

async function readChunk(folder: string, name: string): Promise<AssetSource> {
  const path = join(folder, name);
  const [body, brotli, gzip] = await Promise.all([readFile(path), find(`${path}.br`), find(`${path}.gz`)]);
  return {
    path: `/assets/${name}`,
    type: "text/javascript",
    body,
    immutable: true,
    ...(brotli && { brotli }),
    ...(gzip && { gzip }),
  };
}

function find(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}
