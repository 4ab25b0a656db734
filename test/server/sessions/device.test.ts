import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type ClientHints, describeDevice } from "../../../server/sessions/device.ts";

const test = suite("device");

const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
const HINTS: ClientHints = {
  brands: '"Chromium";v="140", "Not=A?Brand";v="24", "Google Chrome";v="140"',
  mobile: "?0",
  platform: '"Windows"',
};

const CASES: [userAgent: string, hints: ClientHints | undefined, label: string, type: string][] = [
  [
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    undefined,
    "Firefox on Linux",
    "desktop",
  ],
  [
    "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
    undefined,
    "Firefox on Android phone",
    "mobile",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    undefined,
    "Safari on iPhone",
    "mobile",
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    undefined,
    "Safari on iPad",
    "tablet",
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/140.0.0.0`,
    undefined,
    "Microsoft Edge on Windows",
    "desktop",
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`, HINTS, "Chrome on Windows", "desktop"],
  ["", undefined, "Unknown device", "unknown"],
  ["<img src=x onerror=alert(1)>", undefined, "Unknown device", "unknown"],
];

for (const [userAgent, hints, label, type] of CASES) {
  test(`${label}: ${userAgent.slice(0, 40)}${hints ? ", with client hints" : ""}`, () => {
    const device = describeDevice(userAgent, hints);
    assert.is(device.label, label);
    assert.is(device.type, type);
  });
}

test("never throws, whatever the headers say", () => {
  for (const text of ["\u0000", "a".repeat(100_000), '";v="', "Chrome/", "(((((("]) {
    describeDevice(text, { brands: text, mobile: text, platform: text });
  }
});

test.run();
