import { expect } from "@open-wc/testing";
import { parseDecisions } from "../../../widgets/consent/consent-cookie.ts";
import { formatDecision } from "../../../widgets/consent/format-decision.ts";
import { cookieOf, decisionId, NOW } from "./consent-page.ts";

describe("consent cookie", () => {
  it("comes back as it was written, among other cookies", () => {
    for (const granted of [[], ["analytics"], ["functional", "analytics.matomo", "marketing.you-tube_2"]]) {
      const decision = { id: decisionId(7), at: NOW, policyVersion: 12, granted };
      expect(parseDecisions(`a=b; ${formatDecision(decision)}; c=d`)).to.deep.equal([decision]);
    }
  });

  it("can be read by any query-string parser, and stays under 400 bytes", () => {
    const granted = ["functional", "analytics.matomo", "marketing.youtube"];
    const cookie = formatDecision({ id: decisionId(7), at: NOW, policyVersion: 12, granted });
    const fields = new URLSearchParams(cookie.slice("sereno_consent=".length));
    expect(fields.get("g")).to.equal(granted.join(" "));
    expect([fields.get("v"), fields.get("p"), fields.get("t")]).to.deep.equal(["1", "12", `${NOW}`]);
    expect(cookie.length).to.be.lessThan(400);
  });

  it("finds all of several with the same name", () => {
    const cookies = `sereno_consent=${cookieOf("analytics")}; sereno_consent=${cookieOf("", NOW + 1)}`;
    expect(parseDecisions(cookies).map(({ granted }) => granted)).to.deep.equal([["analytics"], []]);
  });

  const whole = cookieOf("analytics");
  const corrupt = {
    nothing: "",
    "another version": whole.replace("v=1", "v=2"),
    "no id": whole.replace(/&id=[^&]*/, ""),
    "an id that is none": whole.replace(/id=[^&]*/, "id=<img>"),
    "a time in words": whole.replace(`t=${NOW}`, "t=yesterday"),
    "a time with a fraction": whole.replace(`t=${NOW}`, `t=${NOW}.5`),
    "a negative policy": whole.replace("p=3", "p=-3"),
    "grants with other characters": `${whole}"`,
    "cut off in the middle": whole.slice(0, 40),
    json: '{"analytics":true}',
  };
  for (const [name, value] of Object.entries(corrupt)) {
    it(`takes ${name} for no consent`, () => {
      expect(parseDecisions(`sereno_consent=${value}`)).to.deep.equal([]);
    });
  }

  it("does not take a longer name for its own", () => {
    expect(parseDecisions(`not_sereno_consent=${whole}`)).to.deep.equal([]);
  });
});
