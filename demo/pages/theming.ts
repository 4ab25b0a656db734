import { GALLERY, STATES } from "../content/gallery.ts";
import { html, type Html } from "../../server/http/html.ts";
import type { ElementDescription, Manifest } from "../manifest.ts";
import { THEMES } from "../layout.ts";
import type { Page, Visit } from "../page.ts";

/** Languages in which the gallery can be looked at: a long one and one from right to left among them. */
const LANGUAGES = { en: "English", es: "Español", de: "Deutsch", ar: "العربية" } as const;

/** The look of the widgets, tried on all of them in all their states. */
export function themingPage(manifest: Manifest): Page {
  return {
    title: "Theming",
    section: "widgets",
    modules: ["/demo/assets/theming.js"],
    main: html`<div class="frame guide wide">
      <header>
        <h1>At home on any site</h1>
        <p class="lead">
          Widgets take a site's look from custom properties and parts, and its light or dark from
          <code>color-scheme</code>. Change them here and see every element, in every state that a person can
          meet.
        </p>
      </header>
      ${controls()} ${tokens(manifest)} ${parts(manifest)} ${GALLERY.map(gallerySection)}
    </div>`,
  };
}

/** One state by itself: what the frames of the page hold. Undefined for a name that is none. */
export function stateDocument({ query }: Visit): Html | undefined {
  const state = STATES.find(({ name }) => name === query.get("of"));
  if (!state) return undefined;
  const theme = THEMES.find((name) => name === query.get("theme"));
  const language = Object.keys(LANGUAGES).find((name) => name === query.get("lang")) ?? "en";
  const isReversed = language === "ar" || query.get("dir") === "rtl";
  return html`<!doctype html>
    <html lang="${language}" dir="${isReversed ? "rtl" : "ltr"}" ${theme && html`data-theme="${theme}"`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${state.title} · Gallery</title>
        <link rel="icon" href="/demo/assets/crest.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/demo/assets/demo.css" />
        <script type="module" src="/demo/assets/gallery.js"></script>
      </head>
      <body class="state-page">
        <main data-state="${state.name}"><h1 class="visually-hidden">${state.title}</h1></main>
      </body>
    </html>`;
}

function controls(): Html {
  return html`<form class="card theming" data-theming aria-labelledby="try">
    <h2 id="try">Try it</h2>
    <div class="theming-fields">
      ${choice("theme", "Theme", { "": "As the system", light: "Light", dark: "Dark" })}
      ${choice("dir", "Direction", { "": "As the language", rtl: "Right to left" })}
      ${choice("lang", "Language", LANGUAGES)}
      ${choice("--sereno-font", "Font", {
        "": "The system's",
        "Georgia, serif": "Serif",
        "ui-monospace, monospace": "Monospace",
      })}
      ${accent("light", "#22408f")} ${accent("dark", "#a9c0ff")}
      <p>
        <label for="radius">Corners</label>
        <input id="radius" name="--sereno-radius" type="range" min="0" max="20" value="8" />
      </p>
    </div>
    <div class="code" data-copy>
      <pre tabindex="0"><code data-theming-css></code></pre>
    </div>
    <p><button class="button quiet small" type="reset">As it comes</button></p>
  </form>`;
}

function accent(theme: string, value: string): Html {
  return html`<p>
    <label for="accent-${theme}">Accent, ${theme}</label>
    <input id="accent-${theme}" name="accent-${theme}" type="color" value="${value}" />
  </p>`;
}

function choice(name: string, label: string, options: Record<string, string>): Html {
  const id = name.replace(/^-+/, "");
  return html`<p>
    <label for="${id}">${label}</label>
    <select id="${id}" name="${name}">
      ${Object.entries(options).map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>
  </p>`;
}

function tokens(manifest: Manifest): Html {
  const all = manifest.elements.flatMap(({ cssProperties = [] }) => cssProperties);
  const rows = [...new Map(all.map((token) => [token.name, token])).values()];
  return html`<section aria-labelledby="tokens">
    <h2 id="tokens">Tokens</h2>
    <p>
      Set what you want to change, on <code>:root</code> or on any element around a widget. Give both colours
      with <code>light-dark()</code> when the site has a dark theme.
    </p>
    <table class="options tokens">
      <caption>
        Custom properties
      </caption>
      <tbody>
        ${rows.map(
          (token) =>
            html`<tr>
              <th scope="row"><code>${token.name}</code></th>
              <td>${inline(token.description)}</td>
              <td class="values">${swatches(token.default)}<code>${token.default}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** In light and in dark. A presentation attribute is no inline style: the policy of the page lets it pass. */
function swatches(value: string): Html | undefined {
  const colours = /^light-dark\((#\w+), (#\w+)\)$/.exec(value);
  return colours
    ? html`<svg class="swatches" viewBox="0 0 36 16" aria-hidden="true">
        <rect x="0.5" y="0.5" width="15" height="15" rx="4" fill="${colours[1]}" />
        <rect x="20.5" y="0.5" width="15" height="15" rx="4" fill="${colours[2]}" />
      </svg>`
    : undefined;
}

function parts(manifest: Manifest): Html {
  const rows = manifest.elements.flatMap((element) =>
    (element.cssParts ?? []).map((part) => partRow(element, part.name, part.description)),
  );
  return html`<section aria-labelledby="parts">
    <h2 id="parts">Parts</h2>
    <p>For what no token says. An element's inside is out of reach of the page's styles otherwise.</p>
    <table class="options parts">
      <caption>
        Shadow parts
      </caption>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}

function partRow({ tagName }: ElementDescription, name: string, description: string): Html {
  return html`<tr>
    <th scope="row"><code>${tagName}::part(${name})</code></th>
    <td>${inline(description)}</td>
  </tr>`;
}

/** Descriptions are Markdown of the simplest kind. */
function inline(text: string): Html[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

function gallerySection({ tag, title, states }: (typeof GALLERY)[number], index: number): Html {
  const id = `gallery-${index}`;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title} <code>&lt;${tag}&gt;</code></h2>
    <div class="states">
      ${states.map(
        ({ name, title: caption, frame }) =>
          html`<figure class="state">
            <figcaption>
              ${caption} <a href="/demo/theming/state?of=${name}" aria-label="${caption}, by itself">↗</a>
            </figcaption>
            <iframe
              class="${frame}"
              src="/demo/theming/state?of=${name}"
              title="${title}: ${caption}"
              loading="lazy"
            ></iframe>
          </figure>`,
      )}
    </div>
  </section>`;
}
