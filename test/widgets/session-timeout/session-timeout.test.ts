import { expect, fixture, html } from "@open-wc/testing";
import "../../../widgets/session-timeout/define.ts";
import type { SessionResource } from "../../../server/contract/index.ts";
import type { SessionTimeout } from "../../../widgets/session-timeout/session-timeout.ts";
import { settle } from "../../support/manual-clock.ts";
import { expectAccessible } from "../../support/accessible.ts";
import { closePages, openReadyPage, type Page, type PageOptions } from "../../support/page.ts";
import { json, offline, problem } from "../../support/scripted-fetch.ts";
import { iso, NOW, sessionAnswer } from "../../support/session-answers.ts";
import { waitUntil } from "../../support/wait-until.ts";

const MINUTE = 60_000;
/** Idle end 10 minutes from `NOW`, so the question comes after 8. */
const IDLE_END = NOW + 10 * MINUTE;
/** What the server says after 8 minutes, when somebody was active. */
const EXTENSION = sessionAnswer({ idleExpiresAt: iso(NOW + 20 * MINUTE) }, undefined, NOW + 8 * MINUTE);

describe("<sereno-session-timeout>", () => {
  afterEach(closePages);

  it("asks two minutes before the idle end, and not before", async () => {
    const { page, element } = await mount();
    await page.clock.advance(8 * MINUTE - 1);
    expect(getDialog(element).open).to.equal(false);
    await advance(page, element, 1);
    expect(getDialog(element).open).to.equal(true);
    expect(getClock(element)).to.equal("2:00");
    await expectAccessible(element);
  });

  it("goes by the server's clock when the page's is wrong", async () => {
    const { page, element } = await mount({ clockAt: NOW - 7 * 3_600_000 });
    await advance(page, element, 8 * MINUTE + 18_000);
    expect(getClock(element)).to.equal("1:42");
  });

  it("counts down by the second, and tells listeners at a minute, 30 and 10 seconds only", async () => {
    const { page, element } = await mount();
    const told = new Set<string>();
    await advance(page, element, 8 * MINUTE);
    for (let second = 0; second < 119; second++) {
      await advance(page, element, 1_000);
      told.add(element.shadowRoot?.querySelector("[aria-live=polite]")?.textContent ?? "");
    }
    expect(getClock(element)).to.equal("0:01");
    expect([...told]).to.deep.equal(["", "1 minute left.", "30 seconds left.", "10 seconds left."]);
  });

  it("asks the server before it warns: another tab or device may have been active", async () => {
    const { page, element } = await mount();
    page.server.on("GET api/session", json(EXTENSION));
    await advance(page, element, 8 * MINUTE);
    expect(page.server.count("GET api/session")).to.equal(2);
    page.server.on("GET api/session", offline);
    await advance(page, element, 9 * MINUTE + 59_000);
    expect(getDialog(element).open).to.equal(false);
    await advance(page, element, 1_000);
    expect(getDialog(element).open).to.equal(true);
  });

  it("warns as soon as the server says that the session is expiring", async () => {
    const { page, element } = await mount({}, { lastSeenAt: iso(NOW - 9 * MINUTE) });
    await waitUntil(() => page.streams.open.length === 1, "streams");
    page.streams.last.send("session-expiring", { idleExpiresAt: iso(NOW + MINUTE) });
    await element.updateComplete;
    expect(getClock(element)).to.equal("1:00");
  });

  it("halves the warning where idle time is short, so that it does not stand all the time", async () => {
    const { page, element } = await mount({}, { idleExpiresAt: iso(NOW + MINUTE) });
    expect(getDialog(element).open).to.equal(false);
    await advance(page, element, 30_000);
    expect(getClock(element)).to.equal("0:30");
  });

  it("has the focus on staying, and one answer serves all tabs", async () => {
    const one = await mount();
    const two = await mount({ clock: one.page.clock });
    await advance(one.page, one.element, 8 * MINUTE);
    await two.element.updateComplete;
    one.page.server.on("POST api/session/extend", json(EXTENSION));
    expect(getDialog(two.element).open).to.equal(true);
    const stay = getButton(one.element, "primary");
    expect(stay.textContent?.trim()).to.equal("Stay signed in");
    stay.click();
    await waitUntil(() => !getDialog(one.element).open, "closes here");
    await waitUntil(() => !getDialog(two.element).open, "closes there");
    expect(one.page.server.count("POST api/session/extend")).to.equal(1);
    expect(two.page.server.count("POST api/session/extend")).to.equal(0);
  });

  it("gives the focus back to where the person was", async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Search" />`);
    const { page, element } = await mount();
    input.focus();
    await advance(page, element, 8 * MINUTE);
    expect(element.shadowRoot?.activeElement).to.equal(getButton(element, "primary"));
    page.server.on("POST api/session/extend", json(EXTENSION));
    getButton(element, "primary").click();
    await waitUntil(() => !getDialog(element).open, "closes");
    expect(document.activeElement).to.equal(input);
  });

  it("takes Esc for staying: somebody is there", async () => {
    const { page, element } = await mount();
    await advance(page, element, 8 * MINUTE);
    page.server.on("POST api/session/extend", json(EXTENSION));
    getDialog(element).dispatchEvent(new Event("cancel", { cancelable: true }));
    await waitUntil(() => !getDialog(element).open, "closes");
    expect(page.server.count("POST api/session/extend")).to.equal(1);
  });

  it("says when staying did not work, goes on counting, and lets the person try again", async () => {
    const { page, element } = await mount();
    await advance(page, element, 8 * MINUTE);
    page.server.on("POST api/session/extend", offline);
    getButton(element, "primary").click();
    await waitUntil(() => element.shadowRoot?.querySelector("[role=alert]")?.textContent, "says so");
    expect(element.shadowRoot?.querySelector("[role=alert]")?.textContent).to.include("could not be reached");
    await advance(page, element, 1_000);
    expect(getClock(element)).to.equal("1:59");
    await expectAccessible(element);
    page.server.on("POST api/session/extend", json(EXTENSION));
    getButton(element, "primary").click();
    await waitUntil(() => !getDialog(element).open, "closes");
  });

  it("forgets that staying did not work once something else moved the end", async () => {
    const { page, element } = await mount();
    await advance(page, element, 8 * MINUTE);
    page.server.on("POST api/session/extend", offline);
    getButton(element, "primary").click();
    await waitUntil(() => element.shadowRoot?.querySelector("[role=alert]")?.textContent, "says so");
    page.server.on("POST api/session/extend", json(EXTENSION));
    await page.session.extend();
    await waitUntil(() => !getDialog(element).open, "closes");
    const later = sessionAnswer({ idleExpiresAt: iso(NOW + 20 * MINUTE) }, undefined, NOW + 18 * MINUTE);
    page.server.on("GET api/session", json(later));
    await advance(page, element, 10 * MINUTE);
    await waitUntil(() => getDialog(element).open, "asks again");
    expect(element.shadowRoot?.querySelector("[role=alert]")?.textContent).to.equal("");
  });

  it("logs out when asked to", async () => {
    const { page, element } = await mount();
    await advance(page, element, 8 * MINUTE);
    page.server.on("POST api/auth/logout", json({ message: "", endedAt: iso(NOW), ended: 1 }));
    getButton(element, "quiet").click();
    await waitUntil(() => page.visits.length === 1, "leaves");
    expect(getDialog(element).open).to.equal(false);
  });

  it("asks the server when the time is up, and says that the session has ended", async () => {
    const { page, element } = await mount();
    await advance(page, element, 8 * MINUTE);
    const ending = { endReason: "expired_idle", endMessage: null, endedAt: iso(IDLE_END) };
    page.server.on("GET api/session", problem(401, "session_ended", ending));
    await advance(page, element, 2 * MINUTE);
    await waitUntil(() => !getDialog(element).open, "closes");
    expect(page.session.ended?.endReason).to.equal("expired_idle");
  });

  it("asks a silent server every five seconds once the time is up, not more often", async () => {
    const { page, element } = await mount();
    page.server.on("GET api/session", offline);
    await advance(page, element, 10 * MINUTE);
    const before = page.server.count("GET api/session");
    await advance(page, element, 20_000);
    expect(page.server.count("GET api/session") - before).to.equal(4);
    expect(getClock(element)).to.equal("0:00");
  });

  it("shows the right time after the computer slept", async () => {
    const { page, element } = await mount();
    await advance(page, element, 8 * MINUTE);
    page.clock.jump(90_000);
    await advance(page, element, 1_000);
    expect(getClock(element)).to.equal("0:29");
  });

  it("offers no staying at the absolute end, and lets the person save their work", async () => {
    const { page, element } = await mount({}, { absoluteExpiresAt: iso(IDLE_END) });
    await advance(page, element, 8 * MINUTE);
    expect(getDialog(element).textContent).to.include("Save what you are working on");
    expect(getDialog(element).textContent).not.to.include("Stay");
    await expectAccessible(element);
    getButton(element, "primary").click();
    await element.updateComplete;
    expect(getDialog(element).open).to.equal(false);
    await advance(page, element, 5_000);
    expect(getDialog(element).open).to.equal(false);
  });

  it("asks nobody who is not signed in", async () => {
    const { page, element } = await mount({ isHinted: false });
    await advance(page, element, 24 * 60 * MINUTE);
    expect(getDialog(element).open).to.equal(false);
    expect(page.server.sent).to.deep.equal([]);
  });

  it("asks nothing more once it is removed", async () => {
    const { page, element } = await mount();
    element.remove();
    await page.clock.advance(30 * MINUTE);
    expect(page.server.count("GET api/session")).to.equal(1);
  });
});

