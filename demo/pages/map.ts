import { html, type Html } from "../../server/http/html.ts";

/** The embedded page: stands for a map service of somebody else, and has no part in Sereno. */
export function mapDocument(): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Map of Vallesol</title>
        <link rel="stylesheet" href="/demo/assets/demo.css" />
      </head>
      <body class="map-page">
        <main>
          <h1 class="visually-hidden">Map of Vallesol</h1>
          <svg
            viewBox="0 0 640 440"
            preserveAspectRatio="xMidYMid slice"
            role="img"
            aria-label="Street map of Vallesol around the town hall"
          >
            <rect class="map-land" width="640" height="440" />
            <path
              class="map-green"
              d="M0 0h190c-10 50-60 84-110 92S10 130 0 128zM470 440c10-60 60-96 170-104v104z"
            />
            <path class="map-water" d="M-10 400c90-30 150 16 240 4s150-56 240-62 130 12 190-16" />
            ${BLOCKS.map((d) => html`<path class="map-block" d="${d}" />`)}
            <path class="map-street-edge" d="${STREETS}" />
            <path class="map-street" d="${STREETS}" />
            <path class="map-square" d="M286 176l74-14 16 66-76 16z" />
            <g class="map-labels">
              <text x="330" y="262" text-anchor="middle">Plaza del Sereno</text>
              <text x="96" y="216" transform="rotate(-8 96 216)">Calle Mayor</text>
              <text x="452" y="120" transform="rotate(-11 452 120)">Av. de la Estación</text>
              <text class="map-water-label" x="52" y="392" transform="rotate(-3 52 392)">Río Claro</text>
              <text x="28" y="56">Las Eras</text>
            </g>
            <path class="map-pin" d="M326 196c-14-18-20-28-20-38a20 20 0 0 1 40 0c0 10-6 20-20 38z" />
            <circle class="map-pin-eye" cx="326" cy="158" r="7" />
          </svg>
        </main>
      </body>
    </html>`;
}

const STREETS =
  "M-10 236l300-42 80-16 290-58M300 244l20 210M288 176L240-10M376 228l120 100 160 40M360 162l40-172M120 214l-30 240M180 206L150-10M520 136l40 180";

const BLOCKS: readonly string[] = [
  "M196 124l64-8 14 56-72 10zM206 30l44-4 14 64-52 8zM380 60l60-10 6 62-76 16zM392 142l104-20 8 58-96 22z",
  "M140 250l130-18 16 70-140 14zM332 268l66-6 66 60-4 22-118 30zM412 222l100-16 14 84-36 8z",
  "M28 248l64-10-10 84-54 2zM530 110l84-18v94l-72 12z",
];
