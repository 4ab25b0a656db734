import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

/**
 * The pages of the demo that are built as a site with a bundler builds them: elements by `import "sereno/…"`, the
 * gallery of all states, and the elements in React and Vue. A server-rendered site needs none of this.
 */
export default defineConfig({
  logLevel: "error",
  base: "/demo/assets/",
  publicDir: false,
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("sereno-") } } })],
  build: {
    outDir: "dist/demo/assets",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    rolldownOptions: {
      input: {
        gallery: "demo/browser/gallery/gallery.ts",
        frameworks: "demo/browser/frameworks/frameworks.ts",
      },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash:7].js" },
    },
  },
});
