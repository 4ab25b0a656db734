import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkConfig } from "../../../server/commands/check-config.ts";

const test = suite("config check");

const random = (name: string) => `${name}-0123456789abcdef0123456789abcdef`;
const webhookSecret = (name: string) => `whsec_${Buffer.from(random(name)).toString("base64")}`;

/** Everything that nobody may read on a screen. */
const SECRETS = {
  SERENO_SECRET: random("own"),
  SERENO_METRICS_TOKEN: random("metrics"),
  SERENO_HANDOVER_SECRET: random("handover"),
  SERENO_HANDOVER_SECRET_PREVIOUS: random("handover-before"),
  SERENO_WEBHOOK_SECRET: webhookSecret("webhook"),
  SERENO_WEBHOOK_SECRET_PREVIOUS: webhookSecret("webhook-before"),
  SERENO_OIDC_GITHUB_CLIENT_SECRET: random("github"),
};

test("shows what is set, and none of the secrets", () => {
  const environment = {
    ...SECRETS,
    DATABASE_URL: "postgres://sereno:the-password@db.example.org/sereno",
    SERENO_HANDOVER_ISSUER: "https://example.org",
    SERENO_HOST_KEYS: `shop:${random("host-key")}`,
    SERENO_WEBHOOK_URL: "https://example.org/hooks/a-secret-path",
    SERENO_OIDC_GITHUB_CLIENT_ID: "the-client",
  };
  const { text } = checkConfig({ arguments: ["--json"], environment });
  for (const [key, secret] of Object.entries(SECRETS)) assert.not.ok(text.includes(secret), key);
  for (const part of ["the-password", random("host-key"), "a-secret-path"])
    assert.not.ok(text.includes(part));
  const shown = JSON.parse(text);
  assert.equal(
    [shown.databaseUrl, shown.hostKeys, shown.webhook, shown.handover.issuer, shown.providers[0].clientId],
    [
      "postgres://…@db.example.org/sereno",
      ["shop"],
      "https://example.org",
      "https://example.org",
      "the-client",
    ],
  );
});

test.run();
