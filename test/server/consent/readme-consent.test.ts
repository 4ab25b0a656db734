import { suite } from "uvu";
import * as assert from "uvu/assert";
import { policySchema } from "../../../server/consent/policy.schema.ts";
import { askProgram, type ConsentCase, consentCases, readExample } from "../../support/readme-helpers.ts";

const POLICY = "## Your consent policy";
const HELPERS = "### Reading consent on your server";

const readme = suite<{ cases: ConsentCase[] }>("README on consent");

readme.before((context) => {
  context.cases = consentCases(Date.now());
  const granted = context.cases.filter(({ expected }) => expected).length;
  assert.ok(granted > 5 && granted < context.cases.length / 2, "cases of both kinds");
});

readme("shows a policy that the server takes", async () => {
  const document: unknown = JSON.parse(await readExample(POLICY, "json"));
  assert.equal(policySchema.safeParse(document).error?.issues, undefined);
});

readme("shows a Python helper that agrees with the server", async ({ cases }) => {
  const code = await readExample(HELPERS, "python");
  const driver = "import json, sys\nprint(json.dumps([has_consent(*one) for one in json.load(sys.stdin)]))";
  assertAgrees(await askProgram("python3", ["-c", `${code}\n${driver}`], cases), cases);
});

readme("shows a JavaScript helper that agrees with the server", async ({ cases }) => {
  const code = await readExample(HELPERS, "js");
  const driver = `const cases = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(([cookie, grant]) => hasConsent(cookie, grant))));`;
  assertAgrees(await askProgram(process.execPath, ["-e", `${code}\n${driver}`], cases), cases);
});

readme.run();

function assertAgrees(answers: boolean[], cases: ConsentCase[]): void {
  assert.is(answers.length, cases.length);
  cases.forEach(({ why, cookie, grant, expected }, index) =>
    assert.is(answers[index], expected, `${why}: ${grant} in ${JSON.stringify(cookie)}`),
  );
}
