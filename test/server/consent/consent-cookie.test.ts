import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  findConsent,
  formatConsent,
  hasConsent,
  readConsent,
} from "../../../server/consent/consent-cookie.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const DAY_MS = 86_400_000;
const ID = "04abe008-4d8d-475f-9dc3-c2e13f820ca8";
const CONSENT = {
  granted: ["functional", "analytics.visits"],
  policyVersion: 3,
  decisionId: ID,
  decidedAt: NOW,
};

const test = suite("consent cookie");

test("has the format that every query-string parser reads", () => {
  const value = formatConsent(CONSENT);
  assert.is(value, `v=1&p=3&id=${ID}&t=${NOW}&g=functional+analytics.visits`);
  assert.equal(readConsent(value, NOW), CONSENT);
  const refusal = { ...CONSENT, granted: [] };
  assert.equal(readConsent(formatConsent(refusal), NOW), refusal);
});

test("counts for 180 days, and not from the future", () => {
  const value = formatConsent(CONSENT);
  assert.ok(readConsent(value, NOW + 180 * DAY_MS - 1));
  assert.is(readConsent(value, NOW + 180 * DAY_MS), undefined);
  assert.ok(readConsent(value, NOW - 5 * 60_000), "clocks differ");
  assert.is(readConsent(value, NOW - 5 * 60_000 - 1), undefined);
});

test("takes nothing corrupt for consent", () => {
  const good = formatConsent(CONSENT);
  const corrupt = [
    undefined,
    "",
    "true",
    "%",
    "null",
    '{"analytics":true}',
    good.replace("v=1", "v=2"),
    good.replace("p=3", "p=x"),
    good.replace("p=3&", ""),
    good.replace(`t=${NOW}`, "t="),
    good.replace(`t=${NOW}`, "t=1e13"),
    good.replace(`t=${NOW}`, "t=9999999999999"),
    good.replace(ID, "x"),
    good.replace("g=functional", "g=<script>"),
    good.replace(/&g=.*/, ""),
    good + "+x".repeat(1_000),
  ];
  for (const value of corrupt) assert.is(readConsent(value, NOW), undefined, String(value));
});

test("of several with that name the newest valid one counts", () => {
  const older = formatConsent({ ...CONSENT, decidedAt: NOW - DAY_MS, granted: ["marketing"] });
  const future = formatConsent({ ...CONSENT, decidedAt: NOW + DAY_MS, granted: ["marketing"] });
  const header = `a=b; sereno_consent=${older}; sereno_consent=${formatConsent(CONSENT)}; sereno_consent=${future}; sereno_consent=x; xsereno_consent=y`;
  assert.equal(findConsent(header, NOW), CONSENT);
  assert.is(findConsent("", NOW), undefined);
});

test("allows what is listed, a category's services, and the essential", () => {
  const cases: [string[], string, boolean][] = [
    [["analytics"], "analytics", true],
    [["analytics"], "analytics.visits", true],
    [["analytics.visits"], "analytics.visits", true],
    [["analytics.visits"], "analytics", false],
    [["analytics.visits"], "analytics.other", false],
    [["analytics"], "marketing", false],
    [["analytics"], "analyticsx", false],
    [[], "essential", true],
    [[], "essential.sign-in", true],
  ];
  for (const [granted, id, expected] of cases) {
    assert.is(hasConsent({ ...CONSENT, granted }, id), expected, `${granted.join()} ${id}`);
  }
  assert.is(hasConsent(undefined, "analytics"), false);
  assert.is(hasConsent(undefined, "essential"), true);
});

test.run();
