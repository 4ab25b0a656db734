import { request } from "node:http";
import { runInNewContext } from "node:vm";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createDefaultPolicy } from "../../../server/consent/default-policy.ts";
import { createPolicy } from "../../../server/consent/policy.ts";
import { createPolicyAssets } from "../../../server/consent/policy-assets.ts";
import type { PolicyResource } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";

const policy = createPolicy(createDefaultPolicy({ name: "sereno_sid" }));
const script = (quote: string) => `const p=Object(${quote}__SERENO_POLICY__${quote});result=p;`;

const parts = suite("policy in the script");

for (const quote of ['"', "'", "`"]) {
  parts(`replaces the literal in ${quote}`, () => {
    const [entry] = createPolicyAssets(script(quote), policy);
    const context: { result?: unknown } = {};
    runInNewContext(entry?.body.toString() ?? "", context);
    assert.equal(JSON.parse(JSON.stringify(context.result)), policy.core);
  });
}

parts("stays a script whatever the policy's names hold", () => {
  const hostile = '$& $1 `${alert(1)}` </script><!-- \u2028 \u2029 "\\';
  const forged = { ...policy, core: { ...policy.core, clear: { "marketing.x": [hostile] } } };
  const body = createPolicyAssets(script("`"), forged)[0]?.body.toString() ?? "";
  assert.not.match(body, /<\/script|<!--|\u2028|\u2029/);
  const context: { result?: { clear: Record<string, string[]> } } = {};
  runInNewContext(body, context);
  assert.is(context.result?.clear["marketing.x"]?.[0], hostile);
});

parts("says so when the script was built by something else", () => {
  assert.throws(() => createPolicyAssets("export {};", policy), /0 places for the policy/);
  assert.throws(() => createPolicyAssets(script('"') + script("'"), policy), /2 places/);
  assert.throws(() => createPolicyAssets("`__SERENO_POLICY__'", policy), /0 places/);
});

parts.run();

forEachDatabase((dialect) => {
  const test = suite(`policy over HTTP on ${dialect}`);

  test("serves the script compressed, with a tag of each form, and 304 for what is known", async () => {
    const app = await startTestApp(dialect);
    const get = (headers: Record<string, string>) => app.client().get("/sereno.js", { headers });
    const plain = await get({ "Accept-Encoding": "identity" });
    const brotli = await get({ "Accept-Encoding": "gzip, deflate, br" });
    const gzip = await get({ "Accept-Encoding": "gzip, br;q=0" });
    assert.is(brotli.headers.get("Content-Encoding"), "br");
    assert.is(gzip.headers.get("Content-Encoding"), "gzip");
    assert.is(brotli.text, plain.text);
    assert.is(gzip.text, plain.text);
    assert.match(plain.text, /"hash":"[\da-f]{12}"/);
    const tags = [plain, brotli, gzip].map(({ headers }) => headers.get("ETag"));
    assert.is(new Set(tags).size, 3);
    assert.match(plain.headers.get("Cache-Control") ?? "", "max-age=300");
    assert.match(plain.headers.get("Vary") ?? "", "Accept-Encoding");
    const known = { "Accept-Encoding": "br", "If-None-Match": tags[1] ?? "" };
    assert.is(await statusOf(`${app.base}/sereno.js`, known), 304);
    assert.is(await statusOf(`${app.base}/sereno.js`, { ...known, "Accept-Encoding": "gzip" }), 200);
    await app.close();
  });

  test("gives the policy in each language as an API answer and as a lasting file", async () => {
    const app = await startTestApp(dialect);
    const client = app.client();
    for (const locale of ["en", "es", "ar"]) {
      const { body } = await client.get<PolicyResource>(`/api/consent/policy?lang=${locale}`);
      assert.is(body.locale, locale);
      const file = await client.get<PolicyResource>(policyPath(body.hash, locale));
      assert.equal(file.body, body);
      assert.match(file.headers.get("Cache-Control") ?? "", "immutable");
    }
    const preferred = await client.get<PolicyResource>("/api/consent/policy", {
      headers: { "Accept-Language": "nl, es;q=0.8" },
    });
    assert.is(preferred.body.locale, "es");
    assert.is((await client.get<PolicyResource>("/api/consent/policy?lang=xx&lang=x")).body.locale, "en");
    await app.close();
  });

  test("names the domain of the consent cookie to visitors' scripts only where there is one", async () => {
    const read = async (env: Record<string, string>) => {
      const app = await startTestApp(dialect, { env });
      const { text } = await app.client().get("/sereno.js");
      await app.close();
      return text;
    };
    assert.match(await read({ SERENO_COOKIE_DOMAIN: "vallesol.example" }), '"domain":"vallesol.example"');
    assert.not.match(await read({}), '"domain"');
  });

  test("still has the texts of a policy that was replaced, for pages loaded before", async () => {
    const app = await startTestApp(dialect);
    const document = createDefaultPolicy({ name: "earlier" });
    const earlier = createPolicy({ ...document, version: 1 });
    const { hash, version, snapshot } = earlier;
    await app.database.knex(TABLES.consentPolicies).insert({ hash, version, snapshot, created_at: 1 });
    const client = app.client();
    const { status, body } = await client.get<PolicyResource>(policyPath(hash, "es"));
    assert.is(status, 200);
    assert.equal(body, earlier.describe("es"));
    const never = await client.get(policyPath("0".repeat(64), "es"));
    assert.is(never.status, 404);
    assert.is((await client.get("/assets/..%2f..%2fpackage.json")).status, 404);
    await app.close();
  });

  test.run();
});

function policyPath(hash: string, locale: string): string {
  return `/assets/policy-${hash.slice(0, 12)}-${locale}.json`;
}

/** `fetch` would add `Cache-Control: no-cache` to a request with `If-None-Match`. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.once("error", reject);
    outgoing.end();
  });
}
