import { expect } from "@open-wc/testing";
import type { DeclaredItem, PolicyResource } from "../../../server/contract/index.ts";
import { auditObserved, type Observed } from "../../../widgets/debug-widget/cookie-audit.ts";

const policy: PolicyResource = {
  version: 1,
  hash: "abc",
  locale: "en",
  locales: ["en"],
  protection: [],
  categories: [
    category("essential", "site", [item("cart", "localStorage"), item("sid")]),
    category("analytics", "matomo", [item("_pk_*"), item("shared")]),
    category("marketing", "film", [item("viewer"), item("shared")]),
  ],
};

describe("audit of declared against observed", () => {
  it("finds nothing in what is essential, nor in what is declared and allowed", () => {
    expect(audit([cookie("sid"), cookie("_pk_id.1")], ["analytics.matomo"])).to.deep.equal([]);
  });

  it("finds what nothing declares, also under the name of another kind", () => {
    expect(audit([cookie("_fbp"), cookie("cart"), { kind: "localStorage", name: "cart" }])).to.deep.equal([
      { kind: "cookie", name: "_fbp", refused: undefined },
      { kind: "cookie", name: "cart", refused: undefined },
    ]);
  });

  it("finds what is declared, refused, and there all the same", () => {
    expect(audit([cookie("_pk_ses.2"), cookie("viewer")], ["analytics.matomo"])).to.deep.equal([
      { kind: "cookie", name: "viewer", refused: "marketing.film" },
    ]);
  });

  it("lets one allowed service answer for what a refused one declares too", () => {
    expect(audit([cookie("shared")], ["marketing.film"])).to.deep.equal([]);
    expect(audit([cookie("shared")])).to.deep.equal([
      { kind: "cookie", name: "shared", refused: "analytics.matomo" },
    ]);
  });
});

function audit(observed: Observed[], granted: string[] = []) {
  return auditObserved(observed, policy, (id) => id === "essential" || granted.includes(id));
}

function cookie(name: string): Observed {
  return { kind: "cookie", name };
}

function item(name: string, kind: DeclaredItem["kind"] = "cookie"): DeclaredItem {
  return { name, kind, purpose: "", duration: "", provider: "" };
}

function category(
  id: PolicyResource["categories"][number]["id"],
  service: string,
  items: DeclaredItem[],
): PolicyResource["categories"][number] {
  const described = { id: service, name: service, purpose: "", provider: "", items };
  return { id, name: id, description: "", services: [described] };
}
