import { html, type Html } from "../../server/http/html.ts";
import { codeBlock } from "../code-block.ts";
import { loginUrl, type Page, type Visit } from "../page.ts";

const REACT = `import "sereno/session-table";
import type { SessionsEndedEvent } from "sereno/session-table";
import type {} from "sereno/react";

<sereno-session-table
  scope="own"
  pageSize={pageSize}
  onsereno-sessions-ended={(event: SessionsEndedEvent) => tell(event.ids)}
/>`;

const VUE = `<script setup lang="ts">
import "sereno/session-table";
import type { SessionsEndedEvent } from "sereno/session-table";
import type {} from "sereno/vue";
</script>

<template>
  <sereno-session-table
    scope="own"
    :pageSize="pageSize"
    @sereno-sessions-ended="(event: SessionsEndedEvent) => tell(event.ids)"
  />
</template>`;

const EDITOR = `// .vscode/settings.json
"html.customData": ["./node_modules/sereno/dist/package/vscode.html-custom-data.json"],
"css.customData": ["./node_modules/sereno/dist/package/vscode.css-custom-data.json"]`;

/** The elements inside React and Vue, live, beside what one writes for it. */
export function frameworksPage(visit: Visit): Page {
  return {
    title: "React and Vue",
    section: "widgets",
    modules: ["/demo/assets/frameworks.js"],
    main: html`<div class="frame guide wide">
      <header>
        <h1>In React and Vue, without a wrapper</h1>
        <p class="lead">
          The same elements, imported one by one from the package: properties are passed, events are heard,
          and both frameworks know their types.
        </p>
      </header>
      ${
        !visit.user &&
        html`<p class="card">
          <a href="${loginUrl(visit)}">Sign in</a> to see sessions in the tables below.
        </p>`
      }
      ${framework("react", "React 19", REACT)} ${framework("vue", "Vue 3", VUE)}
      <section aria-labelledby="editor">
        <h2 id="editor">In the editor</h2>
        <p>
          <code>custom-elements.json</code> tells tools what the elements have; from it come the types above
          and what an editor completes in HTML and CSS.
        </p>
        ${codeBlock(EDITOR)}
      </section>
    </div>`,
  };
}

function framework(name: string, title: string, code: string): Html {
  return html`<section aria-labelledby="${name}">
    <h2 id="${name}">${title}</h2>
    <div class="live" data-framework="${name}"></div>
    ${codeBlock(code)}
  </section>`;
}
