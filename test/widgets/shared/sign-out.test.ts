import { expect } from "@open-wc/testing";
import { ApiError } from "../../../widgets/shared/api-client.ts";
import type { LogoutOptions } from "../../../widgets/shared/page-session.ts";
import { closePages, openReadyPage, type Page } from "../../support/page.ts";
import { BASE, json, offline, problem } from "../../support/scripted-fetch.ts";
import { iso, NOW, sessionAnswer } from "../../support/session-answers.ts";
import { waitUntil } from "../../support/wait-until.ts";

const LOGOUT = "POST api/auth/logout";
const done = json({ message: "Signed out", endedAt: iso(NOW), ended: 1 });

describe("logging out", () => {
  let page: Page;

  beforeEach(async () => {
    localStorage.clear();
    sessionStorage.clear();
    page = await openReadyPage();
  });

  afterEach(closePages);

  it("ends the session on the server and leaves for the page that says so", async () => {
    page.server.on(LOGOUT, done);
    expect(await page.session.logout()).to.include({ ended: 1 });
    expect(page.session.isAuthenticated).to.equal(false);
    expect(page.visits).to.deep.equal([`replace ${BASE}login?signed-out`]);
    expect(page.session.ended, "no notice for one's own logout").to.equal(null);
  });

  it("takes 401 for success: nobody is signed in any more", async () => {
    page.server.on(LOGOUT, problem(401, "session_ended", { endReason: "forced" }));
    expect(await page.session.logout()).to.equal(null);
    expect(page.visits).to.deep.equal([`replace ${BASE}login?signed-out`]);
  });

  it("renews an expired CSRF token once", async () => {
    page.server.on(LOGOUT, problem(403, "csrf"), done);
    await page.session.logout();
    expect(page.server.count(LOGOUT)).to.equal(2);
    expect(page.visits).to.have.length(1);
  });

  it("tries once more when the server is busy", async () => {
    page.server.on(LOGOUT, problem(503, "unavailable"), done);
    await page.session.logout();
    expect(page.visits).to.have.length(1);
  });

  it("keeps one request in flight", async () => {
    page.server.on(LOGOUT, done);
    await Promise.all([page.session.logout(), page.session.logout()]);
    expect(page.server.count(LOGOUT)).to.equal(1);
    expect(page.visits).to.have.length(1);
  });

  it("clears the registered keys and the session's storage, never the consent", async () => {
    page.server.on(LOGOUT, done);
    const kept = ["cookies_accepted", "cookies_accepted_date", "sereno_consent_queue", "theme"];
    const cleared = [
      "user",
      "csrf_token",
      "user_preferences",
      "temp_data",
      "cart_data",
      "filters_applied",
      "notes",
    ];
    for (const key of [...kept, ...cleared]) localStorage.setItem(key, "x");
    for (const key of ["cookies_notification_shown", "draft"]) sessionStorage.setItem(key, "x");
    await page.session.logout({ clearKeys: ["notes", "cookies_accepted"] });
    expect(Object.keys(localStorage).sort()).to.deep.equal(kept.sort());
    expect(Object.keys(sessionStorage)).to.deep.equal(["cookies_notification_shown"]);
  });

  it("goes to an address of this origin or Sereno's, and to no other", async () => {
    const leave = async (redirect: string): Promise<string> => {
      page.server.on(LOGOUT, done);
      let target = "";
      await page.session.logout({ redirect, leave: (url) => (target = url) });
      return target;
    };
    expect(await leave("/bye?x=1")).to.equal(`${location.origin}/bye?x=1`);
    expect(await leave("https://site.test/members")).to.equal("https://site.test/members");
    for (const bad of [
      "https://evil.test/",
      "//evil.test",
      "javascript:alert(1)",
      "http://[",
      "\\\\evil.test",
    ]) {
      expect(await leave(bad), bad).to.equal(`${BASE}login?signed-out`);
    }
  });

  it("ends the others and stays, when that is what was asked", async () => {
    page.server.on(LOGOUT, json({ message: "", endedAt: iso(NOW), ended: 4 }));
    localStorage.setItem("user", "ana");
    expect(await page.session.logout({ scope: "others" })).to.include({ ended: 4 });
    expect(page.server.sent.at(-1)?.body).to.deep.equal({ scope: "others" });
    expect(page.session.isAuthenticated).to.equal(true);
    expect(page.visits).to.deep.equal([]);
    expect(localStorage.getItem("user")).to.equal("ana");
  });

  it("leaves everything as it is when the server refuses", async () => {
    localStorage.setItem("user", "ana");
    page.server.on(LOGOUT, problem(429, "rate_limited"));
    expect(await failure(page)).to.include({ code: "rate_limited" });
    expect(page.server.count(LOGOUT), "no second request").to.equal(1);
    expect(page.session.isAuthenticated).to.equal(true);
    expect(localStorage.getItem("user")).to.equal("ana");
  });

  describe("without a connection", () => {
    beforeEach(() => page.server.on(LOGOUT, offline));

    it("clears what is left here and says so, and sends the logout again when online", async () => {
      localStorage.setItem("user", "ana");
      expect(await failure(page)).to.include({ code: "network", status: 0 });
      expect(localStorage.getItem("user")).to.equal(null);
      expect(page.visits).to.deep.equal([]);
      page.server.on(LOGOUT, done);
      dispatchEvent(new Event("online"));
      await waitUntil(() => page.visits.length === 1, "leaves");
      expect(page.session.isAuthenticated).to.equal(false);
      expect(localStorage.length).to.equal(0);
    });

    it("goes on trying each time the browser comes online", async () => {
      await failure(page);
      dispatchEvent(new Event("online"));
      await waitUntil(() => page.server.count(LOGOUT) === 4, "tried twice more");
      page.server.on(LOGOUT, done);
      dispatchEvent(new Event("online"));
      await waitUntil(() => page.visits.length === 1, "leaves");
    });

    it("lets the next page finish it, before anything shows a signed-in person", async () => {
      await failure(page);
      closePages();
      const next = await openReadyPage({ prepare: (server) => server.on(LOGOUT, done) });
      await waitUntil(() => next.visits.length === 1, "leaves");
      expect(next.session.isAuthenticated).to.equal(false);
      expect(localStorage.length).to.equal(0);
    });

    it("lets the next page end everywhere what was to end everywhere", async () => {
      await failure(page, { scope: "all" });
      closePages();
      const next = await openReadyPage({ prepare: (server) => server.on(LOGOUT, done) });
      await waitUntil(() => next.visits.length === 1, "leaves");
      const { body } = next.server.sent.find(({ path }) => path === "api/auth/logout") ?? {};
      expect(body).to.deep.equal({ scope: "all" });
      expect(localStorage.length).to.equal(0);
    });

    it("lets the next page go where this one was to go", async () => {
      await failure(page, { redirect: "/bye?from=the minutes" });
      closePages();
      const next = await openReadyPage({ prepare: (server) => server.on(LOGOUT, done) });
      await waitUntil(() => next.visits.length === 1, "leaves");
      expect(next.visits).to.deep.equal([`replace ${location.origin}/bye?from=the%20minutes`]);
    });

    it("never ends a later session for it", async () => {
      await failure(page);
      closePages();
      const next = await openReadyPage({
        prepare: (server) =>
          server.on("GET api/session", json(sessionAnswer({ id: "ses_2" }))).on(LOGOUT, done),
      });
      expect(next.session.isAuthenticated).to.equal(true);
      expect(next.server.count(LOGOUT)).to.equal(0);
    });
  });
});

async function failure(page: Page, options?: LogoutOptions): Promise<ApiError> {
  const error = await page.session.logout(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(ApiError);
  return error as ApiError;
}
