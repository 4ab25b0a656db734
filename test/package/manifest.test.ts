import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ROOT } from "../support/run-command.ts";

interface Named {
  name: string;
}

interface Declaration extends Named {
  tagName?: string;
  summary?: string;
  description?: string;
  attributes?: (Named & { type: { text: string } })[];
  events?: (Named & { type: { text: string } })[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: (Named & { description: string; default: string })[];
}

interface ManifestModule {
  path: string;
  declarations: Declaration[];
}

const OUTPUT = join(ROOT, "dist/package");
const SOURCES = join(ROOT, "widgets");
const { modules } = JSON.parse(read(join(OUTPUT, "custom-elements.json"))) as { modules: ManifestModule[] };
const elements = modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));

const FIRST_TOKENS = tokensOf("tokens.ts");
const ALL_TOKENS = [...FIRST_TOKENS, ...tokensOf("tokens.styles.ts")];

const test = suite("custom-elements.json");

test("describes every element that the code registers, and no other", () => {
  const registered = sourcesOf(/define[\w-]*\.ts$/).flatMap((code) => find(code, /defineOnce\("([\w-]+)"/g));
  assert.equal(elements.map(({ tagName }) => tagName).sort(), registered.sort());
  for (const element of elements) assert.ok(element.summary && element.description, element.tagName);
});

for (const { path, declarations } of modules) {
  const folder = basename(path, ".js");
  const codes = sourcesOf(/\.ts$/, folder);
  const shown = declarations.filter(({ tagName }) => tagName);

  test(`tells all events of ${folder}, and exports their classes`, () => {
    const dispatched = codes.flatMap((code) =>
      find(code, /(?:super\(|eventName = )"(sereno-[a-z]+-[a-z]+)"/g),
    );
    assert.equal(names(shown, "events"), dispatched.sort());
    const exported = /export \{([^}]*)\}/.exec(read(join(ROOT, path)))?.[1]?.split(/[\s,]+/) ?? [];
    for (const { type } of shown.flatMap(({ events = [] }) => events))
      assert.ok(exported.includes(type.text));
  });

  test(`tells all parts of ${folder}`, () => {
    const parts = codes.flatMap((code) => find(code, /\spart="([\w-]+)"/g));
    assert.equal(names(shown, "cssParts"), parts.sort());
  });

  test(`tells all slots of ${folder}`, () => {
    if (!codes.some((code) => code.includes("attachShadow") || code.includes("LitElement"))) return;
    const slots = codes.flatMap((code) => find(code, /<slot(?: name="([\w-]+)")?/g));
    assert.equal(names(shown, "slots"), slots.sort());
  });

  test(`tells all tokens of ${folder}`, () => {
    const read = codes.some((code) => code.includes("/shared/tokens.styles.ts")) ? ALL_TOKENS : FIRST_TOKENS;
    for (const { cssProperties = [] } of shown) {
      const isStyled = codes.some((code) => code.includes("/shared/tokens"));
      assert.equal(
        cssProperties.map(({ name }) => name),
        isStyled ? read : [],
      );
      for (const token of cssProperties) assert.ok(token.description && token.default, token.name);
    }
  });
}

test("there is no token beside those of the shared styles", () => {
  const used = sourcesOf(/\.ts$/).flatMap((code) => find(code, /var\((--sereno-[\w-]+)/g));
  assert.equal([...new Set(used)].sort(), [...ALL_TOKENS].sort());
});

test("what is made of it for editors, React and Vue knows every element", () => {
  for (const name of ["vscode.html-custom-data.json", "react.d.ts", "vue.d.ts"]) {
    const text = read(join(OUTPUT, name));
    for (const { tagName } of elements) assert.ok(text.includes(`"${tagName}"`), `${tagName} in ${name}`);
  }
});

test("an editor offers the values of an attribute, not the names of types", () => {
  const data = JSON.parse(read(join(OUTPUT, "vscode.html-custom-data.json"))) as {
    tags: (Named & { attributes: (Named & { values: Named[] })[] })[];
  };
  const table = data.tags.find(({ name }) => name === "sereno-session-table");
  const scope = table?.attributes.find(({ name }) => name === "scope");
  assert.equal(scope?.values, [{ name: "own" }, { name: "all" }]);
});

test.run();

function names(shown: Declaration[], key: "events" | "slots" | "cssParts"): string[] {
  return shown.flatMap((element) => (element[key] ?? []).map(({ name }) => name)).sort();
}

function tokensOf(file: string): string[] {
  return find(read(join(SOURCES, "shared", file)), /var\((--sereno-[\w-]+)/g);
}

/** The first group of every match, "" where it matched nothing. */
function find(code: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map(([, group]) => group ?? "");
}

function sourcesOf(pattern: RegExp, folder = ""): string[] {
  const files = readdirSync(join(SOURCES, folder), { recursive: true, encoding: "utf8" });
  const skipped = ["exports", "manifest"];
  const wanted = files.filter((file) => pattern.test(file) && !skipped.includes(dirname(file)));
  return wanted.map((file) => read(join(SOURCES, folder, file)));
}

function read(path: string): string {
  return readFileSync(path, "utf8");
}
