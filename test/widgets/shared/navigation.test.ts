import { expect } from "@open-wc/testing";
import { placeFor } from "../../../widgets/shared/navigation.ts";

const HERE = location.pathname + location.search + location.hash;

describe("where a server is told to lead back to", () => {
  it("is a path where the server has the page's own origin", () => {
    expect(placeFor(`${location.origin}/sereno/`)).to.equal(HERE);
    expect(placeFor(`${location.origin}/sereno/`, "/account?page=2")).to.equal("/account?page=2");
  });

  it("is the whole address where it has another", () => {
    expect(placeFor("https://sereno.example.org/")).to.equal(location.href);
    const account = placeFor("https://sereno.example.org/", "/account?page=2");
    expect(account).to.equal(`${location.origin}/account?page=2`);
  });
});
