import { html, type Html } from "../server/http/html.ts";

/** Code to read and, with the site's script, to copy. */
export function codeBlock(code: string): Html {
  return html`<div class="code" data-copy>
    <pre tabindex="0"><code>${code}</code></pre>
  </div>`;
}
