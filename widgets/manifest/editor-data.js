import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from "custom-element-vs-code-integration";

/** Data by which editors complete and explain tags, attributes, parts and custom properties. */
export function writeEditorData(output) {
  return {
    name: "sereno:editor-data",
    packageLinkPhase({ customElementsManifest }) {
      const write = (name, data) =>
        writeFileSync(join(output, name), JSON.stringify(JSON.parse(data), null, 2));
      write("vscode.html-custom-data.json", getVsCodeHtmlCustomData(customElementsManifest));
      write("vscode.css-custom-data.json", getVsCodeCssCustomData(customElementsManifest));
    },
  };
}
