import { readFileSync } from "node:fs";

/*
 * What a page loads, as brotli: an entry and everything it imports statically, each file once. An element's own
 * weight is what comes on top of a first visit and of what all elements of a signed-in page share (Lit, tokens,
 * page session), since sereno.js loads that for every signed-in page.
 */
const OUTPUT = "dist/widgets";
const MANIFEST = JSON.parse(readFileSync(`${OUTPUT}/.vite/manifest.json`, "utf8"));

const answered = filesOf("widgets/sereno.ts");
const banner = filesOf("widgets/consent-banner/define.ts");
const logout = filesOf("widgets/logout-button/define.ts");
const timeout = filesOf("widgets/session-timeout/define.ts");
const table = filesOf("widgets/session-table/define.ts");
const superTable = [...new Set([...table, ...filesOf("widgets/session-table/tools.ts")])];
const debug = filesOf("widgets/debug-widget/define.ts", "widgets/debug-widget/debug-panel.ts");
const wholeDebug = [...new Set([...debug, ...filesOf("widgets/debug-widget/panel-on-demand.ts")])];
const log = filesOf("widgets/frontend-log/page-log.ts").filter((file) => /page-log/.test(file));

const shared = logout.filter((file) => [timeout, table, debug].every((files) => files.includes(file)));
const loaded = new Set([...answered, ...banner, ...shared]);

export default [
  { name: "visitor who has answered", path: answered, limit: "2500 B" },
  { name: "first visit, banner in English", path: [...new Set([...answered, ...banner])], limit: "9500 B" },
  { name: "what all elements of a signed-in page share", path: shared, limit: "13700 B" },
  { name: "+ logout button", path: more(logout), limit: "2000 B" },
  { name: "+ session timeout", path: more(timeout), limit: "2500 B" },
  { name: "+ session table", path: more(table), limit: "9000 B" },
  // The bar of 9,000 holds for one's own sessions; this is what the tools make of it before anything is pressed.
  {
    name: "+ session table of a superuser, first render without charts",
    path: more(superTable),
    limit: "11400 B",
  },
  { name: "+ frontend log", path: more(log), limit: "2000 B" },
  { name: "+ debug widget, open", path: more(debug), limit: "15000 B" },
  { name: "+ debug widget, with what its tabs bring on demand", path: more(wholeDebug), limit: "21500 B" },
];

/** Files of chunks, named by their sources, with all that they import statically. */
function filesOf(...sources) {
  const found = new Set();
  const visit = (source) => {
    const chunk = MANIFEST[source];
    if (chunk === undefined) throw new Error(`${source} is no chunk of the build`);
    const file = `${OUTPUT}/${chunk.file}`;
    if (found.has(file)) return;
    found.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const source of sources) visit(source);
  return [...found];
}

function more(files) {
  return files.filter((file) => !loaded.has(file));
}
