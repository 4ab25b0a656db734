import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { ConfigError } from "../../../server/config.ts";
import type { PolicyDocument } from "../../../server/consent/policy.schema.ts";
import type { PolicyResource } from "../../../server/contract/index.ts";
import { getPackageRoot } from "../../../server/package-root.ts";
import { readPolicyFile } from "../../../server/policy-file.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";

const DEMO = join(getPackageRoot(), "demo/policy.json");

const file = suite<{ folder: string }>("policy file");

file.before(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "sereno-policy-"));
});
file.after(({ folder }) => rm(folder, { recursive: true, force: true }));

file("names every wrong place, and the file", async ({ folder }) => {
  const broken = join(folder, "policy.json");
  const { categories, ...rest } = readPolicyFile(DEMO);
  const [first, second, ...others] = categories;
  const wrong = {
    ...rest,
    version: "two",
    colour: "red",
    categories: [{ ...first, name: 7 }, { ...second, id: "Fun" }, ...others],
  };
  await writeFile(broken, JSON.stringify(wrong));
  const { problems } = refusalOf(broken);
  for (const place of ["version ", "categories.0.name must be a text", "categories.1.id ", "the policy "]) {
    assert.ok(
      problems.some((problem) => problem.startsWith(`SERENO_POLICY_FILE: ${broken}: ${place}`)),
      `${place}: ${problems.join("; ")}`,
    );
  }
});

file("says so when it is not there or is no JSON", async ({ folder }) => {
  const { message } = refusalOf(join(folder, "nowhere.json"));
  assert.match(message, /The configuration is wrong:\n +SERENO_POLICY_FILE: .*nowhere\.json: ENOENT/);
  const text = join(folder, "text.json");
  await writeFile(text, "{version: 1}");
  assert.match(refusalOf(text).message, /text\.json: .*JSON/);
});

file("that is wrong keeps the server from starting, with exit code 1", async ({ folder }) => {
  const broken = join(folder, "empty.json");
  await writeFile(broken, "{}");
  const { code, stderr } = await runCommand(["serve"], folder, { SERENO_POLICY_FILE: broken });
  assert.is(code, 1);
  assert.match(stderr, "empty.json: version ");
  assert.match(stderr, "empty.json: categories ");
  assert.not.match(stderr, /\n +at /, "no stack");
});

file("is part of what “config check” checks", async ({ folder }) => {
  const broken = join(folder, "none.json");
  await writeFile(broken, "{}");
  const refused = await runCommand(["config", "check"], folder, { SERENO_POLICY_FILE: broken });
  assert.is(refused.code, 1);
  assert.match(refused.stderr, "none.json: locales ");
  assert.is((await runCommand(["config", "check"], folder, { SERENO_POLICY_FILE: DEMO })).code, 0);
});

file.run();

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`a site's policy on ${dialect}`);
  test.after.each(({ app }) => app.close());

  test("is asked for, with Sereno's own services added to its categories", async (context) => {
    const app = (context.app = await startTestApp(dialect, { policy: readPolicyFile(DEMO) }));
    const { body } = await app.client().get<PolicyResource>("/api/consent/policy?lang=es");
    assert.equal(servicesOf(body), {
      essential: ["sign-in", "consent", "administration"],
      functional: ["map"],
      analytics: ["visits", "counter"],
      marketing: ["film"],
    });
    assert.is(body.categories[1]?.services[0]?.name, "Callejero");
    assert.is(body.categories[0]?.services[0]?.name, "Inicio de sesión");
    const script = (await app.client().get("/sereno.js")).text;
    assert.match(script, '"analytics":["visits","counter"]');
    assert.match(script, '"marketing.film":["film_viewer"]');
    assert.match((await app.client().get("/consent")).text, "Film of the tourist board");
  });

  test("may describe a service of ours in its own words, and speak other languages", async (context) => {
    const policy: PolicyDocument = {
      version: 3,
      locales: ["nl", "es-MX"],
      categories: [
        {
          id: "essential",
          name: "Noodzakelijk",
          description: "Altijd aan",
          services: [
            { id: "consent", name: "Uw keuze", purpose: "Onthoudt die", provider: "Wij", items: [] },
          ],
        },
      ],
      protection: [],
    };
    const app = (context.app = await startTestApp(dialect, { policy }));
    const read = async (lang: string) =>
      (await app.client().get<PolicyResource>(`/api/consent/policy?lang=${lang}`)).body;
    const dutch = await read("nl");
    assert.equal(servicesOf(dutch), { essential: ["sign-in", "administration", "consent"] });
    assert.is(dutch.categories[0]?.services[2]?.name, "Uw keuze");
    assert.is(
      dutch.categories[0]?.services[0]?.name,
      "Signing in",
      "the first of ours for a language we lack",
    );
    assert.is(
      (await read("es")).categories[0]?.services[0]?.name,
      "Inicio de sesión",
      "a relative is better",
    );
  });

  test.run();
});

function servicesOf({ categories }: PolicyResource): Record<string, string[]> {
  return Object.fromEntries(
    categories.map(({ id, services }) => [id, services.map((service) => service.id)]),
  );
}

function refusalOf(path: string): ConfigError {
  try {
    readPolicyFile(path);
  } catch (error) {
    return error as ConfigError;
  }
  throw new Error(`${path} was accepted`);
}

function runCommand(words: string[], folder: string, environment: Record<string, string>) {
  const cli = join(getPackageRoot(), "server/cli.ts");
  const env = {
    PATH: process.env.PATH,
    TMPDIR: process.env.TMPDIR,
    PORT: "0",
    DATABASE_URL: `sqlite:${join(folder, "sereno.db")}`,
    SERENO_LOG_DIR: folder,
    SERENO_SECRET: "a secret of the tests, long enough",
    ...environment,
  };
  return new Promise<{ code: unknown; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", cli, ...words],
      { cwd: getPackageRoot(), env, timeout: 60_000 },
      (error, _stdout, stderr) => resolve({ code: error?.code ?? 0, stderr }),
    );
  });
}
