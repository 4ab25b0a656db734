import { expect } from "@open-wc/testing";
import { createCurlCommand } from "../../../widgets/debug-widget/debug-report.ts";
import {
  createAnswer,
  expand,
  find,
  openDebugPage,
  openTab,
  press,
  returnTimer,
  settle,
  textOf,
} from "./debug-page.ts";
import { waitUntil } from "../../support/wait-until.ts";

describe("values on demand in the debug widget", () => {
  beforeEach(() => localStorage.clear());
  afterEach(returnTimer);

  const cookie = {
    name: "cart",
    masked: "••••••",
    bytes: 11,
    httpOnly: true,
    declared: true,
    category: null,
  } as const;
  const open = () =>
    openDebugPage(({ server }) => {
      server.answer = createAnswer({
        cookies: [
          { ...cookie, revealable: true },
          { ...cookie, name: "theme" },
        ],
      });
    });

  it("shows a cookie that the server reveals, and hides it with Esc", async () => {
    const page = await open();
    const panel = await openTab(page, "cookies");
    const buttons = panel.querySelectorAll<HTMLElement>("button.reveal");
    expect(buttons).to.have.lengthOf(1);
    buttons[0]?.click();
    await waitUntil(() => textOf(panel).includes("three items"), "revealed");
    expect(textOf(panel)).to.include("three items");
    expect(page.server.count("/reveal")).to.equal(1);
    press(panel, "Escape");
    await settle(page.widget);
    expect(textOf(panel)).not.to.include("three items");
    expect(page.widget.open).to.equal(true);
  });

  it("says so when the server does not show it", async () => {
    const page = await open();
    page.server.revealStatus = 403;
    const panel = await openTab(page, "cookies");
    panel.querySelector<HTMLElement>("button.reveal")?.click();
    const said = () => textOf(find(page, "[role=status]"));
    await waitUntil(() => said() === "The value is not shown", "said");
  });

  it("goes when a value is refused because the role is gone", async () => {
    const page = await open();
    const panel = await openTab(page, "cookies");
    page.server.revealStatus = page.server.status = 404;
    panel.querySelector<HTMLElement>("button.reveal")?.click();
    await waitUntil(() => !page.widget.isConnected, "gone");
    await settle(page.widget);
    expect(textOf(page.root as unknown as Element)).to.equal("");
  });

  it("moves the open panel by keys", async () => {
    const page = await openDebugPage();
    await expand(page);
    const before = page.widget.style.bottom;
    press(find(page, '[aria-label="Move with the arrow keys"]'), "ArrowUp");
    expect(page.widget.style.bottom).not.to.equal(before);
  });

  it("copies the page's request without cookies or query values", () => {
    const url = location.href;
    history.replaceState(null, "", "?token=secret&it's=1");
    const command = createCurlCommand();
    history.replaceState(null, "", url);
    expect(command).to.match(/^curl 'http/);
    expect(command)
      .to.include("token=")
      .and.not.include("secret")
      .and.not.match(/cookie|authorization/i);
  });

  it("names the databases of the page, and says how large they are together", async () => {
    const request = indexedDB.open("sereno-test-db");
    await new Promise((resolve) => (request.onsuccess = resolve));
    request.result.close();
    const page = await openDebugPage();
    await settle(page.widget);
    const text = textOf(await openTab(page, "storage"));
    expect(text).to.include("sereno-test-db");
    expect(text).to.match(/IndexedDB · [\d.]+ (B|KiB)/);
    indexedDB.deleteDatabase("sereno-test-db");
  });
});
