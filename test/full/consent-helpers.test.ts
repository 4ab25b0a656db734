import { spawnSync } from "node:child_process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { askProgram, type ConsentCase, consentCases, readExample } from "../support/readme-helpers.ts";

const HELPERS = "### Reading consent on your server";

const helpers = suite("README on consent, in PHP and Ruby");

helpers("shows a PHP helper that agrees with the server", async () => {
  install("php", "php-cli");
  const driver =
    "echo json_encode(array_map(fn($one) => has_consent(...$one), json_decode(stream_get_contents(STDIN))));";
  await compare("php", ["-r", `${await readExample(HELPERS, "php")}\n${driver}`]);
});

helpers("shows a Ruby helper that agrees with the server", async () => {
  install("ruby", "ruby");
  const driver =
    'require "json"\nputs JSON.generate(JSON.parse($stdin.read).map { |cookie, grant| consent?(cookie, grant) })';
  await compare("ruby", ["-e", `${await readExample(HELPERS, "ruby")}\n${driver}`]);
});

helpers.run();

/** Has the program there, by Debian's packages where it is missing. */
function install(program: string, debianPackage: string): void {
  const isThere = () => spawnSync(program, ["--version"]).status === 0;
  if (isThere()) return;
  const { stderr, error } = spawnSync(
    "apt-get",
    ["install", "-y", "--no-install-recommends", debianPackage],
    {
      encoding: "utf8",
    },
  );
  if (isThere()) return;
  throw new Error(`This test needs ${program}. Install ${debianPackage}: ${error?.message ?? stderr}`);
}

async function compare(program: string, args: string[]): Promise<void> {
  const cases: ConsentCase[] = consentCases(Date.now());
  const answers = await askProgram(program, args, cases);
  assert.equal(
    answers,
    cases.map(({ expected }) => expected),
  );
}
