import { html, type Html } from "../server/http/html.ts";

interface House {
  x: number;
  width: number;
  height: number;
  /** Height of the gable over the eaves. */
  gable: number;
  windows: readonly (readonly [number, number])[];
}

const GROUND = 250;

const HOUSES: readonly House[] = [
  {
    x: 118,
    width: 74,
    height: 66,
    gable: 22,
    windows: [
      [20, 24],
      [46, 24],
    ],
  },
  {
    x: 196,
    width: 58,
    height: 92,
    gable: 18,
    windows: [
      [14, 26],
      [34, 26],
      [14, 54],
    ],
  },
  {
    x: 258,
    width: 88,
    height: 58,
    gable: 26,
    windows: [
      [24, 22],
      [54, 22],
    ],
  },
  {
    x: 352,
    width: 64,
    height: 84,
    gable: 20,
    windows: [
      [18, 28],
      [38, 28],
      [38, 54],
    ],
  },
  {
    x: 548,
    width: 70,
    height: 76,
    gable: 22,
    windows: [
      [16, 26],
      [42, 26],
    ],
  },
  {
    x: 622,
    width: 92,
    height: 60,
    gable: 26,
    windows: [
      [20, 22],
      [44, 22],
      [68, 22],
    ],
  },
  {
    x: 720,
    width: 56,
    height: 96,
    gable: 16,
    windows: [
      [12, 26],
      [32, 26],
      [32, 56],
    ],
  },
  {
    x: 782,
    width: 78,
    height: 68,
    gable: 24,
    windows: [
      [20, 24],
      [48, 24],
    ],
  },
  {
    x: 930,
    width: 84,
    height: 62,
    gable: 24,
    windows: [
      [20, 22],
      [52, 22],
    ],
  },
  {
    x: 1020,
    width: 60,
    height: 88,
    gable: 18,
    windows: [
      [14, 26],
      [36, 26],
      [14, 56],
    ],
  },
  {
    x: 1086,
    width: 80,
    height: 56,
    gable: 24,
    windows: [
      [24, 20],
      [48, 20],
    ],
  },
];

/** The town by day; in dark mode the style sheet makes it night and lights windows and lantern. */
export function townscape(): Html {
  return html`<svg
    class="townscape"
    viewBox="0 0 1440 280"
    preserveAspectRatio="xMidYMax slice"
    aria-hidden="true"
    focusable="false"
  >
    <radialGradient id="town-glow">
      <stop class="town-glow-stop" offset="0" stop-opacity="0.5" />
      <stop class="town-glow-stop" offset="0.35" stop-opacity="0.16" />
      <stop class="town-glow-stop" offset="1" stop-opacity="0" />
    </radialGradient>
    <circle class="town-sun" cx="1098" cy="76" r="34" />
    <g class="town-stars">
      ${[
        [140, 40, 1.6],
        [260, 86, 1.2],
        [412, 34, 1.8],
        [560, 70, 1.2],
        [742, 28, 1.6],
        [884, 66, 1.2],
        [1010, 24, 1.4],
        [1230, 40, 1.8],
        [1360, 92, 1.2],
      ].map(([x, y, r]) => html`<circle cx="${x}" cy="${y}" r="${r}" />`)}
    </g>
    <path
      class="town-far"
      d="M0 196c120-34 210-70 330-62s170 34 290 26 190-66 320-58 180 52 290 44 140-30 210-26v160H0z"
    />
    <path class="town-near" d="M0 226c150-26 250-40 400-28s270 22 420 6 260-34 390-18 170 22 230 14v80H0z" />
    ${HOUSES.map(house)} ${church()} ${townHall()} ${cypresses()}
    <rect class="town-ground" x="0" y="${GROUND}" width="1440" height="30" />
    ${lamp()}
  </svg>`;
}

function house({ x, width, height, gable, windows }: House): Html {
  const eaves = GROUND - height;
  return html`<path class="town-wall" d="M${x} ${GROUND}V${eaves}h${width}V${GROUND}z" />
    <path
      class="town-roof"
      d="M${x - 5} ${eaves}L${x + width / 2} ${eaves - gable}L${x + width + 5} ${eaves}z"
    />
    ${windows.map(([dx, dy]) => html`<rect class="town-window" x="${x + dx}" y="${eaves + dy - 8}" width="9" height="13" rx="1" />`)}`;
}

function church(): Html {
  return html`<path class="town-wall" d="M428 ${GROUND}v-78h60v78zM488 ${GROUND}V112h46v138z" />
    <path class="town-roof" d="M422 172l36-28 32 28zM483 112l28-46 28 46z" />
    <path class="town-line" d="M511 66V46m-7 7h14" />
    <path class="town-window" d="M503 142v-10a8 8 0 0 1 16 0v10zM503 182v-10a8 8 0 0 1 16 0v10z" />`;
}

function townHall(): Html {
  return html`<path class="town-wall" d="M862 ${GROUND}v-96h64v96z" />
    <path class="town-roof" d="M856 154h76v-9h-76zM880 145v-20h28v20z" />
    <path class="town-line" d="M894 125V96" />
    <path class="town-flag" d="M894 97h20l-5 6 5 6h-20z" />
    <path
      class="town-window"
      d="M872 186v-11a6 6 0 0 1 12 0v11zM888 186v-11a6 6 0 0 1 12 0v11zM904 186v-11a6 6 0 0 1 12 0v11zM886 ${GROUND}v-24a8 8 0 0 1 16 0v24z"
    />`;
}

function cypresses(): Html {
  return html`<path
    class="town-tree"
    d="M92 ${GROUND}c-9-30-7-58 4-78 11 20 13 48 4 78zM64 ${GROUND}c-7-22-5-42 3-58 8 16 10 36 3 58zM1190 ${GROUND}c-9-32-7-62 4-84 11 22 13 52 4 84zM1222 ${GROUND}c-7-22-5-42 3-58 8 16 10 36 3 58z"
  />`;
}

function lamp(): Html {
  return html`<circle class="town-glow" cx="1264" cy="160" r="110" />
    <path class="town-line town-post" d="M1264 ${GROUND}v-76m-10 76h20m-20-70h20" />
    <path class="town-lamp" d="M1256 172l-5-24h26l-5 24z" />
    <path class="town-line" d="M1256 172l-5-24h26l-5 24zm-8-24l16-11 16 11zm16-11v-5" />
    <circle class="town-flame" cx="1264" cy="160" r="5" />`;
}
