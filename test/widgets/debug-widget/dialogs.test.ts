import { expect } from "@open-wc/testing";
import {
  expand,
  find,
  findButton,
  openDebugPage,
  openTab,
  press,
  returnTimer,
  settle,
  textOf,
  type DebugPage,
} from "./debug-page.ts";

const SHORTCUT = { code: "KeyD", altKey: true, shiftKey: true };
const REASON = "Sereno · back when the dialog closes";

describe("the debug widget and modal dialogs", () => {
  beforeEach(() => localStorage.clear());
  afterEach(returnTimer);

  /** A dialog of the page with a field, which takes the focus. */
  function createDialog(root: Node = document.body): HTMLDialogElement {
    const dialog = document.createElement("dialog");
    dialog.append(document.createElement("input"));
    root.appendChild(dialog);
    return dialog;
  }

  async function close(page: DebugPage, dialog: HTMLDialogElement): Promise<void> {
    dialog.close();
    await page.pass(1);
  }

  it("makes way at once, says why, and comes back as it was", async () => {
    const page = await openDebugPage();
    await openTab(page, "history");
    const dialog = createDialog();
    dialog.showModal();
    await settle(page.widget);
    expect(page.widget.open).to.equal(false);
    expect(textOf(find(page, ".pill"))).to.equal(REASON);
    await close(page, dialog);
    expect(page.widget.open).to.equal(true);
    expect(find(page, '[aria-selected="true"]').id).to.equal("tab-history");
    expect(textOf(find(page, "#panel-history"))).to.include("/minutes/2026");
    dialog.remove();
  });

  it("stays closed when it was, and says why it does not open", async () => {
    const page = await openDebugPage();
    const dialog = createDialog();
    dialog.showModal();
    await settle(page.widget);
    expect(textOf(find(page, ".pill"))).to.equal(REASON);
    expect(press(document.body, "D", SHORTCUT).defaultPrevented).to.equal(false);
    expect(page.widget.open).to.equal(false);
    await close(page, dialog);
    expect(page.widget.open).to.equal(false);
    expect(textOf(find(page, ".pill"))).to.equal("Sereno · 1:58 · 42");
    dialog.remove();
  });

  it("finds a dialog in a shadow tree, and one without anything to focus", async () => {
    const page = await openDebugPage();
    await expand(page);
    const host = document.createElement("div");
    document.body.append(host);
    const dialog = createDialog(host.attachShadow({ mode: "closed" }));
    dialog.replaceChildren();
    dialog.showModal();
    await page.pass(1);
    expect(page.widget.open).to.equal(false);
    await close(page, dialog);
    expect(page.widget.open).to.equal(true);
    host.remove();
  });

  it("lets no dialog change what it remembers for the next page", async () => {
    const first = await openDebugPage();
    await expand(first);
    const dialog = createDialog();
    dialog.showModal();
    await settle(first.widget);
    first.widget.remove();
    dialog.remove();
    const second = await openDebugPage();
    expect(second.widget.open).to.equal(true);
  });

  it("stays open behind its own question, and beside a dialog that is not modal", async () => {
    const page = await openDebugPage();
    await expand(page);
    const dialog = createDialog();
    dialog.show();
    await page.pass(1);
    expect(page.widget.open).to.equal(true);
    dialog.remove();
    findButton(page, "Clear data").click();
    await settle(page.widget);
    await page.pass(1);
    expect(page.widget.open).to.equal(true);
  });

  it("is opened by the shortcut after it was hidden, dialog or not before", async () => {
    const page = await openDebugPage();
    await expand(page);
    find(page, "header button:last-child").click();
    await page.pass(1);
    press(document.body, "D", SHORTCUT);
    await settle(page.widget);
    expect(page.widget.open).to.equal(true);
  });
});
