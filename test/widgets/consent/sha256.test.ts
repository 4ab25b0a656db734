import { expect } from "@open-wc/testing";
import { sha256Hex } from "../../../widgets/consent/sha256.ts";
import { sha256Script } from "../../../widgets/consent/sha256-script.ts";

describe("SHA-256", () => {
  it("gives the standard's example", async () => {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(await sha256Hex("abc")).to.equal(abc);
    expect(sha256Script(new TextEncoder().encode("abc"))).to.equal(abc);
  });

  it("is the same in script, where plain http hides the browser's, over every length of padding", async () => {
    for (const length of [0, 1, 43, 55, 56, 63, 64, 65, 119, 120, 200]) {
      const text = "ñ".repeat(length).slice(0, length);
      expect(sha256Script(new TextEncoder().encode(text)), `${length}`).to.equal(await sha256Hex(text));
    }
  });
});
