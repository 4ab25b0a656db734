import { readFileSync } from "node:fs";

/*
 * What a page loads, as brotli: an entry and everything it imports statically, each file once. The other bars are
 * for what comes on top of a first visit, whose files the browser has by then.
 */
const OUTPUT = "dist/widgets";
const MANIFEST = JSON.parse(readFileSync(`${OUTPUT}/.vite/manifest.json`, "utf8"));

const answered = filesOf("widgets/sereno.ts");
const firstVisit = new Set([...answered, ...filesOf("widgets/consent-banner/define.ts")]);

export default [
  { name: "visitor who has answered", path: [...answered], limit: "2500 B" },
  { name: "first visit, banner in English", path: [...firstVisit], limit: "9500 B" },
  { name: "+ logout button", path: more("widgets/logout-button/define.ts"), limit: "2000 B" },
  { name: "+ session timeout", path: more("widgets/session-timeout/define.ts"), limit: "2500 B" },
  { name: "+ session table", path: more("widgets/session-table/define.ts"), limit: "9000 B" },
  { name: "+ debug widget", path: more("widgets/debug-widget/define.ts"), limit: "15000 B" },
];

/** Files of a chunk, named by its source, with all that it imports statically. */
function filesOf(source, found = new Set()) {
  const chunk = MANIFEST[source];
  if (chunk === undefined) throw new Error(`${source} is no chunk of the build`);
  const file = `${OUTPUT}/${chunk.file}`;
  if (found.has(file)) return found;
  found.add(file);
  for (const imported of chunk.imports ?? []) filesOf(imported, found);
  return found;
}

function more(source) {
  return [...filesOf(source)].filter((file) => !firstVisit.has(file));
}
