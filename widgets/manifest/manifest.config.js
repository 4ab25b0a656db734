import { describeTokens } from "./describe-tokens.js";
import { writeEditorData } from "./editor-data.js";
import { keepPublic } from "./keep-public.js";
import { publishPaths } from "./publish-paths.js";
import { writeReactTypes } from "./react-types.js";
import { writeVueTypes } from "./vue-types.js";

const OUTPUT = "dist/package";

/**
 * Part of `npm run build:package`: what the elements' sources say of themselves, as custom-elements.json, and from that the
 * data for editors and the types for frameworks. https://custom-elements-manifest.open-wc.org/analyzer/config/
 */
export default {
  globs: ["widgets/*/*.ts"],
  exclude: ["widgets/exports/**", "widgets/consent/**", "widgets/entry/**", "widgets/frontend-log/**"],
  outdir: OUTPUT,
  litelement: true,
  packagejson: false,
  plugins: [
    describeTokens(),
    keepPublic(),
    publishPaths(OUTPUT),
    writeEditorData(OUTPUT),
    writeReactTypes(OUTPUT),
    writeVueTypes(OUTPUT),
  ],
};
