import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ConfigError, readConfig } from "../../server/config.ts";

const SECRET = { SERENO_SECRET: "0123456789012345678901234567890123" };

const test = suite("configuration");

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("has defaults for everything but the secret", () => {
  const config = readConfig(SECRET);
  assert.is(config.origin, "http://localhost:3000");
  assert.is(config.basePath, "/sereno");
  assert.is(config.cookie.name, "sereno_sid");
  assert.is(config.session.idleMs, 7_200_000);
  assert.is(config.demo, true);
  assert.ok(Object.isFrozen(config.session));
});

test("names every wrong key at once", () => {
  const problems = problemsOf({
    PORT: "99999",
    DATABASE_URL: "mysql://x",
    SERENO_ORIGIN: "example.org",
    SERENO_SESSION_IDLE_MINUTES: "soon",
    SERENO_TRUSTED_ORIGINS: "https://good.example, nonsense",
  });
  assert.equal(problems.map((problem) => problem.split(":")[0]).toSorted(), [
    "DATABASE_URL",
    "PORT",
    "SERENO_ORIGIN",
    "SERENO_SECRET",
    "SERENO_SESSION_IDLE_MINUTES",
    "SERENO_TRUSTED_ORIGINS",
  ]);
  assert.ok(problems.includes("SERENO_SECRET: is required"));
});

test("names what contradicts each other beside what is wrong", () => {
  const problems = problemsOf({ ...SECRET, PORT: " ", SERENO_COOKIE_SAMESITE: "none" });
  assert.equal(
    problems.map((problem) => problem.split(":")[0]),
    ["PORT", "SERENO_COOKIE_SAMESITE"],
  );
});

test("takes an origin with a slash behind it for the origin that browsers send", () => {
  const config = readConfig({ ...SECRET, SERENO_TRUSTED_ORIGINS: "https://a.example/, https://b.example" });
  assert.equal(config.trustedOrigins, ["https://a.example", "https://b.example"]);
});

test("names the session cookie after the origin", () => {
  const https = { ...SECRET, SERENO_ORIGIN: "https://example.org" };
  assert.is(readConfig(https).cookie.name, "__Host-sereno_sid");
  assert.is(readConfig({ ...https, SERENO_COOKIE_DOMAIN: "example.org" }).cookie.name, "__Secure-sereno_sid");
});

test("the demo is off wherever strangers could reach it", () => {
  assert.is(readConfig({ ...SECRET, NODE_ENV: "production" }).demo, false);
  assert.is(readConfig({ ...SECRET, HOST: "0.0.0.0" }).demo, false);
  assert.is(readConfig({ ...SECRET, SERENO_ORIGIN: "https://example.org" }).demo, false);
  assert.is(readConfig({ ...SECRET, SERENO_DEMO: "off" }).demo, false);
});

test("refuses a demo setting in production, and SameSite=None without https", () => {
  assert.match(problemsOf({ ...SECRET, NODE_ENV: "production", SERENO_DEMO: "on" }).join(), "SERENO_DEMO");
  assert.match(problemsOf({ ...SECRET, SERENO_COOKIE_SAMESITE: "none" }).join(), "SERENO_COOKIE_SAMESITE");
});

const SECRET_OF_HOOKS = `whsec_${"A".repeat(32)}`;
const KEY = "0123456789abcdef0123456789abcdef";

test("keeps of a host's key its hash alone", () => {
  const config = readConfig({ ...SECRET, SERENO_HOST_KEYS: `shop:${KEY}, shop:next-${KEY},` });
  assert.equal(
    config.hostKeys.map(({ name }) => name),
    ["shop", "shop"],
  );
  assert.not.ok(JSON.stringify(config).includes(KEY));
});

