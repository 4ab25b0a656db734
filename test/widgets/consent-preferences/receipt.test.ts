import { expect } from "@open-wc/testing";
import "../../../widgets/consent-preferences/define.ts";
import type { ConsentPreferences } from "../../../widgets/consent-preferences/consent-preferences.ts";
import type { Consent } from "../../../widgets/consent/consent-api.ts";
import { createApiClient } from "../../../widgets/shared/api-client.ts";
import { expectAccessible } from "../../support/accessible.ts";
import { BASE, json, offline, problem, ScriptedFetch } from "../../support/scripted-fetch.ts";
import { ConsentPage, nextEvent, NOW } from "../consent/consent-page.ts";
import { waitUntil } from "../../support/wait-until.ts";

describe("receipt in the preferences", () => {
  let page: ConsentPage;
  let server: ScriptedFetch;
  let consent: Consent;
  let path: string;
  let element: ConsentPreferences;

  beforeEach(async () => {
    page = new ConsentPage();
    server = new ScriptedFetch();
    consent = page.start();
    const received = nextEvent("sereno-consent-receipt");
    await consent.set({ granted: ["functional", "analytics.matomo"] });
    await received;
    path = `api/consent/decisions/${consent.get().id}`;
    element = document.createElement("sereno-consent-preferences");
    const api = createApiClient({ base: BASE, fetch: server.fetch });
    Object.assign(element, { consent, api, open: true });
    document.body.append(element);
    await element.updateComplete;
  });

  afterEach(async () => {
    element.remove();
    Reflect.deleteProperty(navigator, "clipboard");
    await page.close();
  });

  it("is verified against the server, with its secret and in whatever order the grants come", async () => {
    server.on(`GET ${path}`, json(record({ granted: ["analytics.matomo", "functional"] })));
    await press("Verify");
    expect(notice()).to.contain("unchanged");
    expect(server.sent.at(-1)?.headers.get("X-Receipt-Secret")).to.equal(secret());
    await expectAccessible(element);
  });

  for (const [what, change] of [
    ["grants", { granted: ["functional"] }],
    ["time", { decidedAt: new Date(NOW + 1).toISOString() }],
    ["policy", { policyVersion: 4 }],
    ["hash", { hash: "other" }],
  ] as const) {
    it(`says so when the record has another ${what}`, async () => {
      const receipt = JSON.parse(localStorage.getItem("sereno_receipt") ?? "{}");
      localStorage.setItem("sereno_receipt", JSON.stringify({ ...receipt, hash: "h" }));
      element.requestUpdate();
      await element.updateComplete;
      server.on(`GET ${path}`, json(record(change)));
      await press("Verify");
      expect(notice()).to.contain("not the same");
    });
  }

  it("tells a record that is gone, one on its way, and a server that does not answer apart", async () => {
    server.on(`GET ${path}`, problem(404, "not_found"));
    await press("Verify");
    expect(notice()).to.contain("no record");
    localStorage.setItem("sereno_queue", JSON.stringify([{ id: consent.get().id }]));
    await press("Verify");
    expect(notice()).to.contain("not reached the server yet");
    localStorage.removeItem("sereno_queue");
    server.on(`GET ${path}`, offline);
    await press("Verify");
    expect(notice()).to.contain("could not be asked");
  });

  it("is copied with its secret, or says that it cannot be", async () => {
    const copied: string[] = [];
    const clipboard = { writeText: async (text: string) => void copied.push(text) };
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: clipboard });
    await press("Copy receipt");
    expect(copied).to.deep.equal([`${consent.get().id}\n${secret()}`]);
    expect(notice()).to.contain("Copied");
    clipboard.writeText = async () => {
      throw new DOMException("denied", "NotAllowedError");
    };
    await press("Copy receipt");
    expect(notice()).to.contain("Export your receipt");
  });

  it("is erased after a warning that cannot be overlooked, and kept on Cancel", async () => {
    server.on(`DELETE ${path}`, () => new Response(null, { status: 204 }));
    const { secret: kept } = JSON.parse(localStorage.getItem("sereno_receipt") ?? "{}");
    await press("Erase record…");
    expect(confirmation()?.textContent).to.contain("cannot be undone");
    pressIn(confirmation(), "Cancel");
    await waitUntil(() => !confirmation(), "closed");
    expect(server.sent.filter(({ method }) => method === "DELETE")).to.deep.equal([]);
    await press("Erase record…");
    pressIn(confirmation(), "Erase");
    await waitUntil(() => notice().includes("is erased"), "told");
    expect(server.sent.at(-1)?.headers.get("X-Receipt-Secret")).to.equal(kept);
    expect(localStorage.getItem("sereno_receipt")).to.equal(null);
    expect(consent.get().granted).to.deep.equal(["functional", "analytics.matomo"]);
    expect(labels()).not.to.include("Verify");
  });

  it("stays when the server cannot erase it", async () => {
    server.on(`DELETE ${path}`, problem(503, "unavailable"));
    await press("Erase record…");
    pressIn(confirmation(), "Erase");
    await waitUntil(() => notice().includes("could not be asked"), "told");
    expect(labels()).to.include("Verify");
  });

  function record(change: object): object {
    const { id, granted, decidedAt } = consent.get();
    return { id, granted, decidedAt, policyVersion: 3, hash: "h", ...change };
  }

  function secret(): string {
    return JSON.parse(localStorage.getItem("sereno_receipt") ?? "{}").secret;
  }

  function notice(): string {
    return element.shadowRoot?.querySelector("[role=status]")?.textContent?.trim() ?? "";
  }

  function buttons(root: ParentNode | null | undefined): HTMLButtonElement[] {
    return [...(root?.querySelectorAll("button") ?? [])];
  }

  function labels(): string[] {
    return buttons(element.shadowRoot).map(({ textContent }) => textContent?.trim() ?? "");
  }

  function pressIn(root: ParentNode | null | undefined, name: string): void {
    const button = buttons(root).find(({ textContent }) => textContent?.trim() === name);
    if (!button) throw new Error(`no button "${name}"`);
    button.click();
  }

  async function press(name: string): Promise<void> {
    const before = notice();
    pressIn(element.shadowRoot, name);
    await waitUntil(() => confirmation() || notice() !== before, name);
  }

  function confirmation(): Element | null {
    const inner = [...(element.shadowRoot?.children ?? [])].map(({ shadowRoot }) => shadowRoot);
    return inner.find((root) => root?.querySelector("[role=alertdialog]"))?.querySelector("dialog") ?? null;
  }
});
