type Colors = Readonly<Record<string, readonly [light: string, dark: string]>>;

/**
 * Declares custom properties that follow the scheme of the page. Browsers that know no `light-dark()` (before 2024)
 * would leave everything transparent: they get the light colours.
 */
export function declareColors(colors: Colors): string {
  const declare = (format: (light: string, dark: string) => string): string =>
    Object.entries(colors)
      .map(([name, [light, dark]]) => `  --${name}: ${format(light, dark)};\n`)
      .join("");
  return `:root {
${declare((light) => light)}}
@supports (color: light-dark(#000, #fff)) {
:root {
  color-scheme: light dark;
${declare((light, dark) => `light-dark(${light}, ${dark})`)}}
}
`;
}

/** The colours of our own pages and of the demo's: those of the widgets (visual.md), without their prefix. */
export const COLOR_TOKENS = `${declareColors({
  surface: ["#ffffff", "#121829"],
  raised: ["#f5f6fa", "#1b2338"],
  text: ["#1a2233", "#e9edf7"],
  muted: ["#545e78", "#a7b1c8"],
  border: ["#d5dae3", "#344062"],
  control: ["#7c869d", "#7683a6"],
  primary: ["#22408f", "#a9c0ff"],
  "on-primary": ["#ffffff", "#0d1530"],
  lantern: ["#a65d00", "#f2b84b"],
  ok: ["#146c43", "#69d69a"],
  danger: ["#b3261e", "#ff9088"],
})}:root { --night: #111a33; }
`;