test("refuses a host's key that is short, unfit for a header, without a name, or given twice", () => {
  for (const keys of [
    KEY,
    `shop:${KEY.slice(1)}`,
    `shop:${KEY}é`,
    `:${KEY}`,
    `the shop:${KEY}`,
    `shop:${KEY},news:${KEY}`,
  ]) {
    const [problem = ""] = problemsOf({ ...SECRET, SERENO_HOST_KEYS: keys });
    assert.match(problem, /^SERENO_HOST_KEYS: must /, keys);
    assert.not.ok(problem.includes(KEY.slice(1)), "a key is not repeated");
  }
});

test("a webhook needs an address and a secret, which no message repeats", () => {
  const url = { SERENO_WEBHOOK_URL: "https://example.org/hook" };
  const secret = { SERENO_WEBHOOK_SECRET: SECRET_OF_HOOKS };
  const config = readConfig({
    ...SECRET,
    ...url,
    ...secret,
    SERENO_WEBHOOK_SECRET_PREVIOUS: `${SECRET_OF_HOOKS}BBBB`,
  });
  assert.equal(config.webhook, {
    url: "https://example.org/hook",
    secrets: [SECRET_OF_HOOKS, `${SECRET_OF_HOOKS}BBBB`],
  });
  assert.is(readConfig(SECRET).webhook, undefined);
  for (const [environment, key] of [
    [url, "SERENO_WEBHOOK_SECRET"],
    [secret, "SERENO_WEBHOOK_URL"],
    [{ SERENO_WEBHOOK_SECRET_PREVIOUS: SECRET_OF_HOOKS }, "SERENO_WEBHOOK_SECRET_PREVIOUS"],
    [{ ...url, SERENO_WEBHOOK_SECRET: "A".repeat(32) }, "SERENO_WEBHOOK_SECRET"],
    [{ ...url, SERENO_WEBHOOK_SECRET: "whsec_AAAA" }, "SERENO_WEBHOOK_SECRET"],
    [{ ...secret, SERENO_WEBHOOK_URL: "example.org/hook" }, "SERENO_WEBHOOK_URL"],
    [{ ...secret, SERENO_WEBHOOK_URL: "ftp://example.org/hook" }, "SERENO_WEBHOOK_URL"],
    [{ ...secret, SERENO_WEBHOOK_URL: "https://me:geheim@example.org/hook" }, "SERENO_WEBHOOK_URL"],
  ] as const) {
    const problems = problemsOf({ ...SECRET, ...environment });
    assert.ok(
      problems.some((problem) => problem.startsWith(`${key}: `)),
      `${key}: ${problems.join()}`,
    );
    assert.not.match(problems.join(), /AAAA|geheim/);
  }
});

test("a host's secret is long enough and comes with an issuer; its pages are paths or addresses", () => {
  const handover = { SERENO_HANDOVER_SECRET: "s".repeat(32), SERENO_HANDOVER_ISSUER: "https://host.example" };
  const config = readConfig({ ...SECRET, ...handover, SERENO_HANDOVER_REAUTH_URL: "/confirm" });
  assert.equal(config.handover, {
    secrets: ["s".repeat(32)],
    issuer: "https://host.example",
    audience: "sereno",
  });
  assert.is(config.handoverReauthUrl, "http://localhost:3000/confirm");
  for (const [key, environment] of Object.entries({
    SERENO_HANDOVER_SECRET: { ...handover, SERENO_HANDOVER_SECRET: "s".repeat(31) },
    SERENO_HANDOVER_ISSUER: { SERENO_HANDOVER_SECRET: "s".repeat(32) },
    SERENO_HANDOVER_SECRET_PREVIOUS: { SERENO_HANDOVER_SECRET_PREVIOUS: "s".repeat(32) },
    SERENO_HANDOVER_REAUTH_URL: { SERENO_HANDOVER_REAUTH_URL: "javascript:alert(1)" },
    SERENO_HANDOVER_IDENTITY_URL: { SERENO_HANDOVER_IDENTITY_URL: "//evil.example/identity" },
  })) {
    const [problem = "", ...others] = problemsOf({ ...SECRET, ...environment });
    assert.is(problem.split(":")[0], key);
    assert.equal(others, []);
  }
});

test.run();
