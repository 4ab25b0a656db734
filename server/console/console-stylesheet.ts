import { COLOR_TOKENS, declareColors } from "../http/color-tokens.ts";

/** Style of the hosted pages: a bar, the ways to the other pages, and lists that are dense where there is room. */
export const CONSOLE_STYLESHEET = `${COLOR_TOKENS}${declareColors({
  page: ["#f5f6fa", "#0d1220"],
  "ok-soft": ["#e3f2ea", "#16332a"],
  "danger-soft": ["#fbe9e7", "#3b2029"],
  "warn-soft": ["#fff5e5", "#3a2f18"],
  "muted-soft": ["#eceef3", "#252e47"],
  "series-1": ["#c98a1f", "#f2b84b"],
  "series-2": ["#2f8f63", "#69d69a"],
  "series-3": ["#b3261e", "#ff9088"],
})}:root {
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, monospace;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; color: var(--text); background: var(--page); overflow-wrap: break-word; }
h1, h2, p, dl, dd, ul, ol, figure, table { margin: 0; padding: 0; }
h1 { font-size: 22px; line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 15px; line-height: 1.4; }
ul, ol { list-style: none; }
a { color: var(--primary); text-underline-offset: 3px; }
a:hover { text-decoration-thickness: 2px; }
code { font: 12.5px/1.5 var(--mono); overflow-wrap: anywhere; }
code.short { white-space: nowrap; }
code.long { display: inline-block; min-width: 152px; }
time, .number, .figure, .scale, .pager { font-variant-numeric: tabular-nums; }
time, .choices a, .times li, .drawn span, option { unicode-bidi: plaintext; }
.muted, .lead, .utc { color: var(--muted); }
:focus-visible { outline: 3px solid var(--primary); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.hidden, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset: 8px auto auto 8px; z-index: 2; padding: 8px 14px; border-radius: 8px; background: var(--surface); }
.plain { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
@media screen { sereno-session-table:defined + .plain { display: none; } }
@media screen and (scripting: enabled) {
  .plain { display: none; }
  sereno-session-table:not(:defined) + .plain { display: grid; animation: without-element 0s 5s backwards; }
}
@keyframes without-element { from { visibility: hidden; max-height: 0; overflow: hidden; } }
@media (scripting: none) { sereno-session-table { display: none; } }

.bar { display: flex; align-items: center; gap: 8px 16px; min-height: 56px; padding: 8px 24px; color-scheme: dark; background: var(--night); color: #e9edf7; }
.brand { display: flex; align-items: center; gap: 10px; min-height: 40px; font-size: 16px; font-weight: 700; color: inherit; text-decoration: none; }
.who { margin-inline-start: auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: #c9d5f5; }
.shell { display: grid; grid-template-columns: 208px minmax(0, 1fr); max-width: 1560px; margin-inline: auto; }
.sections { padding: 20px 12px; }
.sections ul { position: sticky; top: 20px; display: grid; gap: 2px; }
.sections a { display: flex; align-items: center; min-height: 38px; padding: 6px 12px; border-radius: 8px; color: var(--text); text-decoration: none; }
.sections a:hover { background: var(--muted-soft); }
.sections [aria-current] { font-weight: 600; color: var(--primary); background: var(--surface); box-shadow: inset 3px 0 0 var(--primary), 0 1px 2px rgb(16 24 48 / 0.08); }
.sections [aria-current]:dir(rtl) { box-shadow: inset -3px 0 0 var(--primary), 0 1px 2px rgb(16 24 48 / 0.08); }
.sections .own { margin-top: 10px; padding-top: 10px; border-top: 1px solid var(--border); }
.sections .own:first-child { margin: 0; padding: 0; border: 0; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; align-content: start; padding: 24px 24px 48px; min-width: 0; }
.head { display: flex; flex-wrap: wrap; align-items: start; justify-content: space-between; gap: 12px 24px; }
.lead { margin-top: 2px; }
.utc { font-size: 12.5px; }

.surface { min-width: 0; padding: 16px 18px; background: var(--surface); border: 1px solid var(--border); border-radius: 12px; }
.surface > h2 + * { margin-top: 8px; }
.surface > .scroll { margin: 8px -18px 0; }
.surface > .scroll:first-child { margin-top: -16px; }
.surface > .more { margin-top: 12px; }
.empty { display: grid; gap: 12px; justify-items: center; padding: 40px 24px; text-align: center; border-style: dashed; border-color: var(--control); }
.empty > * + h2, .empty > h2 + p { margin: 0; }
.confirm { display: grid; gap: 16px; max-width: 560px; padding: 24px; }
.notice { padding: 10px 14px; border: 1px solid var(--border); border-inline-start: 4px solid var(--control); border-radius: 8px; background: var(--surface); }
.notice.done { border-inline-start-color: var(--ok); }
.notice.failed { border-inline-start-color: var(--danger); }

button, .button { display: inline-flex; align-items: center; justify-content: center; min-height: 36px; padding: 4px 14px; font-family: inherit; font-size: 14px; font-weight: 600; line-height: 1.2; color: var(--text); text-decoration: none; background: transparent; border: 1px solid var(--control); border-radius: 8px; cursor: pointer; }
.button:hover, main button:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
main button.primary { color: var(--on-primary); background: var(--primary); border-color: var(--primary); }
main button.primary:hover { filter: brightness(0.94); }
.bar sereno-logout-button { color: inherit; }
.bar button { color: inherit; border-color: #7683a6; }
.bar button:hover { background: #26335c; }
.danger:is(button, .button) { color: var(--danger); border-color: var(--danger); }
.quiet { border-color: transparent; color: var(--primary); }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; }
td .button { min-height: 30px; padding: 2px 8px; font-size: 13px; white-space: nowrap; }
input, select { width: 100%; text-overflow: ellipsis; min-height: 36px; padding: 4px 10px; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--control); border-radius: 8px; }
::placeholder { color: var(--muted); opacity: 1; }
label { display: grid; grid-template-columns: minmax(0, 1fr); min-width: 0; gap: 4px; align-content: start; font-size: 12.5px; color: var(--muted); }
label > :not(span) { font-size: 14px; color: var(--text); }
.filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(192px, 1fr)); gap: 12px; align-items: end; padding: 14px 18px; background: var(--surface); border: 1px solid var(--border); border-radius: 12px; }
.wrong { color: var(--danger); font-weight: 600; }
[aria-invalid] { border-color: var(--danger); border-width: 2px; }

.scroll { position: relative; overflow-x: auto; }
.scroll:focus-visible { outline-offset: -3px; border-radius: 12px; }
table { width: 100%; border-collapse: collapse; }
caption { padding: 14px 18px 6px; font-weight: 600; font-size: 15px; text-align: start; }
th, td { padding: 9px 8px; text-align: start; vertical-align: top; font-weight: 400; border-top: 1px solid var(--border); }
:is(th, td):first-child { padding-inline-start: 18px; }
:is(th, td):last-child { padding-inline-end: 18px; }
thead th { font-size: 12.5px; font-weight: 600; color: var(--muted); white-space: nowrap; background: var(--raised); }
tbody tr:hover { background: color-mix(in srgb, var(--primary) 4%, transparent); }
td, tbody th { min-width: 84px; max-width: 340px; }
th time, td .badge { white-space: nowrap; }
td.actions { min-width: 0; }
td .fold { min-width: 180px; }
.number { text-align: end; white-space: nowrap; min-width: 0; }
.sort { display: inline-flex; align-items: center; gap: 6px; min-height: 24px; color: inherit; }
.arrow { width: 0; height: 0; border: 4px solid transparent; }
.arrow.descending { border-top-color: currentColor; margin-top: 4px; }
.arrow.ascending { border-bottom-color: currentColor; margin-bottom: 4px; }
.pager { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 0 -18px -16px; padding: 10px 18px; border-top: 1px solid var(--border); }
.pager p { margin-inline-end: auto; color: var(--muted); }

.badge { display: inline-flex; align-items: center; gap: 6px; padding: 1px 10px; border-radius: 11px; font-size: 12.5px; font-weight: 600; }
.badge.ok { color: var(--ok); background: var(--ok-soft); }
.badge.danger { color: var(--danger); background: var(--danger-soft); }
.badge.warn { color: var(--lantern); background: var(--warn-soft); }
.badge.muted { color: var(--muted); background: var(--muted-soft); }
.badge.current { color: var(--primary); border: 1px solid currentColor; padding-block: 0; }
.shape { flex: none; width: 8px; height: 8px; background: currentColor; forced-color-adjust: none; }
.dot { border-radius: 50%; }
.ring { border: 2px solid currentColor; border-radius: 50%; background: none; }
.square { border-radius: 2px; }
.triangle { width: 10px; clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.words { display: flex; flex-wrap: wrap; gap: 4px; }
.words code { padding: 0 6px; border: 1px solid var(--border); border-radius: 6px; }
summary { min-height: 24px; cursor: pointer; color: var(--primary); }
.fold summary { overflow-wrap: anywhere; }
.fold > :not(summary) { margin-top: 4px; }
.fold[open] > summary bdi { color: var(--muted); }
.data { display: grid; gap: 2px; font-size: 13px; }
.data > div { display: flex; flex-wrap: wrap; gap: 0 6px; }
.data dt { color: var(--muted); }
.data dd { min-width: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 14px 28px; }
.facts dt { font-size: 12.5px; color: var(--muted); }
.facts dd { overflow-wrap: anywhere; }
.links { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 16px; padding-top: 12px; border-top: 1px solid var(--border); }
.links a { display: inline-flex; align-items: center; min-height: 24px; }

.choices ul { display: flex; flex-wrap: wrap; gap: 4px; }
.choices a { display: inline-flex; align-items: center; min-height: 34px; padding: 2px 14px; border: 1px solid var(--border); border-radius: 999px; background: var(--surface); color: var(--text); text-decoration: none; }
.choices a:hover { border-color: var(--control); }
.choices [aria-current] { color: var(--on-primary); background: var(--primary); border-color: var(--primary); font-weight: 600; }
.as-of { margin-top: -8px; font-size: 12.5px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; }
.tile { display: grid; align-content: start; }
.tile dt { order: 2; }
.figure { font-size: 26px; font-weight: 700; line-height: 1.25; }
.tile .muted { order: 3; font-size: 12.5px; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 16px; }
.panels.wide { grid-template-columns: repeat(auto-fit, minmax(min(100%, 600px), 1fr)); }
.under { display: block; }
.panel > h2 + p { margin-top: 8px; }
.chart figcaption { display: grid; gap: 2px; margin-bottom: 12px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 12.5px; color: var(--muted); }
.legend li { display: inline-flex; align-items: center; gap: 6px; }
.plot { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 8px; font-size: 12px; color: var(--muted); }
.plot svg { display: block; width: 100%; height: 160px; overflow: visible; }
.scale { display: flex; flex-direction: column; justify-content: space-between; margin-block: -8px; text-align: end; }
.times { grid-column: 2; display: flex; justify-content: space-between; gap: 8px; }
.times li:nth-child(2) { text-align: center; }
.times li:last-child { text-align: end; }
:dir(rtl) > .plot > svg { transform: scaleX(-1); }
.grid { fill: none; stroke: var(--border); vector-effect: non-scaling-stroke; }
.line { fill: none; stroke: var(--primary); stroke-width: 2; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.area { fill: var(--primary); opacity: 0.12; }
.pointer { fill: transparent; }
.pointer:hover { fill: color-mix(in srgb, var(--text) 10%, transparent); }
.series-0 { fill: var(--primary); }
.series-1 { fill: var(--series-1); }
.series-2 { fill: var(--series-2); }
.series-3 { fill: var(--series-3); }
.chart details { margin-top: 8px; }
.chart .scroll { max-height: 280px; overflow: auto; margin-top: 8px; }
.chart :is(th, td) { padding-block: 4px; }
.shares caption { padding: 0 0 6px; }
.shares :is(th, td) { padding: 4px 0; border: 0; vertical-align: middle; min-width: 0; }
.shares tbody th { max-width: 150px; }
.shares .number { padding-inline: 10px; width: 1%; }
.shares .drawn { width: 45%; max-width: none; }
.drawn { white-space: nowrap; color: var(--muted); font-size: 12.5px; }
.drawn svg { display: inline-block; width: calc(100% - 58px); height: 8px; vertical-align: middle; }
.drawn span { display: inline-block; width: 50px; text-align: end; font-variant-numeric: tabular-nums; }
.drawn:dir(rtl) svg { transform: scaleX(-1); }

@media (max-width: 900px) {
  .shell { grid-template-columns: minmax(0, 1fr); }
  .bar { padding-inline: 16px; }
  .sections { padding: 10px 16px; border-bottom: 1px solid var(--border); background: var(--surface); }
  .sections ul { position: static; display: flex; flex-wrap: wrap; }
  .sections a { min-height: 34px; padding: 4px 10px; }
  .sections [aria-current], .sections [aria-current]:dir(rtl) { background: var(--muted-soft); box-shadow: inset 0 -2px 0 var(--primary); }
  .sections .own { margin: 0; padding: 0; border: 0; }
  main { padding: 20px 16px 40px; }
}
@media (max-width: 640px) {
  .filters { grid-template-columns: 1fr 1fr; padding: 14px; }
  .filters .buttons { grid-column: 1 / -1; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .figure { font-size: 21px; }
  .surface { padding: 14px; }
  .surface > .scroll { margin-inline: -14px; }
  .surface > .scroll:first-child { margin-top: -14px; }
  .pager { margin: 0 -14px -14px; padding-inline: 14px; }
  caption { padding-inline: 14px; }
  .cards, .cards :is(tbody, tr, caption) { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tr { padding: 10px 14px; border-top: 1px solid var(--border); }
  .cards :is(td, tbody th), .cards :is(td, tbody th):is(:first-child, :last-child) { display: grid; grid-template-columns: minmax(88px, 30%) minmax(0, 1fr); gap: 0 10px; max-width: none; padding: 3px 0; border: 0; text-align: start; }
  .cards tbody th { font-weight: 600; }
  .cards :is(td, tbody th)::before { content: attr(data-label); font-size: 12.5px; font-weight: 400; color: var(--muted); }
  .cards :is(td, th) > * { grid-column: 2; justify-self: start; min-width: 0; max-width: 100%; }
  .cards :is(td, th) > :first-child { grid-row: 1; }
  .cards :is(td, th) > a { min-height: 24px; }
  .chart .cards :is(td, tbody th) { grid-template-columns: minmax(88px, 50%) minmax(0, 1fr); }
}
@media (forced-colors: active) {
  .badge, .notice, .sections [aria-current], .choices [aria-current] { border: 1px solid CanvasText; }
  .shape:not(.ring) { background: CanvasText; }
  .shape.ring { border-color: CanvasText; }
  .line { stroke: CanvasText; }
  .grid { stroke: GrayText; }
  .area { fill: CanvasText; }
  .key, .plot svg, .drawn svg { forced-color-adjust: none; }
  .series-0 { fill: CanvasText; }
  .arrow { forced-color-adjust: none; }
}
@media print {
  :root { color-scheme: light; }
  .bar button, sereno-logout-button, .sections, .filters, .pager a, .choices, .skip, .head .button, .head .buttons, .more, .chart details, td.actions { display: none; }
  body, .bar { background: none; color: #000; }
  .bar { padding-inline: 0; border-bottom: 1px solid #999; }
  .who { color: inherit; }
  .shell { display: block; }
  main { padding: 12px 0; }
  .scroll { overflow: visible; }
  table { font-size: 11px; }
  td, th, tbody th { min-width: 0; padding: 4px; overflow-wrap: anywhere; }
  td .fold, code.long { min-width: 0; }
  code { font-size: 10px; }
  code.short, th time { white-space: normal; }
  td .badge { gap: 4px; padding: 0 6px; font-size: 10px; }
  .surface { border-color: #999; break-inside: auto; }
  tr, figure, .tile { break-inside: avoid; }
  thead { display: table-header-group; }
}
`;
