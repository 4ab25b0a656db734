import { test } from "uvu";
import * as assert from "uvu/assert";
import { nextSessionDate, sittingLength } from "../../../demo/dates.ts";

test("the next session is on the last Thursday of the month, that day included", () => {
  assert.is(nextSessionDate(Date.parse("2026-11-22T10:00:00Z")), "2026-11-26");
  assert.is(nextSessionDate(Date.parse("2026-11-26T23:00:00Z")), "2026-11-26");
});

test("after it, the next session is a month later, over the new year too", () => {
  assert.is(nextSessionDate(Date.parse("2026-11-27T00:00:00Z")), "2026-12-31");
  assert.is(nextSessionDate(Date.parse("2027-12-31T00:00:00Z")), "2028-01-27");
});

test("says how long a sitting took in hours and minutes", () => {
  assert.is(sittingLength("19:00", "21:25"), "2 h 25 min");
  assert.is(sittingLength("19:00", "20:05"), "1 h 05 min");
  assert.is(sittingLength("19:00", "19:50"), "50 min");
});

test.run();
