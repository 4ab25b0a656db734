import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createDefaultPolicy } from "../../../server/consent/default-policy.ts";
import { createPolicy, findDeclared, matchLocale, restorePolicy } from "../../../server/consent/policy.ts";
import { type PolicyDocument, policySchema } from "../../../server/consent/policy.schema.ts";
import { CONSENT_COOKIE, CSRF_COOKIE, HINT_COOKIE } from "../../../server/contract/index.ts";
import { getPackageRoot } from "../../../server/package-root.ts";

const test = suite("consent policy");

const document = createDefaultPolicy({ name: "__Host-sereno_sid" });
const copy = (): PolicyDocument => structuredClone(document);

test("by default is a valid policy, whole in every language", () => {
  assert.equal(policySchema.parse(document), document);
});

test("by default declares every cookie that Sereno sets, with its flag", () => {
  const policy = createPolicy(document).describe("en");
  const own = {
    "__Host-sereno_sid": true,
    [CONSENT_COOKIE]: false,
    [HINT_COOKIE]: false,
    [CSRF_COOKIE]: false,
  };
  for (const [name, httpOnly] of Object.entries(own)) {
    const declared = findDeclared(policy, "cookie", name);
    assert.is(declared?.category, "essential", name);
    assert.is(declared?.item.httpOnly, httpOnly, name);
    assert.not.ok(declared?.item.revealable, name);
  }
  assert.is(findDeclared(policy, "cookie", "_ga"), undefined);
  assert.is(findDeclared(policy, "cookie", "cookies_accepted"), undefined, "that is a storage key");
  assert.ok(findDeclared(policy, "localStorage", "cookies_accepted"));
  assert.ok(findDeclared(policy, "sessionStorage", "cookies_notification_shown"));
});

