/** A file that the linter must reject. */
export interface Breach {
  readonly name: string;
  readonly file: string;
  readonly code: string;
  /** The rule, and a part of its message. */
  readonly rule: string;
  readonly message: RegExp;
}

const RESTRICTED = "eslint(no-restricted-imports)";

const FEATURE = /A feature imports its own folder/;
const WIDGET = /never another widget/;

/** One for each import rule of the layers, and for the ways around them. */
export const IMPORT_BREACHES: Breach[] = [
  restricted("contract imports a package", "server/contract/a.ts", `"zod"`, /contract imports nothing/),
  restricted(
    "contract imports its neighbour",
    "server/contract/b.ts",
    `"../http/x.ts"`,
    /contract imports nothing/,
  ),
  restricted("http imports database", "server/http/a.ts", `"../database/x.ts"`, /only contract/),
  restricted("http imports a feature", "server/http/b.ts", `"../sessions/x.ts"`, /only contract/),
  restricted("database imports a feature", "server/database/a.ts", `"../sessions/x.ts"`, /only contract/),
  restricted(
    "a migration imports a feature",
    "server/database/migrations/a.ts",
    `"../../sessions/x.ts"`,
    /only contract/,
  ),
  restricted("a feature imports another", "server/accounts/a.ts", `"../sessions/x.ts"`, FEATURE),
  restricted(
    "a feature's inner folder imports another",
    "server/accounts/in/a.ts",
    `"../../sessions/x.ts"`,
    FEATURE,
  ),
  restricted("a feature imports widgets", "server/accounts/b.ts", `"../../widgets/shared/x.ts"`, FEATURE),
  restricted("a feature imports what wires it", "server/accounts/c.ts", `"../app.ts"`, /as an argument/),
  restricted(
    "a detour hides where an import leads",
    "server/accounts/d.ts",
    `"./../sessions/x.ts"`,
    /shortest path/,
  ),
  restricted("routes import a store", "server/accounts/a.routes.ts", `"./x.store.ts"`, /through a service/),
  restricted("routes import another feature", "server/accounts/b.routes.ts", `"../sessions/x.ts"`, FEATURE),
  restricted("a service imports Koa", "server/accounts/a.service.ts", `"koa"`, /does not know HTTP/),
  restricted("a service imports Knex", "server/accounts/b.service.ts", `"knex"`, /through its store/),
  restricted(
    "a store imports its service",
    "server/accounts/a.store.ts",
    `"./x.service.ts"`,
    /knows its database only/,
  ),
  restricted(
    "the server imports widgets",
    "server/app.ts",
    `"../widgets/shared/x.ts"`,
    /neither widgets, demo nor test/,
  ),
  restricted(
    "the server imports test",
    "server/cli.ts",
    `"../test/support/x.ts"`,
    /neither widgets, demo nor test/,
  ),
  restricted(
    "the server imports the demo",
    "server/main.ts",
    `"../demo/x.ts"`,
    /neither widgets, demo nor test/,
  ),
  restricted("a widget imports another", "widgets/table/a.ts", `"../button/x.ts"`, WIDGET),
  restricted("a widget imports server code", "widgets/table/b.ts", `"../../server/http/x.ts"`, WIDGET),
  restricted("a widget imports another package than lit", "widgets/table/c.ts", `"zod"`, WIDGET),
  restricted("a widget imports the insides of consent", "widgets/table/i.ts", `"../consent/x.ts"`, WIDGET),
  restricted("a widget imports test", "widgets/table/d.ts", `"../../test/support/x.ts"`, WIDGET),
  restricted(
    "a widget imports values of the contract",
    "widgets/table/e.ts",
    `"../../server/contract/x.ts"`,
    /type-only/,
  ),
  restricted(
    "a widget's inner folder imports another",
    "widgets/table/in/a.ts",
    `"../../button/x.ts"`,
    WIDGET,
  ),
  restricted("the entry imports a package", "widgets/sereno.ts", `"lit"`, /no package reaches every visitor/),
  restricted(
    "the loader imports a package",
    "widgets/entry/a.ts",
    `"lit"`,
    /no package reaches every visitor/,
  ),
  restricted(
    "the loader imports a widget's insides",
    "widgets/entry/b.ts",
    `"../button/x.ts"`,
    /The entry imports only/,
  ),
  restricted(
    "what the package exports imports a package",
    "widgets/exports/a.ts",
    `"lit"`,
    /what the widgets have/,
  ),
  restricted("the demo imports widgets", "demo/a.ts", `"../widgets/shared/x.ts"`, /as a host would/),
  restricted("the demo imports test", "demo/pages/a.ts", `"../../test/support/x.ts"`, /as a host would/),
  {
    name: "a lazy import goes where a plain one may not",
    file: "widgets/table/f.ts",
    code: `export const load = () => import("../button/x.ts");`,
    rule: RESTRICTED,
    message: WIDGET,
  },
  {
    name: "a type comes from another feature's insides",
    file: "server/accounts/e.ts",
    code: `import type { x } from "../sessions/x.ts"; export type X = typeof x;`,
    rule: RESTRICTED,
    message: FEATURE,
  },
];