interface Mounted {
  page: Page;
  element: SessionTimeout;
}

async function mount(options: PageOptions = {}, changes: Partial<SessionResource> = {}): Promise<Mounted> {
  const page = await openReadyPage({
    prepare: (server, serverNow) =>
      server.on("GET api/session", () =>
        json(sessionAnswer({ idleExpiresAt: iso(IDLE_END), ...changes }, undefined, serverNow()))(),
      ),
    ...options,
  });
  const element = await fixture<SessionTimeout>(
    html`<sereno-session-timeout .pageSession=${page.session} .clock=${page.clock}></sereno-session-timeout>`,
  );
  return { page, element };
}

async function advance(page: Page, element: SessionTimeout, ms: number): Promise<void> {
  await page.clock.advance(ms);
  await settle();
  await element.updateComplete;
}

function getDialog(element: SessionTimeout): HTMLDialogElement {
  return element.shadowRoot?.querySelector("dialog") as HTMLDialogElement;
}

function getButton(element: SessionTimeout, kind: string): HTMLButtonElement {
  return getDialog(element).querySelector(`button.${kind}`) as HTMLButtonElement;
}

function getClock(element: SessionTimeout): string | undefined {
  return element.shadowRoot?.querySelector("[role=timer]")?.textContent ?? undefined;
}
