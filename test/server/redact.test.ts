import { suite } from "uvu";
import * as assert from "uvu/assert";
import { redact, redactText } from "../../server/redact.ts";

const TOKEN = "qZ3vT9xLm2Kc8RbW5yHdN7sPfJ4gA6tEuV1oXiYkQwM";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

const test = suite("redaction");

test("hides values by the names that they have", () => {
  const names = [
    "password",
    "Passwd",
    "newPassword",
    "client_secret",
    "API-Key",
    "accessToken",
    "csrf_token",
    "Authorization",
    "Set-Cookie",
    "sessionid",
    "sid",
    "pin",
    "otp",
    "cvv",
    "card_number",
    "privateKey",
    "x-signature",
  ];
  for (const name of names) {
    assert.equal(redact({ [name]: "short" }), { [name]: "[redacted]" }, name);
    assert.equal(redact({ [name]: { nested: 1 } }), { [name]: "[redacted]" }, name);
  }
});

test("hides what looks like a secret wherever it stands", () => {
  const cases: [string, string][] = [
    [TOKEN, "[redacted]"],
    [`sereno_sid=${TOKEN}; a=b`, "sereno_sid=[redacted]; a=b"],
    [`see ${JWT}.`, "see [redacted]."],
    ["d41d8cd98f00b204e9800998ecf8427e", "[redacted]"],
    ["Authorization: Bearer abcdefgh12", "Authorization: Bearer [redacted]"],
    ["Basic dXNlcjpwYXNz", "Basic [redacted]"],
    ["card 4111 1111 1111 1111 ok", "card [redacted] ok"],
    ["5500-0055-5555-5559", "[redacted]"],
    ["/x?email=ana@example.org&page=2", "/x?email=[redacted]&page=2"],
    ["/x?next=%2Fy&to=ana%40example.org", "/x?next=%2Fy&to=[redacted]"],
    ["/reset?token=abc", "/reset?token=[redacted]"],
    ["/cb?code=4%2F0A&state=1", "/cb?code=[redacted]&state=1"],
    ["https://ana:hunter2@example.org/", "https://[redacted]@example.org/"],
  ];
  for (const [text, expected] of cases) assert.is(redactText(text), expected, text);
});

test("leaves alone what only resembles a secret", () => {
  const harmless = [
    "Write to ana@example.org",
    "ses_0eQm_j4luDACKnpXQMF2rA",
    "04abe008-4d8d-475f-9dc3-c2e13f820ca8",
    "1763806440000",
    "4111 1111 1111 1112",
    "+34 600 123 456",
    "/minutes/acta-del-pleno-ordinario-de-noviembre-de-2026",
    "/Acta-Del-Pleno-Ordinario-De-Noviembre-De-2026",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "/search?q=budget&page=2&sort=date",
    "2026-11-22T10:00:00.000Z",
    "Donaudampfschifffahrtsgesellschaftskapitän",
  ];
  for (const text of harmless) assert.is(redactText(text), text, text);
});

test("goes through objects, lists and keys, and keeps everything else", () => {
  assert.equal(
    redact({
      user: "ana",
      count: 3,
      none: null,
      list: [{ token: "x" }, JWT, false],
      [`k ${TOKEN}`]: 1,
      paid: 4111111111111111,
      at: 1763806440000,
      password: null,
    }),
    {
      user: "ana",
      count: 3,
      none: null,
      list: [{ token: "[redacted]" }, "[redacted]", false],
      "k [redacted]": 1,
      paid: "[redacted]",
      at: 1763806440000,
      password: null,
    },
  );
});

test("does not change what it was given, and cuts what is too deep or too long", () => {
  const given = { a: { password: "x" } };
  redact(given);
  assert.equal(given, { a: { password: "x" } });
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`);
  assert.match(JSON.stringify(redact(deep)), "[too deep]");
  assert.is(redactText("x ".repeat(50_000)).length, 8_192);
});

test("takes no time worth speaking of for text made to slow it down", () => {
  const hostile = ["?a=".repeat(3_000), "1 ".repeat(4_000), "eyJ".repeat(2_700), "//a:b".repeat(1_600)];
  const start = process.cpuUsage();
  for (const text of hostile) for (let round = 0; round < 20; round++) redactText(text);
  const { user } = process.cpuUsage(start);
  // Quadratic backtracking would take minutes.
  assert.ok(user < 5_000_000, `${user} µs`);
});

test.run();
