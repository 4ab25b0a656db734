/** The colours of our own pages and of the demo's: those of the widgets (visual.md), without their prefix. */
export const COLOR_TOKENS = `
:root {
  color-scheme: light dark;
  --surface: light-dark(#ffffff, #121829);
  --raised: light-dark(#f5f6fa, #1b2338);
  --text: light-dark(#1a2233, #e9edf7);
  --muted: light-dark(#545e78, #a7b1c8);
  --border: light-dark(#d5dae3, #344062);
  --control: light-dark(#7c869d, #7683a6);
  --primary: light-dark(#22408f, #a9c0ff);
  --on-primary: light-dark(#ffffff, #0d1530);
  --lantern: light-dark(#a65d00, #f2b84b);
  --ok: light-dark(#146c43, #69d69a);
  --danger: light-dark(#b3261e, #ff9088);
  --night: #111a33;
}
`;
