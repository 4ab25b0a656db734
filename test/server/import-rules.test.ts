import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ALLOWED_IMPORTS, IMPORT_BREACHES, OTHER_BREACHES } from "../support/lint-breaches.ts";

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly message: string;
  readonly help?: string;
}

const ROOT = resolve(import.meta.dirname, "../..");
const OXLINT = join(ROOT, "node_modules/oxlint/bin/oxlint");
const importRules = suite("import rules");
let folder: string;
let diagnostics: Diagnostic[];

importRules.before(async () => {
  folder = await mkdtemp(join(tmpdir(), "sereno-lint-"));
  for (const name of [".oxlintrc.json", "tsconfig.json", "server/tsconfig.json", "widgets/tsconfig.json"]) {
    await cp(join(ROOT, name), join(folder, name));
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const targets = ["sessions", "http", "database", "contract"].map((name) => `server/${name}/x.ts`);
  for (const file of [
    ...targets,
    "server/config.ts",
    "server/clock.ts",
    "widgets/shared/x.ts",
    "widgets/consent/x.ts",
    "widgets/consent/consent-api.ts",
    "widgets/button/x.ts",
    "widgets/button/define.ts",
  ]) {
    await plant(file, "export const x = 1;\n");
  }
  for (const [file, code] of Object.entries(ALLOWED_IMPORTS)) await plant(file, code);
  for (const { file, code } of [...IMPORT_BREACHES, ...OTHER_BREACHES]) await plant(file, code);
  diagnostics = await lint(folder);
});

importRules.after(() => rm(folder, { recursive: true }));

for (const { name, file, rule, message } of [...IMPORT_BREACHES, ...OTHER_BREACHES]) {
  importRules(`fails when ${name}`, () => {
    const found = diagnostics.filter((diagnostic) => diagnostic.filename === file);
    const texts = found.map((diagnostic) => `${diagnostic.code} ${diagnostic.message} ${diagnostic.help}`);
    assert.ok(
      texts.some((text) => text.startsWith(rule) && message.test(text)),
      `${file}: ${texts.join("; ") || "nothing found"}`,
    );
  });
}

importRules("leaves every allowed import alone", () => {
  const found = diagnostics.filter(({ filename }) => filename.endsWith("/ok.ts"));
  assert.equal(found, []);
});

importRules.run();

async function plant(file: string, code: string): Promise<void> {
  await mkdir(join(folder, dirname(file)), { recursive: true });
  await writeFile(join(folder, file), code);
}

/** What oxlint finds below `cwd`. It exits with 1 when it finds anything. */
function lint(cwd: string): Promise<Diagnostic[]> {
  const args = [OXLINT, "--format=json", "server", "widgets", "demo"];
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      try {
        done((JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics);
      } catch {
        failed(new Error(`oxlint: ${stderr || stdout}`, { cause: error }));
      }
    });
  });
}
