import { expect } from "@open-wc/testing";
import { defineOnce } from "../../../widgets/shared/define-once.ts";

describe("defineOnce", () => {
  // The first to register anything: the theme is adopted once.
  it("registers where style sheets cannot be adopted, as in jsdom", () => {
    Object.defineProperty(document, "adoptedStyleSheets", { value: undefined, configurable: true });
    class Unstyled extends HTMLElement {}
    defineOnce("sereno-unstyled", Unstyled);
    Reflect.deleteProperty(document, "adoptedStyleSheets");
    expect(customElements.get("sereno-unstyled")).to.equal(Unstyled);
  });

  it("registers an element", () => {
    class First extends HTMLElement {}
    defineOnce("sereno-first", First);
    expect(document.createElement("sereno-first")).to.be.instanceOf(First);
  });

  it("keeps the first class when a second script registers the same tag", () => {
    class Original extends HTMLElement {}
    class Intruder extends HTMLElement {}
    defineOnce("sereno-taken", Original);
    defineOnce("sereno-taken", Intruder);
    expect(customElements.get("sereno-taken")).to.equal(Original);
  });

  it("never throws into the page, not even for a class that is registered already", () => {
    class Reused extends HTMLElement {}
    defineOnce("sereno-one-name", Reused);
    expect(() => defineOnce("sereno-other-name", Reused)).not.to.throw();
    expect(customElements.get("sereno-other-name")).to.equal(undefined);
  });
});
