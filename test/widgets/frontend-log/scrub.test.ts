import { expect } from "@open-wc/testing";
import { scrub, scrubText } from "../../../widgets/frontend-log/scrub.ts";

describe("what leaves the page", () => {
  const SECRETS: Record<string, string> = {
    "GET /x?token=abc123&page=2": "GET /x?token=[redacted]&page=2",
    "/reset?email=ana@example.org": "/reset?email=[redacted]",
    "/reset?who=ana%40example.org&a=1": "/reset?who=[redacted]&a=1",
    "Authorization: Bearer abcdefgh123": "Authorization: [redacted]",
    "jwt eyJhbGciOi.eyJzdWIi.c2ln refused": "jwt [redacted] refused",
    "card 4111 1111 1111 1111 declined": "card [redacted] declined",
    "key 0123456789abcdef0123456789abcdef": "key [redacted]",
    "sid Qx-9vT_2nL7pW4rK8mB1zC6yH3jF5dG0aS-eU9iO2tN": "sid [redacted]",
  };

  for (const [text, expected] of Object.entries(SECRETS)) {
    it(`has no secret of ${JSON.stringify(text.slice(0, 24))}`, () => {
      expect(scrubText(text)).to.equal(expected);
    });
  }

  it("keeps what is no secret", () => {
    for (const text of [
      "TypeError: x is not a function",
      "/minutes/the-budget-of-the-town-for-the-coming-year-and-more",
      "id 6f1c1c3e-8a7e-4f8e-9d53-0c6a3f1b2d4e",
      "at 1795341240000 ms",
      "author=Ana",
    ]) {
      expect(scrubText(text)).to.equal(text);
    }
  });

  it("hides values of telling names, whatever they are", () => {
    const value = {
      password: "x",
      apiKey: 7,
      nested: { csrf_token: ["a"] },
      author: "Ana",
      card: 4111111111111111,
    };
    expect(scrub(value)).to.deep.equal({
      password: "[redacted]",
      apiKey: "[redacted]",
      nested: { csrf_token: "[redacted]" },
      author: "Ana",
      card: "[redacted]",
    });
  });

  it("cuts a text at 2,048 bytes, between characters", () => {
    expect(scrubText("я".repeat(40_000))).to.equal("я".repeat(1_024));
    expect(scrubText(`x${"я".repeat(40_000)}`)).to.equal(`x${"я".repeat(1_023)}`);
    expect(scrubText("😀".repeat(2_000))).to.equal("😀".repeat(512));
  });

  it("ends what is endless", () => {
    const endless: Record<string, unknown> = {};
    endless["self"] = endless;
    expect(JSON.stringify(scrub(endless))).to.equal('{"self":{"self":{"self":{"self":{"self":"…"}}}}}');
  });

  it("tells an error by its name and message", () => {
    expect(scrub({ cause: new TypeError("no") })).to.deep.equal({ cause: "TypeError: no" });
  });
});
