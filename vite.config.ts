import { defineConfig } from "vite";

/**
 * One entry, `sereno.js`, under its own name; everything else is a hashed chunk below `assets/`.
 * Library mode keeps Vite's preload helper out of what every visitor loads.
 */
export default defineConfig({
  logLevel: "warn",
  build: {
    outDir: "dist/widgets",
    emptyOutDir: true,
    target: "es2022",
    minify: false,
    lib: { entry: { sereno: "widgets/sereno.ts" }, formats: ["es"] },
    rolldownOptions: {
      output: {
        minify: true,
        entryFileNames: "[name].js",
        chunkFileNames: "assets/[name]-[hash].js",
      },
    },
  },
});