test("by default declares every key that the widgets' sources name", async () => {
  const folder = join(getPackageRoot(), "widgets");
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const sources = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  const named = sources.join("\n").matchAll(/["'`]((?:sereno|cookies)_\w+)["'`]/g);
  const keys = new Set(Array.from(named, ([, key]) => key ?? ""));
  assert.ok(keys.size > 5);
  const { categories } = createPolicy(document).describe("en");
  const declared = categories.flatMap(({ services }) => services.flatMap(({ items }) => items));
  for (const key of keys)
    assert.ok(
      declared.some(({ name }) => name === key),
      key,
    );
});

test("speaks the language that is asked for, its relative, or its first", () => {
  const policy = createPolicy(document);
  assert.is(policy.describe("es").categories[0]?.name, "Esenciales");
  assert.is(policy.describe("es-MX").locale, "es");
  assert.is(policy.describe("ES").locale, "es");
  assert.is(policy.describe("ar").categories[0]?.name, "أساسية");
  assert.is(policy.describe("nl").locale, "en");
  assert.is(policy.describe("<script>").locale, "en");
  assert.is(policy.describe("").locale, "en");
  assert.is(matchLocale(["pt-BR", "pt"], "pt"), "pt");
  assert.is(matchLocale(["pt-BR"], "pt-PT"), "pt-BR");
});

test("has a hash that follows purposes, services and texts, and nothing else", () => {
  const { hash } = createPolicy(document);
  assert.match(hash, /^[\da-f]{64}$/);
  assert.is(createPolicy({ ...copy(), version: 9, reshow: "page" }).hash, hash);
  const reordered = Object.fromEntries(Object.entries(copy()).toReversed()) as PolicyDocument;
  assert.is(createPolicy(reordered).hash, hash, "the order of keys means nothing");
  const changes: ((policy: PolicyDocument) => void)[] = [
    (policy) => policy.protection.pop(),
    (policy) => policy.categories.pop(),
    (policy) => policy.categories[2]?.services.pop(),
    (policy) => (policy.categories[1] = { ...category(policy, 1), description: "Other words" }),
  ];
  for (const change of changes) {
    const changed = copy();
    change(changed);
    assert.is.not(createPolicy(changed).hash, hash);
  }
});

test("comes back from its record as it was", () => {
  const policy = createPolicy(document);
  const restored = restorePolicy(policy.version, policy.snapshot);
  assert.is(restored.hash, policy.hash);
  assert.equal(restored.describe("es"), policy.describe("es"));
});

test("gives visitors what to ask and what to clear, without what is essential", () => {
  const changed = copy();
  category(changed, 3).services.push({
    id: "ads",
    name: "Ads Inc.",
    purpose: "Advertising",
    provider: "Ads Inc.",
    items: ["cookie", "localStorage", "sessionStorage", "indexedDB"].map((kind) => ({
      name: `_${kind}*`,
      kind: kind as "cookie",
      purpose: "p",
      duration: "d",
      provider: "x",
    })),
  });
  const { core } = createPolicy(policySchema.parse(changed));
  assert.equal(core.services, { functional: [], analytics: ["visits"], marketing: ["ads"] });
  assert.equal(core.clear, {
    "marketing.ads": ["_cookie*", "local:_localStorage*", "session:_sessionStorage*"],
  });
  for (const usual of ["locales", "reshow", "texts", "domain"]) assert.not.ok(usual in core, usual);
  assert.equal(createPolicy({ ...changed, locales: ["en", "es"] }).core.locales, ["en", "es"]);
});

test("says texts in the site's own words, in each language, and tells visitors' scripts that there are some", () => {
  const texts = { banner: { title: { en: "Biscuits?", es: "¿Galletas?" } }, page: { allow: "{category}!" } };
  const policy = createPolicy(policySchema.parse({ ...inEnglishAndSpanish(), texts }));
  assert.is(policy.core.texts, true);
  assert.equal(policy.describe("es").texts, {
    banner: { title: "¿Galletas?" },
    page: { allow: "{category}!" },
  });
  assert.equal(restorePolicy(1, policy.snapshot).describe("en").texts?.banner, { title: "Biscuits?" });
  assert.is.not(policy.hash, createPolicy(inEnglishAndSpanish()).hash);
});

test("says what is wrong with a document, and where", () => {
  const cases: [(policy: PolicyDocument) => void, string][] = [
    [(policy) => (category(policy, 0).name = { en: "Essential" }), "categories.0.name.es is missing"],
    [(policy) => (policy.protection[0] = { es: "…" }), "protection.0.en is missing"],
    [(policy) => policy.locales.push("nl"), "categories.0.description.nl is missing"],
    [(policy) => setTexts(policy, { banner: { titel: "x" } }), 'texts.banner Unrecognized key: "titel"'],
    [(policy) => setTexts(policy, { footer: {} }), 'texts Unrecognized key: "footer"'],
    [(policy) => setTexts(policy, { banner: { title: { en: "x" } } }), "texts.banner.title.es is missing"],
    [(policy) => setTexts(policy, { banner: { title: 7 } }), "texts.banner.title must be a text"],
    [
      (policy) => setTexts(policy, { placeholder: { from: "Allow it" } }),
      "texts.placeholder.from must hold {service}",
    ],
    [(policy) => policy.categories.push(category(policy, 1)), "categories.4.id stands twice"],
    [
      (policy) => category(policy, 2).services.push(...category(policy, 2).services),
      "categories.2.services.1.id stands twice",
    ],
    [(policy) => policy.categories.shift(), "categories must describe the category essential"],
    [(policy) => (policy.version = 0), "version "],
    [(policy) => Object.assign(policy, { colour: "red" }), ' Unrecognized key: "colour"'],
    [(policy) => Object.assign(category(policy, 1), { id: "fun" }), "categories.1.id "],
  ];
  for (const [breakIt, expected] of cases) {
    const broken = copy();
    breakIt(broken);
    const parsed = policySchema.safeParse(broken);
    const messages = parsed.error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
    assert.ok(
      messages.some((message) => message.startsWith(expected)),
      `${expected}: ${messages.join("; ")}`,
    );
  }
});

test.run();

function setTexts(policy: PolicyDocument, texts: unknown): void {
  Object.assign(policy, { texts });
}

function inEnglishAndSpanish(): PolicyDocument {
  return { ...copy(), locales: ["en", "es"] };
}

function category(policy: PolicyDocument, index: number) {
  const found = policy.categories[index];
  if (found === undefined) throw new Error(`no category ${index}`);
  return found;
}
