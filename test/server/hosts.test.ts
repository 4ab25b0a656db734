import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ROOT } from "../support/run-command.ts";

const LINES = 60;
const COPIED = {
  django: ["sereno_host/host.py"],
  php: ["sereno.php"],
  express: ["sereno.mjs"],
};

const test = suite("what a site copies");

for (const [name, files] of Object.entries(COPIED)) {
  test(`${name}: ${LINES} lines of code at most, without anything of Sereno's insides`, async () => {
    const texts = await Promise.all(
      files.map((file) => readFile(join(ROOT, "demo/hosts", name, file), "utf8")),
    );
    const lines = texts
      .join("\n")
      .split("\n")
      .filter((line) => line.trim() !== "");
    assert.ok(lines.length <= LINES, `${lines.length} lines`);
    assert.ok(
      lines.every((line) => line.length <= 130),
      "lines that a person can read",
    );
    assert.not.match(texts.join("\n"), /dist\/|\.\.\/|node_modules/);
  });
}

test.run();
