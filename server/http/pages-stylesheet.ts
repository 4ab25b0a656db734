import { COLOR_TOKENS, declareColors } from "./color-tokens.ts";

/** Style of our own small pages: sign-in and consent. */
export const PAGES_STYLESHEET = `${COLOR_TOKENS}${declareColors({ page: ["#f5f6fa", "#0d1220"] })}* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100dvh;
  display: grid;
  place-items: start center;
  padding: clamp(16px, 8vh, 96px) 16px 32px;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  color: var(--text);
  background: var(--page);
}
.card {
  width: 100%;
  max-width: 420px;
  padding: 28px;
  background: var(--surface);
  border: 1px solid var(--border);
  border-radius: 14px;
  box-shadow: 0 1px 2px rgb(16 24 48 / 0.08), 0 8px 28px rgb(16 24 48 / 0.14);
}
.card.wide { max-width: 640px; }
h1 { margin: 0 0 16px; font-size: 24px; line-height: 1.25; text-wrap: balance; }
h2 { margin: 0 0 4px; font-size: 15px; }
p { margin: 0 0 12px; }
a { color: var(--primary); text-underline-offset: 3px; }
label { display: block; margin: 14px 0 4px; font-weight: 600; font-size: 14px; }
label.check { display: flex; gap: 10px; align-items: center; font-weight: 400; }
input[type="checkbox"] { width: 20px; height: 20px; margin: 0; flex: none; accent-color: var(--primary); }
input:not([type="checkbox"], [type="hidden"]) {
  display: block;
  width: 100%;
  min-height: 44px;
  padding: 0 12px;
  font: inherit;
  color: inherit;
  background: var(--surface);
  border: 1px solid var(--control);
  border-radius: 8px;
}
button {
  min-height: 44px;
  padding: 0 18px;
  font: inherit;
  font-size: 15px;
  font-weight: 600;
  line-height: 1;
  color: var(--text);
  background: transparent;
  border: 1px solid var(--control);
  border-radius: 8px;
  cursor: pointer;
}
button.primary { color: var(--on-primary); background: var(--primary); border-color: var(--primary); }
form > button.primary:only-of-type { width: 100%; margin-top: 20px; }
:focus-visible { outline: 3px solid var(--primary); outline-offset: 2px; }
.or { display: flex; align-items: center; gap: 12px; margin: 16px 0; color: var(--muted); }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--border); }
.providers { display: grid; gap: 10px; margin: 0; padding: 0; list-style: none; }
a.button { display: grid; place-items: center; min-height: 44px; padding: 4px 18px; font-weight: 600; font-size: 15px; line-height: 1.2; text-align: center; text-decoration: none; color: var(--text); border: 1px solid var(--control); border-radius: 8px; overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 20px; }
.row button { flex: 1 1 140px; }
.notice { padding: 10px 12px; border-inline-start: 4px solid var(--control); border-radius: 8px; background: var(--raised); }
.notice.failed { border-color: var(--danger); }
.notice.done { border-color: var(--ok); }
.about-cookies { margin-top: 24px; padding-top: 16px; border-top: 1px solid var(--border); font-size: 14px; color: var(--muted); }
.about-cookies h2 { color: var(--text); }
.about-cookies p { margin: 0; }
.choice { margin-top: 24px; padding-top: 16px; border-top: 1px solid var(--border); font-size: 14px; color: var(--muted); }
.choice h2, .choice h3, .choice .check { color: var(--text); }
.choice h3 { margin: 14px 0 4px; font-size: 14px; }
.choice p { margin: 0 0 8px; }
summary { padding: 4px 0; cursor: pointer; color: var(--primary); }
dl { margin: 0; padding-inline-start: 16px; }
dl + p { margin-top: 12px; }
dt { margin-top: 10px; font-size: 14px; color: var(--muted); }
dd { margin: 2px 0 0; }
dt, dd { overflow-wrap: anywhere; }
code { font: 13px ui-monospace, monospace; color: var(--text); }
ul { margin: 8px 0 0; padding-inline-start: 20px; }
@media (forced-colors: active) { .card, .notice { border: 1px solid CanvasText; } }
`;
