import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { build, type Rolldown } from "vite";
import { ROOT, runCommand } from "../support/run-command.ts";

interface Context {
  folder: string;
  tarball: string;
  /** Paths of what the tarball holds. */
  files: string[];
}

interface PackageJson {
  exports: Record<string, string | { types: string; default?: string }>;
}

const LIMIT = { limitMs: 60_000 };

const test = suite<Context>("the npm package");

test.before(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "sereno-package-"));
  const args = ["pack", "--silent", "--ignore-scripts", "--pack-destination", context.folder];
  const { output } = await runCommand("npm", args, LIMIT);
  context.tarball = join(context.folder, /\S+\.tgz/.exec(output)?.[0] ?? "nothing");
  const listing = await runCommand("tar", ["-tzf", context.tarball], LIMIT);
  context.files = listing.output.split("\n").map((line) => line.replace(/^package\//, ""));
});
test.after(({ folder }) => rm(folder, { recursive: true }));

async function readPackage(): Promise<PackageJson> {
  return JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as PackageJson;
}

test("holds every file that it exports, and nothing of the tests or the demo", async ({ files }) => {
  const { exports } = await readPackage();
  const named = Object.values(exports).flatMap((target) =>
    typeof target === "string" ? [target] : [target.types, target.default ?? target.types],
  );
  const missing = named.map((path) => path.replace("./", "")).filter((path) => !files.includes(path));
  assert.equal(missing, []);
  assert.equal(
    files.filter((path) => /^(test|widgets|server|demo|dist\/demo)\/|test-types|tsbuildinfo/.test(path)),
    [],
  );
});

test("publint finds nothing", async () => {
  const { messages } = await publint({ pkgDir: ROOT, strict: true, pack: "npm" });
  assert.equal(messages, []);
});

// The elements are modules for browsers: for `require` and for TypeScript's resolution of before 2020 they need not be.
test("every module has types where bundlers and Node look for them", async ({ tarball }) => {
  const { code, output } = await runCommand("attw", [tarball, "--profile", "esm-only", "--no-emoji"], LIMIT);
  assert.is(code, 0, output);
});

test("a server that renders the host's pages may import every module", async () => {
  const { exports } = await readPackage();
  const modules = Object.entries(exports).filter(
    ([, target]) => typeof target !== "string" && target.default,
  );
  assert.ok(modules.length > 0);
  const code = modules.map(([name]) => `import "${name.replace(".", "sereno")}";`).join("");
  const { code: exitCode, output } = await runCommand("node", ["--input-type=module", "--eval", code], LIMIT);
  assert.is(exitCode, 0, output);
});

test("what is written with the elements in React and Vue compiles, what is wrong does not", async () => {
  const { code, output } = await runCommand("tsc", ["-p", "test/types"], LIMIT);
  assert.is(code, 0, output);
});

test("an element alone is bundled with what it needs, from what the package holds", async (context) => {
  const { folder, tarball } = context;
  const home = join(folder, "node_modules/sereno");
  await mkdir(home, { recursive: true });
  await runCommand("tar", ["-xzf", tarball, "-C", home, "--strip-components=1"], LIMIT);
  await symlink(join(ROOT, "node_modules/lit"), join(folder, "node_modules/lit"));
  await writeFile(join(folder, "package.json"), `{ "name": "host", "private": true }`);
  const entry = join(folder, "host.js");
  await writeFile(entry, `import "sereno/logout-button";\n`);
  const built = (await build({
    root: folder,
    configFile: false,
    logLevel: "error",
    build: { write: false, rolldownOptions: { input: entry } },
  })) as Rolldown.RolldownOutput;
  const modules = built.output.flatMap((file) => (file.type === "chunk" ? Object.keys(file.modules) : []));
  assert.ok(modules.some((id) => id.includes("sereno/dist/package/logout-button.js")));
  assert.ok(modules.some((id) => id.includes("lit-html")));
  assert.not.ok(modules.some((id) => id.includes("session-table")));
});

test.run();
