import { expect, fixture, html } from "@open-wc/testing";
import { END_REASONS, type EndReason } from "../../../server/contract/index.ts";
import "../../../widgets/session-timeout/define-notice.ts";
import { messages as spanish } from "../../../widgets/session-timeout/notice-messages.es.ts";
import { messages as english } from "../../../widgets/session-timeout/notice-messages.ts";
import type { SessionNotice } from "../../../widgets/session-timeout/session-notice.ts";
import { expectAccessible } from "../../support/accessible.ts";
import { closePages, openReadyPage, type Page } from "../../support/page.ts";
import { BASE, json, problem } from "../../support/scripted-fetch.ts";
import { iso, NOW, sessionAnswer } from "../../support/session-answers.ts";
import { waitUntil } from "../../support/wait-until.ts";

describe("<sereno-session-notice>", () => {
  beforeEach(() => localStorage.clear());
  afterEach(closePages);

  it("shows nothing while the session lives", async () => {
    const { element } = await mount(json(sessionAnswer()));
    expect(findNotice(element)).to.equal(null);
  });

  it("says that an administrator closed the session, quotes the reason, and offers to come back", async () => {
    const { page, element } = await mount(ended("forced", "Password found on a shared computer"));
    const notice = getNotice(element);
    expect(notice.querySelector("h2")?.textContent).to.equal("Your session was closed by an administrator");
    expect(notice.textContent).to.include("“Password found on a shared computer”");
    expect(notice.querySelector("[role=alert] h2")).not.to.equal(null);
    expect(notice.matches(":popover-open")).to.equal(true);
    await expectAccessible(element);
    notice.querySelector<HTMLElement>(".primary")?.click();
    // Sereno is on another origin than this page, which is therefore named whole.
    const here = encodeURIComponent(location.href);
    expect(page.visits).to.deep.equal([`assign ${BASE}login?next=${here}`]);
  });

  it("does not take the focus", async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Search" />`);
    input.focus();
    await mount(ended("forced"));
    expect(document.activeElement).to.equal(input);
  });

  it("has a sentence of its own for every way a session ends, in every language", () => {
    for (const { ended: sentences } of [english, spanish]) {
      const all = END_REASONS.map((reason) => sentences[reason]);
      expect(all.every((sentence) => sentence.length > 10)).to.equal(true);
      expect(new Set(all).size).to.equal(END_REASONS.length);
    }
  });

  for (const reason of END_REASONS) {
    it(`is accessible after ${reason}`, async () => {
      const { element } = await mount(ended(reason));
      expect(getNotice(element).querySelector("h2")?.textContent).to.equal(english.ended[reason]);
      await expectAccessible(element);
    });
  }

  it("offers no signing in where there is no account any more", async () => {
    const { element } = await mount(ended("account_disabled"));
    expect(getNotice(element).querySelector(".primary")).to.equal(null);
  });

  it("shows markup in the reason as text", async () => {
    const { element } = await mount(ended("forced", "<img src=x onerror=alert(1)> $& {message}"));
    expect(getNotice(element).querySelector("img")).to.equal(null);
    expect(getNotice(element).textContent).to.include("“<img src=x onerror=alert(1)> $& {message}”");
  });

  it("stays closed, on the next page too, until another session ends", async () => {
    const first = await mount(ended("forced"));
    getNotice(first.element).querySelector<HTMLElement>(".quiet")?.click();
    await first.element.updateComplete;
    expect(findNotice(first.element)).to.equal(null);
    expect(findNotice((await mount(ended("forced"))).element)).to.equal(null);
    const later = await mount(ended("forced", null, iso(NOW + 60_000)));
    expect(findNotice(later.element)).not.to.equal(null);
  });

  it("goes when somebody signs in", async () => {
    const { page, element } = await mount(ended("forced"));
    page.server.on("GET api/session", json(sessionAnswer({ id: "ses_2" })));
    await page.session.refresh();
    await element.updateComplete;
    expect(findNotice(element)).to.equal(null);
  });

  it("speaks Spanish on a Spanish page", async () => {
    const { page } = await mount(ended("forced", "Ordenador compartido"));
    const parent = await fixture<HTMLElement>(
      html`<div lang="es">
        <sereno-session-notice .pageSession=${page.session}></sereno-session-notice>
      </div>`,
    );
    const element = parent.querySelector("sereno-session-notice") as SessionNotice;
    await waitUntil(() => findNotice(element)?.textContent?.includes("Un administrador"), "Spanish");
    expect(findNotice(element)?.textContent).to.include("«Ordenador compartido»");
  });
});

async function mount(answer: () => Response): Promise<{ page: Page; element: SessionNotice }> {
  const page = await openReadyPage({ prepare: (server) => server.on("GET api/session", answer) });
  const element = await fixture<SessionNotice>(
    html`<sereno-session-notice .pageSession=${page.session}></sereno-session-notice>`,
  );
  return { page, element };
}

function ended(endReason: EndReason, endMessage: string | null = null, endedAt = iso(NOW)): () => Response {
  return problem(401, "session_ended", { endReason, endMessage, endedAt });
}

function findNotice(element: SessionNotice): HTMLElement | null {
  return element.shadowRoot?.querySelector<HTMLElement>(".notice") ?? null;
}

function getNotice(element: SessionNotice): HTMLElement {
  return findNotice(element) as HTMLElement;
}
