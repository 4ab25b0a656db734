import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createDefaultPolicy } from "../../../server/consent/default-policy.ts";
import { comparePolicies } from "../../../server/consent/policy-changes.ts";
import { createPolicy } from "../../../server/consent/policy.ts";
import type { PolicyDocument } from "../../../server/consent/policy.schema.ts";
import type { PolicyChanges } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

type Category = PolicyDocument["categories"][number];

const cookie = {
  name: "_pk_*",
  kind: "cookie" as const,
  purpose: { en: "Tells visitors apart", es: "Distingue visitantes" },
  duration: "13 months",
  provider: "Us",
};
const matomo = {
  id: "matomo",
  name: { en: "Counter", es: "Contador" },
  purpose: { en: "Counts", es: "Cuenta" },
  provider: "Us",
  items: [cookie],
};
const film = { id: "film", name: "Film", purpose: "Plays", provider: "Them", items: [] };
const analytics: Category = {
  id: "analytics",
  name: { en: "Statistics", es: "Estadísticas" },
  description: "…",
  services: [matomo],
};
const marketing: Category = { id: "marketing", name: "Marketing", description: "…", services: [] };

const changes = suite("changes of a policy");

changes("tell what is new, with its cookies, in the language that is asked for", () => {
  const found = compare([], [{ ...analytics, services: [matomo, film] }, marketing], "es");
  assert.equal(found, [
    { kind: "added", id: "analytics.matomo", name: "Contador", category: "Estadísticas", items: ["_pk_*"] },
    { kind: "added", id: "analytics.film", name: "Film", category: "Estadísticas", items: [] },
    { kind: "added", id: "marketing", name: "Marketing", items: [] },
  ]);
});

for (const [what, after, items] of [
  ["another purpose", { ...matomo, purpose: { en: "Sells", es: "Vende" } }, []],
  ["another provider", { ...matomo, provider: "Them" }, []],
  ["a new cookie", { ...matomo, items: [cookie, { ...cookie, name: "_pk_ref" }] }, ["_pk_ref"]],
  ["a longer duration", { ...matomo, items: [{ ...cookie, duration: "5 years" }] }, ["_pk_*"]],
  ["another kind", { ...matomo, items: [{ ...cookie, kind: "localStorage" as const }] }, ["_pk_*"]],
  ["a cookie that is gone", { ...matomo, items: [] }, ["_pk_*"]],
] as const) {
  changes(`tell ${what}`, () => {
    const found = compare([analytics], [{ ...analytics, services: [after as typeof matomo] }]);
    assert.equal(found, [
      { kind: "changed", id: "analytics.matomo", name: "Counter", category: "Statistics", items: [...items] },
    ]);
  });
}

changes("tell what is gone, and neither a better name nor another order", () => {
  const before = [analytics, { ...marketing, services: [film] }];
  assert.equal(compare(before, [{ ...marketing, services: [{ ...film, name: "The film" }] }, analytics]), []);
  assert.equal(
    compare(before, [analytics, marketing]).map(({ kind, id, name }) => [kind, id, name]),
    [["removed", "marketing.film", "Film"]],
  );
});

changes("between policies without a language in common are those of what is declared", () => {
  const before = documentOf([analytics]);
  const after = {
    ...documentOf([{ ...analytics, services: [{ ...matomo, items: [cookie, { ...cookie, name: "x" }] }] }]),
    locales: ["fr"],
  };
  const found = comparePolicies(createPolicy(before), createPolicy(after), "fr");
  assert.equal(
    found.map(({ kind, items }) => [kind, items]),
    [["changed", ["x"]]],
  );
});

changes.run();

forEachDatabase((dialect) => {
  const test = suite(`changes of a policy over HTTP on ${dialect}`);

  test("are told since a version that the site has had, in the language asked for", async () => {
    const earlier = createDefaultPolicy({ name: "sereno_sid" });
    earlier.categories = earlier.categories.filter(({ id }) => id !== "analytics");
    const { hash, version, snapshot } = createPolicy(earlier);
    const policy = { ...createDefaultPolicy({ name: "sereno_sid" }), version: 2 };
    const app = await startTestApp(dialect, { policy });
    await app.database.knex(TABLES.consentPolicies).insert({ hash, version, snapshot, created_at: 1 });
    const ask = (query: string) => app.client().get<PolicyChanges>(`/api/consent/policy-changes?${query}`);
    const { body } = await ask("since=1&lang=de");
    assert.equal(body, {
      since: 1,
      version: 2,
      changes: [
        {
          kind: "added",
          id: "analytics.visits",
          name: "Seiten, die Sie besuchen",
          category: "Statistik",
          items: [],
        },
      ],
    });
    assert.equal((await ask("since=2")).body.changes, []);
    const unknown = await ask("since=7");
    assert.equal([unknown.status, problemOf(unknown).code], [404, "not_found"]);
    assert.is((await ask("since=x")).status, 422);
    const id = "00000000-0000-4000-8000-000000000001";
    const cookie = `sereno_consent=v=1&p=1&id=${id}&t=${app.clock()}&g=functional`;
    const page = await app.client().get("/consent", { headers: { Cookie: cookie, "Accept-Language": "ca" } });
    assert.match(page.text, "ha canviat des de la vostra darrera resposta");
    assert.match(page.text, /Nou:<\/b>\s*Pàgines que visiteu \(Estadístiques\)/);
    assert.not.match(page.text, /\bchecked\b/);
    await app.close();
  });

  test.run();
});

function compare(before: Category[], after: Category[], locale = "en") {
  return comparePolicies(createPolicy(documentOf(before)), createPolicy(documentOf(after)), locale);
}

function documentOf(categories: Category[]): PolicyDocument {
  const essential: Category = { id: "essential", name: "Essential", description: "…", services: [] };
  return { version: 1, locales: ["en", "es"], categories: [essential, ...categories], protection: [] };
}
