import { Buffer } from "node:buffer";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** Small modules that the banner shares with the elements: one file, where each of its own would be a request. */
const FIRST_VISIT =
  /widgets\/(shared\/(script-tag|choose-locale|tokens|theme|define-once)|consent\/global-privacy-control)\.ts$/;

/**
 * Takes the indentation out of the sources, and with it out of their CSS and HTML templates, which no minifier
 * of JavaScript may touch. Line breaks stay: between elements they are the space that the page shows.
 */
function dedentTemplates(): Plugin {
  return {
    name: "sereno:dedent-templates",
    enforce: "pre",
    transform(code, id) {
      return /\/widgets\/.*\.ts$/.test(id) ? { code: code.replace(/\n[ \t]+/g, "\n"), map: null } : undefined;
    },
  };
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

/**
 * One entry, `sereno.js`, under its own name; everything else is a hashed chunk below `assets/`.
 * Library mode keeps Vite's preload helper out of what every visitor loads.
 */
export default defineConfig({
  logLevel: "warn",
  plugins: [dedentTemplates(), precompress()],
  build: {
    outDir: "dist/widgets",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    minify: false,
    lib: { entry: { sereno: "widgets/sereno.ts" }, formats: ["es"] },
    rolldownOptions: {
      output: {
        minify: true,
        entryFileNames: "[name].js",
        chunkFileNames: "assets/[name]-[hash:6].js",
        codeSplitting: { groups: [{ name: "page", test: FIRST_VISIT }] },
      },
    },
  },
});
