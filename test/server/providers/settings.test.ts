import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ConfigError, readConfig } from "../../../server/config.ts";

const SECRET = { SERENO_SECRET: "0123456789012345678901234567890123" };

const test = suite("settings of providers");

function providerSettings(name: string, settings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`SERENO_OIDC_${name}_${key}`, value]),
  );
}

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig({ ...SECRET, ...environment });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const CLIENT = { CLIENT_ID: "id", CLIENT_SECRET: "secret" };

test("there is none without settings", () => {
  assert.equal(readConfig(SECRET).providers, []);
});

test("knows the issuers of Google and GitHub, and takes any number of others", () => {
  const { providers } = readConfig({
    ...SECRET,
    ...providerSettings("TOWN_HALL", { ISSUER: "https://id.town.example", ...CLIENT }),
    ...providerSettings("GOOGLE", CLIENT),
    ...providerSettings("GITHUB", CLIENT),
  });
  const read = providers.map(({ name, label, kind, issuer }) => [name, label, kind, issuer]);
  assert.equal(read, [
    ["github", "GitHub", "github", "https://github.com"],
    ["google", "Google", "oidc", "https://accounts.google.com"],
    ["town_hall", "Town Hall", "oidc", "https://id.town.example"],
  ]);
});

test("names everything that is missing or wrong, beside the other settings", () => {
  assert.equal(
    problemsOf({
      PORT: "x",
      SERENO_OIDC_GOOGLE_CLIENT_ID: "id",
      SERENO_OIDC_TOWN_CLIENT_SECRET: "secret",
      ...providerSettings("PLAIN", { ISSUER: "http://id.example.org", ...CLIENT }),
      SERENO_OIDC_CLIENT_ID: "id",
      SERENO_OIDC_Town_ISSUER: "https://id.town.example",
      SERENO_OIDC_TOWN_CLIENTID: "id",
    }).map((problem) => problem.slice(0, 60)),
    [
      "PORT: must be a whole number",
      "SERENO_OIDC_CLIENT_ID: must name the provider in capitals, as in SERENO_OIDC_GOOGLE_CLIENT_ID",
      "SERENO_OIDC_Town_ISSUER: must name the provider in capitals, as in SERENO_OIDC_GOOGLE_ISSUER",
      "SERENO_OIDC_TOWN_CLIENTID: is no setting; a provider has SERENO_OIDC_<NAME>_ISSUER",
      "SERENO_OIDC_GOOGLE_CLIENT_SECRET: is required",
      "SERENO_OIDC_PLAIN_ISSUER: must be the https address that the provider calls its issuer",
      "SERENO_OIDC_TOWN_ISSUER: is required",
      "SERENO_OIDC_TOWN_CLIENT_ID: is required",
    ].map((problem) => problem.slice(0, 60)),
  );
});

test("lets plain http through on loopback alone", () => {
  for (const [issuer, isRight] of Object.entries({
    "http://localhost:8080": true,
    "http://127.0.0.1": true,
    "http://id.town.localhost:8080": true,
    "http://localhost.example.org": false,
    "https://id.example.org/tenant": true,
    "https://id.example.org/?a=b": false,
    "id.example.org": false,
  })) {
    const problems = problemsOf(providerSettings("TOWN", { ISSUER: issuer, ...CLIENT }));
    assert.is(problems.length === 0, isRight, issuer);
  }
});

test.run();
