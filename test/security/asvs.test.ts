import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { getPackageRoot } from "../../server/package-root.ts";

interface Row {
  id: string;
  state: string;
  reason: string;
}

interface Context {
  text: string;
  rows: Row[];
  /** Requirements that a test is named after. */
  tested: Set<string>;
}

const DOCUMENT = join(getPackageRoot(), "server/SECURITY.md");

/** How many requirements each section of ASVS 5.0.0 has. */
const SECTIONS: Record<string, number> = {
  "3.1": 1,
  "3.2": 3,
  "3.3": 5,
  "3.4": 8,
  "3.5": 8,
  "3.6": 1,
  "3.7": 5,
  "7.1": 3,
  "7.2": 4,
  "7.3": 2,
  "7.4": 5,
  "7.5": 3,
  "7.6": 2,
};
const STATES = ["held", "in part", "documented", "deviates", "none here", "the host's"];
const TESTED = ["held", "in part"];

const test = suite<Context>("the table of ASVS requirements");

test.before(async (context) => {
  context.text = await readFile(DOCUMENT, "utf8");
  const rows = context.text.matchAll(/^\| (\d\.\d\.\d) +\|[^|]+\| ([\w' ]+?) +\| (.*?) *\|$/gm);
  context.rows = [...rows].map(([, id = "", state = "", reason = ""]) => ({ id, state, reason }));
  context.tested = await findTested();
});

test("names every requirement of V3 and V7 once, in order", ({ rows }) => {
  const all = Object.entries(SECTIONS).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
  );
  assert.equal(
    rows.map(({ id }) => id),
    all,
  );
  for (const { id, state } of rows) assert.ok(STATES.includes(state), `${id}: ${state}`);
});

test("says of those that have a test, and of no other, that they are held", ({ rows, tested }) => {
  const held = rows.filter(({ state }) => TESTED.includes(state)).map(({ id }) => id);
  assert.equal(held, [...tested].toSorted());
});

test("gives a reason for whatever is not held", ({ rows }) => {
  for (const { id, state, reason } of rows) if (state !== "held") assert.ok(reason.length > 20, id);
});

test("leads to files and sections that are there", async ({ text }) => {
  for (const [, address = ""] of text.matchAll(/\]\(([^)]+)\)/g)) {
    const [path = "", section] = address.split("#");
    const file = path === "" ? DOCUMENT : resolve(dirname(DOCUMENT), path);
    assert.ok(await stat(file).catch(() => false), address);
    if (section !== undefined) assert.ok(sectionsOf(await readFile(file, "utf8")).includes(section), address);
  }
});

test.run();

async function findTested(): Promise<Set<string>> {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".test.ts"));
  const sources = await Promise.all(files.map((name) => readFile(join(import.meta.dirname, name), "utf8")));
  const names = sources.join("\n").matchAll(/^ +test\("(\d\.\d\.\d) /gm);
  return new Set([...names].map(([, id = ""]) => id));
}

/** Headings as GitHub makes addresses of them. */
function sectionsOf(markdown: string): string[] {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)];
  return headings.map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}
