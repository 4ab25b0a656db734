import { Buffer } from "node:buffer";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { defineConfig, type Plugin, type UserConfig } from "vite";

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** Small modules that the banner shares with the elements: one file, where each of its own would be a request. */
const FIRST_VISIT =
  /widgets\/(shared\/(script-tag|choose-locale|tokens|theme|define-once|random-uuid)|consent\/(global-privacy-control|earlier-version))\.ts$/;

/** What every element loads, with all that it imports. */
const EVERY_ELEMENT = /widgets\/shared\/(api-client|locale|page-session|tokens\.styles)\.ts$/;
/** Small modules that the session table shares with what it brings on demand. */
const TABLE_PARTS = /widgets\/session-table\/(plural|session-rules|session-view)\.ts$/;

/**
 * Takes the indentation out of the sources, and with it out of their HTML templates, and all space that means
 * nothing out of their CSS: no minifier of JavaScript may touch either. In HTML line breaks stay: between
 * elements they are the space that the page shows.
 */
function shortenTemplates(): Plugin {
  return {
    name: "sereno:shorten-templates",
    enforce: "pre",
    transform(code, id) {
      if (!/\/widgets\/.*\.ts$/.test(id)) return undefined;
      const dedented = code.replace(/\n[ \t]+/g, "\n");
      return { code: dedented.replace(/(?<=\bcss(?: \*\/ )?`)[^`]*(?=`)/g, shortenCss), map: null };
    },
  };
}

function shortenCss(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/(?<=[{};,:(])\s+|\s+(?=[{})])/g, "")
    .replace(/;(?=})/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Writes `.br` and `.gz` beside every chunk. The server compresses the entry itself, with the policy in it. */
function precompress(): Plugin {
  return {
    name: "sereno:precompress",
    enforce: "post",
    async generateBundle(_options, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!fileName.startsWith("assets/")) continue;
        const body = Buffer.from(file.type === "chunk" ? file.code : file.source);
        const [brotli, zipped] = await Promise.all([
          promisify(brotliCompress)(body, BROTLI),
          promisify(gzip)(body, { level: 9 }),
        ]);
        this.emitFile({ type: "asset", fileName: `${fileName}.br`, source: brotli });
        this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: zipped });
      }
    },
  };
}

/** In the npm package, Sereno's address comes from the page: the module itself lies in a bundle of the host. */
function askPageForBase(): Plugin {
  return {
    name: "sereno:ask-page-for-base",
    enforce: "pre",
    resolveId: (source) =>
      source.endsWith("/page-base.ts") ? resolve("widgets/exports/page-base.ts") : undefined,
  };
}

/**
 * What the script tag loads: one entry, `sereno.js`, under its own name; everything else is a hashed chunk below
 * `assets/`. Library mode keeps Vite's preload helper out of what every visitor loads.
 */
const script: UserConfig = {
  logLevel: "warn",
  plugins: [shortenTemplates(), precompress()],
  build: {
    outDir: "dist/widgets",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    minify: false,
    lib: { entry: { sereno: "widgets/sereno.ts" }, formats: ["es"] },
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        minify: true,
        entryFileNames: "[name].js",
        chunkFileNames: "assets/[name]-[hash:7].js",
        codeSplitting: {
          groups: [
            { name: "page", test: FIRST_VISIT },
            { name: "elements", test: EVERY_ELEMENT },
            { name: "sessions", test: TABLE_PARTS },
          ],
        },
      },
    },
  },
};

const EXPORTED =
  "client consent-banner consent-link consent-preferences debug-widget logout-button session-table session-timeout";

/** `vite build --mode package`: what the npm package exports, a module for each element. Lit is the host's to bundle. */
const npmPackage: UserConfig = {
  logLevel: "warn",
  plugins: [shortenTemplates(), askPageForBase()],
  build: {
    outDir: "dist/package",
    emptyOutDir: true,
    target: "es2022",
    minify: false,
    lib: {
      entry: Object.fromEntries(EXPORTED.split(" ").map((name) => [name, `widgets/exports/${name}.ts`])),
      formats: ["es"],
    },
    rolldownOptions: {
      checks: { pluginTimings: false },
      external: /^lit($|\/)/,
      transform: { inject: { HTMLElement: [resolve("widgets/exports/html-element.ts"), "HTMLElement"] } },
      output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash:7].js" },
    },
  },
};

export default defineConfig(({ mode }) => (mode === "package" ? npmPackage : script));
