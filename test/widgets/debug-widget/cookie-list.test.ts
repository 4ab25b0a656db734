import { expect } from "@open-wc/testing";
import type { ReceivedCookie } from "../../../server/contract/index.ts";
import { joinCookies, MASK, type CookieRow } from "../../../widgets/debug-widget/cookie-list.ts";
import { parseCookieText, type PageCookie } from "../../../widgets/debug-widget/page-cookies.ts";
import { POLICY } from "./debug-page.ts";

const seen = (name: string): PageCookie => ({ name, bytes: 4, attributes: null });

const received = (name: string, httpOnly: ReceivedCookie["httpOnly"]): ReceivedCookie => ({
  name,
  masked: "ab••",
  bytes: 4,
  httpOnly,
  declared: true,
  category: "essential",
});

function joinOne(page: PageCookie[], server: ReceivedCookie[]): CookieRow {
  const [row] = joinCookies(page, server, POLICY);
  if (!row) throw new Error("no row");
  return row;
}

const TABLE = [
  { seen: true, said: false, httpOnly: "no", seenBy: "both" },
  { seen: true, said: "inferred", httpOnly: "no", seenBy: "both" },
  { seen: true, said: true, httpOnly: "broken", seenBy: "both" },
  { seen: false, said: false, httpOnly: "inferred", seenBy: "server" },
  { seen: false, said: "inferred", httpOnly: "inferred", seenBy: "server" },
  { seen: false, said: true, httpOnly: "yes", seenBy: "server" },
] as const;

describe("joinCookies", () => {
  for (const { seen: isSeen, said, httpOnly, seenBy } of TABLE) {
    it(`finds HttpOnly "${httpOnly}" when the server says ${said} and the page ${isSeen ? "reads it" : "does not"}`, () => {
      const row = joinOne(isSeen ? [seen("a")] : [], [received("a", said)]);
      expect(row).to.include({ httpOnly, seenBy, declared: true, category: "essential" });
    });
  }

  it("masks a cookie that only the page sees, and looks it up in the policy", () => {
    expect(joinOne([seen("_pk_id.1")], [])).to.include({
      masked: MASK,
      seenBy: "page",
      declared: true,
      category: "essential",
    });
    expect(joinOne([seen("_fbp")], [])).to.include({ declared: false, category: null });
  });

  it("takes nothing for declared without a policy", () => {
    expect(joinCookies([seen("_pk_id.1")], [])[0]).to.include({ declared: false });
  });

  it("keeps two cookies of one name apart, each with a key of its own", () => {
    const rows = joinCookies([seen("a"), seen("a")], [received("a", false)], POLICY);
    expect(rows.map(({ seenBy }) => seenBy)).to.deep.equal(["both", "page"]);
    expect(new Set(rows.map(({ key }) => key)).size).to.equal(2);
  });

  it("takes nothing away from the page's own list", () => {
    const page = [seen("a")];
    joinCookies(page, [received("a", false)], POLICY);
    expect(page).to.have.length(1);
  });
});

describe("parseCookieText", () => {
  it("gives names and UTF-8 sizes", () => {
    expect(parseCookieText("a=ñ; b=1=2; nameless")).to.deep.equal([
      { name: "a", bytes: 2, attributes: null },
      { name: "b", bytes: 3, attributes: null },
      { name: "", bytes: 8, attributes: null },
    ]);
  });

  it("gives nothing for a page without cookies", () => {
    expect(parseCookieText("")).to.deep.equal([]);
  });
});
