import { expect, fixture, html } from "@open-wc/testing";
import "../../../widgets/session-timeout/define.ts";
import type { LogoutOptions } from "../../../widgets/shared/session-types.ts";
import type { SessionTimeout } from "../../../widgets/session-timeout/session-timeout.ts";
import { expectAccessible } from "../../support/accessible.ts";
import { closePages, openReadyPage, type Page } from "../../support/page.ts";
import { json, offline, problem } from "../../support/scripted-fetch.ts";
import { iso, NOW } from "../../support/session-answers.ts";
import { waitUntil } from "../../support/wait-until.ts";

const LOGOUT = "POST api/auth/logout";
const done = json({ message: "", endedAt: iso(NOW), ended: 1 });

describe("<sereno-session-timeout> after a logout that did not work", () => {
  let page: Page;
  let element: SessionTimeout;

  beforeEach(async () => {
    localStorage.clear();
    page = await openReadyPage();
    element = await fixture<SessionTimeout>(
      html`<sereno-session-timeout
        .pageSession=${page.session}
        .clock=${page.clock}
      ></sereno-session-timeout>`,
    );
  });

  afterEach(closePages);

  it("says that the session is still open, with the code, and tries again", async () => {
    page.server.on(LOGOUT, problem(500, "internal"), problem(500, "internal"), done);
    await logOut();
    expect(getDialog().textContent).to.include("You are still signed in");
    expect(getDialog().textContent).to.include("Code internal, request req-1");
    expect(element.shadowRoot?.activeElement?.textContent).to.equal("Try again");
    await expectAccessible(element);
    getDialog().querySelector<HTMLElement>(".primary")?.click();
    await waitUntil(() => page.visits.length === 1, "leaves");
    expect(getDialog().open).to.equal(false);
  });

  it("asks for patience when there were too many requests", async () => {
    page.server.on(LOGOUT, problem(429, "rate_limited"));
    await logOut();
    expect(getDialog().textContent).to.include("Please wait a moment");
  });

  it("says plainly that only this device is signed out, until the server knows", async () => {
    page.server.on(LOGOUT, offline);
    await logOut();
    expect(getDialog().textContent).to.include("You are signed out on this device only");
    expect(getDialog().textContent).to.include("your session there is still open");
    await expectAccessible(element);
    page.server.on(LOGOUT, done);
    dispatchEvent(new Event("online"));
    await waitUntil(() => page.visits.length === 1, "leaves");
    await element.updateComplete;
    expect(getDialog().open).to.equal(false);
  });

  for (const [what, answer, words] of [
    ["cannot be reached", offline, "could not be reached"],
    ["fails", problem(500, "internal"), "could not close them"],
  ] as const) {
    it(`says that the other sessions are still open when it ${what}, and nothing of this one`, async () => {
      page.server.on(LOGOUT, answer);
      await logOut({ scope: "others" });
      expect(getDialog().textContent).to.include("Your other sessions are still open").and.include(words);
      expect(getDialog().textContent).not.to.include("igned");
      await expectAccessible(element);
    });
  }

  it("can be closed, by Esc too, and gives the focus back", async () => {
    const button = await fixture<HTMLButtonElement>(html`<button>Anything</button>`);
    button.focus();
    page.server.on(LOGOUT, problem(500, "internal"));
    for (const close of [
      () => getDialog().querySelector<HTMLElement>(".quiet")?.click(),
      () => getDialog().dispatchEvent(new Event("cancel", { cancelable: true })),
    ]) {
      await logOut();
      expect(getDialog().open).to.equal(true);
      close();
      await element.updateComplete;
      expect(getDialog().open).to.equal(false);
      expect(document.activeElement).to.equal(button);
    }
  });

  it("leaves it to the notice when the session has ended meanwhile", async () => {
    const ending = { endReason: "forced", endMessage: "Shared computer", endedAt: iso(NOW) };
    page.server.on("GET api/session", problem(401, "session_ended", ending));
    await page.session.refresh();
    await waitUntil(() => findNotice()?.textContent?.includes("Shared computer"), "says why");
    expect(getDialog().open).to.equal(false);
    await expectAccessible(element);
  });

  async function logOut(options?: LogoutOptions): Promise<void> {
    await page.session.logout(options).catch(() => undefined);
    await element.updateComplete;
  }

  function getDialog(): HTMLDialogElement {
    return element.shadowRoot?.querySelector("dialog") as HTMLDialogElement;
  }

  function findNotice(): Element | null | undefined {
    return element.shadowRoot?.querySelector("sereno-session-notice")?.shadowRoot?.querySelector(".notice");
  }
});
