import { expect } from "@open-wc/testing";
import { expand, find, openDebugPage, press, returnTimer, settle, type DebugPage } from "./debug-page.ts";

function pointer(type: string, x: number, y: number): PointerEvent {
  const init = { clientX: x, clientY: y, pointerId: 7, isPrimary: true, bubbles: true, composed: true };
  return new PointerEvent(type, init);
}

function placeOf({ widget }: DebugPage): { right: number; bottom: number } {
  const box = widget.getBoundingClientRect();
  return { right: document.documentElement.clientWidth - box.right, bottom: innerHeight - box.bottom };
}

function drag(page: DebugPage, selector: string, dx: number, dy: number): void {
  const handle = find(page, selector);
  handle.dispatchEvent(pointer("pointerdown", 300, 300));
  window.dispatchEvent(pointer("pointermove", 300 + dx, 300 + dy));
  window.dispatchEvent(pointer("pointerup", 300 + dx, 300 + dy));
  handle.click();
}

describe("dragging", () => {
  beforeEach(() => localStorage.clear());
  afterEach(returnTimer);

  it("moves the pill with the pointer, and the click that ends it opens nothing", async () => {
    const page = await openDebugPage();
    expect(placeOf(page)).to.deep.equal({ right: 20, bottom: 20 });
    drag(page, ".pill", -100, -60);
    expect(placeOf(page)).to.deep.equal({ right: 120, bottom: 80 });
    expect(page.widget.open).to.equal(false);
  });

  it("takes less than 3 pixels for a click", async () => {
    const page = await openDebugPage();
    drag(page, ".pill", -2, -1);
    expect(placeOf(page)).to.deep.equal({ right: 20, bottom: 20 });
    expect(page.widget.open).to.equal(true);
  });

  it("ignores other buttons of the mouse", async () => {
    const page = await openDebugPage();
    find(page, ".pill").dispatchEvent(new PointerEvent("pointerdown", { button: 2, isPrimary: true }));
    window.dispatchEvent(pointer("pointermove", 100, 100));
    expect(placeOf(page)).to.deep.equal({ right: 20, bottom: 20 });
  });

  it("moves the pill by arrow keys, further with Shift", async () => {
    const page = await openDebugPage();
    expect(press(find(page, ".pill"), "ArrowLeft").defaultPrevented).to.equal(true);
    press(find(page, ".pill"), "ArrowUp", { shiftKey: true });
    expect(placeOf(page)).to.deep.equal({ right: 36, bottom: 84 });
    press(find(page, ".pill"), "ArrowRight");
    press(find(page, ".pill"), "ArrowDown");
    expect(placeOf(page)).to.deep.equal({ right: 20, bottom: 68 });
    expect(press(find(page, ".pill"), "a").defaultPrevented).to.equal(false);
  });

  it("stays inside the viewport", async () => {
    const page = await openDebugPage();
    drag(page, ".pill", -5000, -5000);
    const box = page.widget.getBoundingClientRect();
    expect([box.left, box.top]).to.deep.equal([8, 8]);
    drag(page, ".pill", 5000, 5000);
    expect(placeOf(page)).to.deep.equal({ right: 8, bottom: 8 });
  });

  it("keeps a panel opened at the edge inside, and the pill where it was", async () => {
    const page = await openDebugPage();
    drag(page, ".pill", -5000, -5000);
    const pill = page.widget.getBoundingClientRect();
    await expand(page);
    await resized(page);
    const panel = page.widget.getBoundingClientRect();
    expect(panel.left).to.be.at.least(0);
    expect(panel.top).to.be.at.least(0);
    page.widget.collapse();
    await resized(page);
    expect(page.widget.getBoundingClientRect().left).to.equal(pill.left);
  });

  it("moves the panel by its bar, not by the buttons in it", async () => {
    const page = await openDebugPage();
    await expand(page);
    await resized(page);
    const before = placeOf(page);
    drag(page, "header .chip", -10, 0);
    expect(placeOf(page)).to.deep.equal({ ...before, right: before.right + 10 });
    find(page, "header .icon").dispatchEvent(pointer("pointerdown", 300, 300));
    window.dispatchEvent(pointer("pointermove", 200, 300));
    expect(placeOf(page).right).to.equal(before.right + 10);
  });

  it("goes back with Esc, and with a pointer that the system took", async () => {
    const page = await openDebugPage();
    for (const cancel of [
      () => press(document.body, "Escape"),
      () => window.dispatchEvent(pointer("pointercancel", 0, 0)),
    ]) {
      find(page, ".pill").dispatchEvent(pointer("pointerdown", 300, 300));
      window.dispatchEvent(pointer("pointermove", 200, 200));
      expect(placeOf(page)).to.deep.equal({ right: 120, bottom: 120 });
      cancel();
      expect(placeOf(page)).to.deep.equal({ right: 20, bottom: 20 });
    }
  });

  it("is remembered", async () => {
    drag(await openDebugPage(), ".pill", -100, -60);
    const kept = JSON.parse(localStorage.getItem("sereno_debug_widget") ?? "") as unknown;
    expect(kept).to.include({ right: 120, bottom: 80 });
    expect(placeOf(await openDebugPage())).to.deep.equal({ right: 120, bottom: 80 });
  });

  for (const damaged of ["{", "null", '{"right":"x","bottom":null}', '{"right":1e9,"tab":"nonsense"}']) {
    it(`survives a damaged memory: ${damaged}`, async () => {
      localStorage.setItem("sereno_debug_widget", damaged);
      const page = await openDebugPage();
      await resized(page);
      const { left, right, bottom } = page.widget.getBoundingClientRect();
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(innerWidth);
      expect(bottom).to.be.at.most(innerHeight);
    });
  }
});

/** Resize observers report before the next frame is painted. */
async function resized({ widget }: DebugPage): Promise<void> {
  await settle(widget);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
