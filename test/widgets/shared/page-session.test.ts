import { expect } from "@open-wc/testing";
import { settle } from "../../support/manual-clock.ts";
import { closePages, openPage, openReadyPage, type Page } from "../../support/page.ts";
import { json, offline, problem, silence } from "../../support/scripted-fetch.ts";
import { ADMIN, iso, NOW, sessionAnswer } from "../../support/session-answers.ts";
import { waitUntil } from "../../support/wait-until.ts";

const FORCED = { endReason: "forced", endMessage: "Shared computer", endedAt: iso(NOW) } as const;
const forced = problem(401, "session_ended", FORCED);

describe("page session", () => {
  afterEach(closePages);

  it("asks nothing and is ready at once when nobody is signed in", async () => {
    const page = await openReadyPage({ isHinted: false });
    expect(page.server.sent).to.deep.equal([]);
    expect(page.session).to.include({ isLoading: false, isAuthenticated: false, user: null });
  });

  it("loads, then says who is signed in, and tells it", async () => {
    const page = openPage();
    let changes = 0;
    page.session.onChange(() => changes++);
    expect(page.session).to.include({ isLoading: true, isAuthenticated: false });
    await page.session.ready;
    expect(page.session).to.include({ isLoading: false, isAuthenticated: true });
    expect(page.session.user?.username).to.equal("ana");
    expect(changes).to.equal(1);
  });

  it("keeps the server's clock when the page's own is an hour wrong", async () => {
    const page = await openReadyPage({ clockAt: NOW + 3_600_000 });
    expect(page.session.serverNow()).to.equal(NOW);
    await page.clock.advance(5_000);
    expect(page.session.serverNow()).to.equal(NOW + 5_000);
  });

  it("adds the timeout for everybody, and the debug widget for superusers unless it is off", async () => {
    const prepare: Parameters<typeof openPage>[0] = {
      prepare: (server) => server.on("GET api/session", json(sessionAnswer({}, ADMIN))),
    };
    expect((await openReadyPage()).mounted).to.deep.equal(["sereno-session-timeout"]);
    const widgets = ["sereno-session-timeout", "sereno-debug-widget"];
    expect((await openReadyPage(prepare)).mounted).to.deep.equal(widgets);
    const settings = { mountsDebugWidget: false };
    expect((await openReadyPage({ ...prepare, settings })).mounted).to.deep.equal(["sereno-session-timeout"]);
  });

  it("says why a session had ended before the page was opened, and never reloads for it", async () => {
    const page = await openReadyPage({
      settings: { onEnded: { kind: "reload" } },
      prepare: (server) => server.on("GET api/session", forced),
    });
    expect(page.session.ended).to.deep.equal(FORCED);
    expect(page.session.isAuthenticated).to.equal(false);
    expect(page.mounted).to.deep.equal(["sereno-session-timeout"]);
    expect(page.visits).to.deep.equal([]);
  });

  it("stays as it is when the server cannot be reached", async () => {
    const page = await openReadyPage();
    page.server.on("GET api/session", offline);
    await page.session.refresh();
    expect(page.session.isAuthenticated).to.equal(true);
  });

  it("is not stopped by a listener that throws", async () => {
    const page = openPage();
    let thrown = 0;
    const previous = window.onerror;
    window.onerror = () => ++thrown > 0;
    let told = 0;
    page.session.onChange(() => {
      throw new Error("host's own mistake");
    });
    page.session.onChange(() => told++);
    await page.session.ready;
    window.onerror = previous;
    expect(told).to.equal(1);
    expect(thrown).to.equal(1);
  });

  it("asks for superuser topics only for superusers, while somebody listens", async () => {
    const prepare: Parameters<typeof openPage>[0] = {
      prepare: (server) => server.on("GET api/session", json(sessionAnswer({}, ADMIN))),
    };
    const page = await openReadyPage(prepare);
    const stop = page.session.onEvent("sessions-changed", () => undefined);
    await waitUntil(() => page.streams.open.at(-1)?.url.endsWith("?topics=sessions"), "asks");
    stop();
    await waitUntil(() => page.streams.open.at(-1)?.url.endsWith("events"), "asks less");
  });

  it("asks for no topic for others", async () => {
    const page = await leadingPage();
    page.session.onEvent("sessions-changed", () => undefined);
    expect(page.streams.all).to.have.length(1);
  });

  describe("ended by the server", () => {
    it("tells the reason as soon as the push arrives", async () => {
      const page = await leadingPage();
      page.server.on("GET api/session", forced);
      pushEnd(page);
      await waitUntil(() => page.session.ended, "ended");
      expect(page.session.ended).to.deep.equal(FORCED);
      expect(page.streams.open).to.have.length(0);
    });

    it("believes the push when the server cannot be asked", async () => {
      const page = await leadingPage();
      page.server.on("GET api/session", offline);
      pushEnd(page);
      await waitUntil(() => page.session.ended, "ended");
      expect(page.session.ended).to.include({ endReason: "forced", endMessage: "Shared computer" });
    });

    it("goes over to the session that took its place", async () => {
      const page = await leadingPage();
      page.server.on("GET api/session", json(sessionAnswer({ id: "ses_2" })));
      pushEnd(page);
      await waitUntil(() => page.streams.all.length === 2, "opens a stream for it");
      expect(page.session.session?.id).to.equal("ses_2");
      expect(page.session.ended).to.equal(null);
    });

    it("leaves other sessions' ends to who listens", async () => {
      const page = await leadingPage();
      const ids: string[] = [];
      page.session.onEvent("session-ended", ({ id }) => ids.push(id));
      page.streams.last.send("session-ended", { id: "ses_9", endReason: "forced", endMessage: null });
      expect(ids).to.deep.equal(["ses_9"]);
      expect(page.server.count("GET api/session")).to.equal(1);
    });

    it("reloads, or goes where the page's author wants", async () => {
      for (const [onEnded, visit] of [
        [{ kind: "reload" }, "reload"],
        [{ kind: "redirect", url: "/login" }, "replace /login"],
      ] as const) {
        const page = await leadingPage({ settings: { onEnded } });
        page.server.on("GET api/session", forced);
        pushEnd(page);
        await waitUntil(() => page.visits.length > 0, "leaves");
        expect(page.visits).to.deep.equal([visit]);
        closePages();
      }
    });
  });

  describe("other tabs", () => {
    it("follow a logout once the server has confirmed it", async () => {
      const [one, two] = [await openReadyPage(), await openReadyPage()];
      sessionStorage.setItem("draft", "private");
      one.server.on("POST api/auth/logout", json({ message: "", endedAt: iso(NOW), ended: 1 }));
      two.server.on("GET api/session", problem(401, "unauthenticated"));
      await one.session.logout({ redirect: "/bye" });
      const goodbye = `replace ${location.origin}/bye`;
      await waitUntil(() => two.visits.length === 1, "follows");
      expect(one.visits).to.deep.equal([goodbye]);
      expect(two.visits).to.deep.equal([goodbye]);
      expect(two.session.isAuthenticated).to.equal(false);
      expect(sessionStorage.length).to.equal(0);
    });

    it("follow it though they ask the server for something else at that moment", async () => {
      const [one, two] = [await openReadyPage(), await openReadyPage()];
      one.server.on("POST api/auth/logout", json({ message: "", endedAt: iso(NOW), ended: 1 }));
      two.server.on("GET api/session", silence, problem(401, "unauthenticated"));
      void two.session.refresh();
      await one.session.logout({ redirect: "/bye" });
      await waitUntil(() => two.visits.length === 1, "follows");
      expect(two.visits).to.deep.equal([`replace ${location.origin}/bye`]);
    });

    it("leave alone a page that is leaving by itself", async () => {
      const [one, two] = [await openReadyPage(), await openReadyPage()];
      const done = json({ message: "", endedAt: iso(NOW), ended: 1 });
      for (const page of [one, two]) {
        page.server.on("POST api/auth/logout", done);
        page.server.on("GET api/session", problem(401, "session_ended", { endReason: "manual" }));
      }
      await Promise.all([one.session.logout({ redirect: "/one" }), two.session.logout({ redirect: "/two" })]);
      await one.session.refresh();
      await settle();
      expect(one.visits).to.deep.equal([`replace ${location.origin}/one`]);
      expect(two.visits).to.deep.equal([`replace ${location.origin}/two`]);
      expect(one.session.ended, "no notice on its way out").to.equal(null);
    });

    it("stay when the server says that the session lives", async () => {
      const page = await openReadyPage();
      const impostor = new BroadcastChannel("sereno");
      impostor.postMessage({ type: "signed-out", redirect: "/bye" });
      await waitUntil(() => page.server.count("GET api/session") === 2, "asks");
      await settle();
      impostor.close();
      expect(page.session.isAuthenticated).to.equal(true);
      expect(page.visits).to.deep.equal([]);
    });

    it("never follow to a foreign site", async () => {
      const page = await openReadyPage();
      page.server.on("GET api/session", problem(401, "unauthenticated"));
      const impostor = new BroadcastChannel("sereno");
      impostor.postMessage({ type: "signed-out", redirect: "https://evil.test/" });
      await waitUntil(() => !page.session.isAuthenticated, "signed out");
      await settle();
      impostor.close();
      expect(page.visits).to.deep.equal([]);
      expect(page.session.ended?.endReason).to.equal("manual");
    });

    it("learn at once that one of them has prolonged the session", async () => {
      const [one, two] = [await openReadyPage(), await openReadyPage()];
      const later = sessionAnswer({ idleExpiresAt: iso(NOW + 9_000_000) });
      one.server.on("POST api/session/extend", json(later));
      await one.session.extend();
      const isLater = (): boolean => two.session.session?.idleExpiresAt === iso(NOW + 9_000_000);
      await waitUntil(isLater, "learns");
      expect(two.server.count("GET api/session")).to.equal(1);
    });

    it("keep the right time when a message reaches them late, as it reaches a frozen tab", async () => {
      const page = await openReadyPage();
      const changed = new Promise<void>((resolve) => page.session.onChange(resolve));
      page.clock.jump(600_000);
      const other = new BroadcastChannel("sereno");
      other.postMessage({ type: "answer", answer: sessionAnswer({}, undefined, NOW + 1), receivedAt: NOW });
      await changed;
      other.close();
      expect(page.session.serverNow()).to.equal(NOW + 600_001);
    });

    it("ask the server when somebody else signs in", async () => {
      const signedOut = await openReadyPage({ prepare: (server) => server.on("GET api/session", forced) });
      signedOut.server.on("GET api/session", json(sessionAnswer({ id: "ses_2" })));
      await openReadyPage({
        prepare: (server) => server.on("GET api/session", json(sessionAnswer({ id: "ses_2" }))),
      });
      await waitUntil(() => signedOut.session.isAuthenticated, "signed in");
      expect(signedOut.session.ended).to.equal(null);
    });
  });

  describe("back/forward cache", () => {
    it("shows a restored page only after the server has said that its session lives", async () => {
      const page = await openReadyPage();
      hide();
      expect(isShown()).to.equal(false);
      let answer: () => void = () => undefined;
      page.server.on(
        "GET api/session",
        () => new Promise((resolve) => (answer = () => resolve(json(sessionAnswer())()))),
      );
      restore();
      await settle();
      expect(isShown()).to.equal(false);
      answer();
      await waitUntil(isShown, "shown");
      expect(page.visits).to.deep.equal([]);
    });

    for (const [what, answer] of [
      ["has ended", problem(401, "unauthenticated")],
      ["belongs to another sign-in", json(sessionAnswer({ id: "ses_2" }))],
      ["cannot be verified", offline],
    ] as const) {
      it(`loads the page anew, unseen, when its session ${what}`, async () => {
        const page = await openReadyPage();
        hide();
        page.server.on("GET api/session", answer);
        restore();
        await waitUntil(() => page.visits.length === 1, "reloads");
        expect(page.visits).to.deep.equal(["reload"]);
        expect(isShown()).to.equal(false);
        document.adoptedStyleSheets = [];
      });
    }

    it("hides a page that is left before the first answer, and loads it anew", async () => {
      const page = openPage({ prepare: (server) => server.on("GET api/session", silence) });
      hide();
      expect(isShown()).to.equal(false);
      restore();
      await waitUntil(() => page.visits.length === 1, "reloads");
      expect(page.visits).to.deep.equal(["reload"]);
      expect(isShown()).to.equal(false);
      document.adoptedStyleSheets = [];
    });

    it("gives the stream up when hidden and takes it back when restored", async () => {
      const page = await leadingPage();
      hide();
      expect(page.streams.open).to.have.length(0);
      restore();
      await waitUntil(() => page.streams.open.length === 1, "streams again");
      await waitUntil(isShown, "shown");
    });

    it("has lists fetched anew, since nobody told it what changed meanwhile", async () => {
      const page = await openReadyPage();
      let changes = 0;
      page.session.onEvent("sessions-changed", () => changes++);
      hide();
      restore();
      await waitUntil(isShown, "shown");
      expect(changes).to.equal(1);
    });

    it("leaves public pages alone", async () => {
      const page = await openReadyPage({ isHinted: false });
      hide();
      expect(isShown()).to.equal(true);
      restore();
      await settle();
      expect(page.server.sent).to.deep.equal([]);
    });
  });

  it("shares one request among checks that come together", async () => {
    const page = await openReadyPage({
      prepare: (server) => server.on("GET api/session", json(sessionAnswer())),
    });
    page.server.on("GET api/session", silence);
    void page.session.refresh();
    void page.session.refresh();
    await settle();
    expect(page.server.count("GET api/session")).to.equal(2);
  });
});

async function leadingPage(options: Parameters<typeof openPage>[0] = {}): Promise<Page> {
  const page = await openReadyPage(options);
  await waitUntil(() => page.streams.open.length === 1, "holds the stream");
  return page;
}

function pushEnd(page: Page): void {
  page.streams.last.send("session-ended", {
    id: "ses_1",
    endReason: "forced",
    endMessage: "Shared computer",
  });
}

function hide(): void {
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
}

function restore(): void {
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}

function isShown(): boolean {
  return getComputedStyle(document.body).visibility === "visible";
}
