import { expect } from "@open-wc/testing";
import { knownColors, tokensText } from "../../../widgets/shared/tokens.ts";

const WRITTEN =
  ":host{--_surface:var(--sereno-surface,light-dark(#fff, #121829));--_text: light-dark(#1a2233,#e9edf7)}";

describe("colours of the widgets", () => {
  const { supports } = CSS;
  afterEach(() => (CSS.supports = supports));

  it("follow the scheme where the browser can tell them apart", () => {
    expect(knownColors(WRITTEN)).to.equal(WRITTEN);
    expect(tokensText).to.contain("light-dark(");
  });

  it("are the light ones in a browser that cannot: nothing is left transparent", () => {
    CSS.supports = (...args: string[]) =>
      !args.join().includes("light-dark") && supports.call(CSS, args.join(":"));
    expect(knownColors(WRITTEN)).to.equal(":host{--_surface:var(--sereno-surface,#fff);--_text: #1a2233}");
    expect(knownColors(tokensText)).not.to.contain("light-dark").and.not.to.contain("#121829");
  });
});
