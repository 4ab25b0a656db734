import { expect } from "@open-wc/testing";
import {
  type Choice,
  stateOf,
  toggleCategory,
  toggleService,
} from "../../../widgets/consent-preferences/draft.ts";

const analytics: Choice = { category: "analytics", services: ["analytics.matomo", "analytics.visits"] };
const bare: Choice = { category: "functional", services: [] };

describe("draft of a choice", () => {
  it("has three states for a category with services, two without", () => {
    expect(stateOf(analytics, [])).to.equal("off");
    expect(stateOf(analytics, ["analytics.visits"])).to.equal("mixed");
    expect(stateOf(analytics, ["analytics.visits", "analytics.matomo"])).to.equal("on");
    expect(stateOf(analytics, ["analytics"])).to.equal("on");
    expect([stateOf(bare, []), stateOf(bare, ["functional"])]).to.deep.equal(["off", "on"]);
  });

  it("turns a category on from off and from mixed, and off from on", () => {
    expect(toggleCategory(analytics, ["marketing"])).to.deep.equal(["marketing", "analytics"]);
    expect(toggleCategory(analytics, ["analytics.visits"])).to.deep.equal(["analytics"]);
    expect(toggleCategory(analytics, ["analytics", "marketing"])).to.deep.equal(["marketing"]);
  });

  it("turns one service of a whole category off, and the last one on", () => {
    const one = toggleService("analytics.visits", analytics, ["analytics"]);
    expect(one).to.deep.equal(["analytics.matomo"]);
    expect(stateOf(analytics, toggleService("analytics.visits", analytics, one))).to.equal("on");
  });
});
