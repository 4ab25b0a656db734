import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { SETTINGS } from "../../server/config.ts";
import { PROVIDER_SETTINGS } from "../../server/provider-settings.ts";

interface Row {
  key: string;
  /** As one would write it into the environment; undefined for a dash. */
  standard: string | undefined;
  meaning: string;
}

const README = resolve(import.meta.dirname, "../../README.md");

/** The rows `| \`KEY\` | default | meaning |` of the configuration table whose key is as `pattern` says. */
async function readTable(pattern = "[A-Z_]+"): Promise<Row[]> {
  const row = new RegExp(`^\\| \`(${pattern})\` +\\| (.*?) +\\| (.*?) +\\|$`, "gm");
  const rows = [...(await readFile(README, "utf8")).matchAll(row)];
  return rows.map(([, key = "", standard = "", meaning = ""]) => ({
    key,
    standard: /^`(.*)`$/.exec(standard)?.[1],
    meaning,
  }));
}

test("the README names every setting, in the order of the configuration, and no other", async () => {
  const keys = (await readTable()).map((row) => row.key);
  assert.equal(keys, Object.keys(SETTINGS.shape));
});

test("the README says of every setting what the configuration says", async () => {
  for (const { key, meaning } of await readTable()) {
    assert.is(meaning, SETTINGS.shape[key as keyof typeof SETTINGS.shape].description, key);
  }
});

test("the README's defaults are what the configuration takes when nothing is set", async () => {
  for (const { key, standard } of await readTable()) {
    const schema = SETTINGS.shape[key as keyof typeof SETTINGS.shape];
    const unset = schema.safeParse(undefined);
    const stated = schema.safeParse(standard);
    assert.equal([stated.success, stated.data], [unset.success, unset.data], key);
  }
});

test("the README says what a provider of sign-in takes, for any name", async () => {
  const prefix = "SERENO_OIDC_<NAME>_";
  const rows = await readTable(`${prefix}[A-Z_]+`);
  const stated = rows.map(({ key, meaning }) => [key.slice(prefix.length), meaning]);
  const shape = Object.entries(PROVIDER_SETTINGS.shape);
  assert.equal(
    stated,
    shape.map(([key, { description }]) => [key, description]),
  );
});

test.run();
