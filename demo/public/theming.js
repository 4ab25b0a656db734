/** Passes what is chosen on the theming page on to the frames of its gallery, and shows it as CSS. */

const form = document.querySelector("[data-theming]");
const output = document.querySelector("[data-theming-css]");
const frames = [...document.querySelectorAll(".state iframe")];
/** Parts of a frame's address: an element chooses its language and theme when it comes. */
const OF_ADDRESS = ["theme", "dir", "lang"];

for (const frame of frames) frame.addEventListener("load", () => dress(frame));
form.addEventListener("input", ({ target }) => {
  if (OF_ADDRESS.includes(target.name)) loadFrames();
  showTokens();
});
// The fields are as they came only after the event.
form.addEventListener("reset", () =>
  setTimeout(() => {
    loadFrames();
    showTokens();
  }),
);
form.addEventListener("submit", (event) => event.preventDefault());
loadFrames();
showTokens();

function loadFrames() {
  for (const link of document.querySelectorAll(".state a, .state iframe")) {
    const attribute = link.localName === "a" ? "href" : "src";
    const address = new URL(link.getAttribute(attribute), location.href);
    for (const name of OF_ADDRESS) {
      const { value } = form.elements[name];
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== link[attribute]) link[attribute] = address.href;
  }
}

function showTokens() {
  const lines = Object.entries(readTokens()).map(([name, value]) => `  ${name}: ${value};`);
  output.textContent =
    lines.length > 0 ? `:root {\n${lines.join("\n")}\n}` : "/* As it comes: nothing to write. */";
  for (const frame of frames) dress(frame);
}

function dress(frame) {
  const root = frame.contentDocument?.documentElement;
  if (!root) return;
  const tokens = readTokens();
  for (const name of [...root.style]) if (!(name in tokens)) root.style.removeProperty(name);
  for (const [name, value] of Object.entries(tokens)) root.style.setProperty(name, value);
}

/** What differs from how it comes. */
function readTokens() {
  const tokens = {};
  const { elements } = form;
  const [light, dark] = [elements["accent-light"], elements["accent-dark"]];
  if ([light, dark].some(isChanged)) {
    tokens["--sereno-primary"] = `light-dark(${light.value}, ${dark.value})`;
    tokens["--sereno-on-primary"] = `light-dark(${textOn(light.value)}, ${textOn(dark.value)})`;
  }
  const radius = elements["--sereno-radius"];
  if (isChanged(radius)) {
    tokens["--sereno-radius"] = `${radius.value}px`;
    tokens["--sereno-radius-surface"] = `${radius.value * 1.75}px`;
  }
  if (elements["--sereno-font"].value) tokens["--sereno-font"] = elements["--sereno-font"].value;
  return tokens;
}

function isChanged({ value, defaultValue }) {
  return value !== defaultValue;
}

/** White or night, whichever reads better: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function textOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.18 ? "#0d1530" : "#ffffff";
}
