import { html, type Html } from "../../server/http/html.ts";

/** The embedded page: stands for a video service of somebody else, with a cookie of its own. */
export function filmDocument(): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>A night with the watchman</title>
        <link rel="stylesheet" href="/demo/assets/demo.css" />
        <script src="/demo/assets/film.js" defer></script>
      </head>
      <body class="film-page">
        <main>
          <h1 class="visually-hidden">A night with the watchman</h1>
          <svg
            viewBox="0 0 640 440"
            preserveAspectRatio="xMidYMid slice"
            role="img"
            aria-label="A watchman walks through the town with his lantern"
          >
            <rect class="film-sky" width="640" height="440" />
            <circle class="film-moon" cx="520" cy="86" r="34" />
            <path
              class="film-roofs"
              d="M0 300l70-60 70 60v-90l90-70 90 70v60l80-50 80 50v-110l80-60 80 60v280H0z"
            />
            <path class="film-street" d="M0 372h640v68H0z" />
            <g class="film-watchman">
              <circle class="film-glow" cx="44" cy="330" r="46" />
              <path class="film-coat" d="M6 372l8-62a14 14 0 0 1 28 0l8 62z" />
              <circle class="film-head" cx="28" cy="288" r="11" />
              <path class="film-lantern" d="M46 318h12v18H46z" />
            </g>
          </svg>
        </main>
      </body>
    </html>`;
}