/** One for each other rule that we rely on. */
export const OTHER_BREACHES: Breach[] = [
  breach(
    "modules import each other",
    "server/sessions/a.ts",
    `import { b } from "./b.ts"; export const a = () => b;`,
    "import(no-cycle)",
  ),
  breach("a promise floats", "server/sessions/c.ts", `fetch("/");`, "typescript(no-floating-promises)"),
  breach(
    "a promise is taken for a condition",
    "server/sessions/d.ts",
    `if (fetch("/")) throw new Error("x");`,
    "typescript(no-misused-promises)",
  ),
  breach(
    "a type is imported as a value",
    "server/sessions/e.ts",
    `import { x } from "./x.ts"; export type X = typeof x;`,
    "typescript(consistent-type-imports)",
  ),
  breach("any", "server/sessions/f.ts", `export const f = (x: any) => x;`, "typescript(no-explicit-any)"),
  breach(
    "the server writes to the console",
    "server/sessions/g.ts",
    `console.log("x");`,
    "eslint(no-console)",
  ),
  breach(
    "the server reads the process by itself",
    "server/sessions/h.ts",
    `export const home = process.env.HOME;`,
    "eslint(no-restricted-globals)",
  ),
  breach("a widget writes to the console", "widgets/table/g.ts", `console.log("x");`, "eslint(no-console)"),
  breach(
    "a template binds twice",
    "widgets/table/h.ts",
    'import { html } from "lit"; export const twice = html`<a id=${1} id=${2}></a>`;',
    "lit(no-duplicate-template-bindings)",
  ),
];

/** What the rules must leave alone: every allowed direction once. */
export const ALLOWED_IMPORTS: Record<string, string> = {
  "server/sessions/b.ts": `import { a } from "./a.ts";\nexport const b = () => a;\n`,
  "server/sessions/ok.ts": [
    `import { x } from "./x.ts";`,
    `import { x as http } from "../http/x.ts";`,
    `import { x as database } from "../database/x.ts";`,
    `import { x as contract } from "../contract/x.ts";`,
    `import { x as clock } from "../clock.ts";`,
    `import type { x as config } from "../config.ts";`,
    `import { join } from "node:path";`,
    `export const ok: (typeof config)[] = [x, http, database, contract, clock, join.length];`,
  ].join("\n"),
  "server/database/ok.ts": `import { x } from "../contract/x.ts";\nexport const ok = x;\n`,
  "widgets/exports/ok.ts": `export { x } from "../button/x.ts";\n`,
  "widgets/entry/ok.ts": `export const ok = () => import("../button/define.ts");\n`,
  "widgets/table/ok.ts": [
    `import { html } from "lit";`,
    `import { repeat } from "lit/directives/repeat.js";`,
    `import { x } from "../shared/x.ts";`,
    `import { x as consent } from "../consent/consent-api.ts";`,
    `import type { x as contract } from "../../server/contract/x.ts";`,
    `export const ok: (typeof contract | object)[] = [html, repeat, x, consent];`,
  ].join("\n"),
};

function restricted(name: string, file: string, from: string, message: RegExp): Breach {
  return { name, file, code: `import { x } from ${from};\nexport const y = x;\n`, rule: RESTRICTED, message };
}

function breach(name: string, file: string, code: string, rule: string): Breach {
  return { name, file, code, rule, message: /./ };
}
