import { expect } from "@open-wc/testing";
import type { FrontendEventResource, SessionResource } from "../../../server/contract/index.ts";
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
  type FakeServer,
} from "./debug-page.ts";
import { waitUntil } from "../../support/wait-until.ts";

const HOSTILE = "<img src=x onerror=alert(1)>\u202e";
const GROUP = {
  type: "error",
  level: "error",
  message: "boom",
  count: 7,
  sessions: 3,
  firstAt: "2026-11-22T09:00:00Z",
  lastAt: "2026-11-22T10:00:00Z",
} as const;

function event(id: string, changes: Partial<FrontendEventResource> = {}): FrontendEventResource {
  return {
    id,
    at: "2026-11-22T10:13:00Z",
    receivedAt: "2026-11-22T10:13:00Z",
    type: "error",
    level: "error",
    message: "x is undefined",
    path: "/minutes",
    count: 2,
    data: null,
    sessionId: "ses_own",
    user: "marta",
    ...changes,
  };
}

describe("the debug widget's log", () => {
  beforeEach(() => localStorage.clear());
  afterEach(returnTimer);

  const open = (prepare: (server: FakeServer) => void = () => {}) =>
    openDebugPage(({ server, pageSession }) => {
      pageSession.session = { id: "ses_own" } as SessionResource;
      server.events = [event("1")];
      server.groups = [GROUP];
      prepare(server);
    });
  const openLog = async (prepare?: (server: FakeServer) => void) => {
    const page = await open(prepare);
    return { page, panel: await openTab(page, "log") };
  };
  const texts = (panel: HTMLElement) => [...panel.querySelectorAll("form ~ div li")].map(textOf);

  it("lists what this session reported, with what it is and where", async () => {
    const { page, panel } = await openLog();
    expect(page.server.questions).to.deep.equal(["frontend-events?session=ses_own&limit=50"]);
    expect(texts(panel)).to.have.lengthOf(1);
    expect(texts(panel)[0])
      .to.match(/^x is undefined \d\d:\d\d:\d\d error · error · \/minutes · × 2$/)
      .and.not.include("marta");
  });

  it("shows every field of an event as text", async () => {
    const fields = { message: HOSTILE, type: HOSTILE, path: HOSTILE, user: HOSTILE, sessionId: HOSTILE };
    const { page, panel } = await openLog((server) => {
      server.events = [event("1", { ...fields, data: { [HOSTILE]: HOSTILE } })];
      server.groups = [{ ...GROUP, message: HOSTILE, type: HOSTILE }];
    });
    choose(panel, "session", "");
    await waitUntil(() => page.server.questions.length === 2, "asked for all sessions");
    await settle(page.widget);
    expect(textOf(panel).split(HOSTILE)).to.have.lengthOf(7);
    check(panel, "grouped");
    await settle(page.widget);
    expect(textOf(panel).split(HOSTILE)).to.have.lengthOf(3);
    expect(panel.querySelector("img")).to.equal(null);
  });

  it("shows an event's data on demand", async () => {
    const { panel } = await openLog(
      (server) => (server.events = [event("1", { data: { stack: "at app.js:3" } })]),
    );
    const details = panel.querySelector("details");
    expect(details?.open).to.equal(false);
    expect(details?.querySelector("pre")?.textContent).to.include("at app.js:3");
  });

  it("filters by session, user, type, level and text, all at once, once the hand rests", async () => {
    const { page, panel } = await openLog();
    choose(panel, "session", "");
    choose(panel, "level", "warn");
    for (const name of ["user", "type", "text"]) write(panel, name, `${name} of it`);
    const { questions } = page.server;
    await waitUntil(() => questions.length > 1, "asked");
    expect(questions).to.deep.equal([
      "frontend-events?session=ses_own&limit=50",
      "frontend-events?user=user+of+it&type=type+of+it&level=warn&text=text+of+it&limit=50",
    ]);
  });

  it("groups the same events with their counts, and leads from a group to its events", async () => {
    const { page, panel } = await openLog((server) => (server.groupsAreCapped = true));
    check(panel, "grouped");
    await settle(page.widget);
    expect(page.server.questions.at(-1)).to.equal("frontend-event-groups?session=ses_own");
    expect(texts(panel)[0]).to.match(/^boom × 7 ▸ error · error · sessions: 3 · \d\d:\d\d:\d\d$/);
    expect(textOf(panel)).to.include("Among the newest 5000 events.");
    findButton(page, "× 7").click();
    await settle(page.widget);
    expect(page.server.questions.at(-1)).to.equal(
      "frontend-events?session=ses_own&type=error&level=error&text=boom&limit=50",
    );
    expect(field(panel, "text").value).to.equal("boom");
    expect(field(panel, "grouped").checked).to.equal(false);
  });

  it("says who reported what in the list of all sessions, and narrows to one of them", async () => {
    const others = [
      event("1", { sessionId: "ses_other_one", user: "ana" }),
      event("2", { sessionId: null, user: null }),
    ];
    const { page, panel } = await openLog((server) => (server.events = others));
    choose(panel, "session", "");
    await waitUntil(() => page.server.questions.length === 2, "asked");
    await settle(page.widget);
    expect(texts(panel)[0]).to.include("· ana ses_other_");
    expect(texts(panel)[1]).to.match(/· visitor$/);
    findButton(page, "ses_other_").click();
    await settle(page.widget);
    expect(page.server.questions.at(-1)).to.equal("frontend-events?session=ses_other_one&limit=50");
    expect(field(panel, "session").value).to.equal("ses_other_one");
  });

  it("adds what comes live, once, and only what the filter lets through", async () => {
    const { page, panel } = await openLog();
    page.pageSession.emitFrontendEvent(event("2", { message: "live" }));
    page.pageSession.emitFrontendEvent(event("2", { message: "live" }));
    page.pageSession.emitFrontendEvent(event("3", { message: "of another", sessionId: "ses_other" }));
    await settle(page.widget);
    expect(texts(panel)).to.have.lengthOf(2);
    expect(texts(panel)[0]).to.include("live");
    write(panel, "text", "BASKET");
    await waitUntil(() => page.server.questions.length === 2, "asked");
    await settle(page.widget);
    page.pageSession.emitFrontendEvent(event("4", { message: null, data: { where: "basket" } }));
    page.pageSession.emitFrontendEvent(event("5", { message: "elsewhere" }));
    await settle(page.widget);
    expect(textOf(panel)).not.to.include("elsewhere");
    expect(texts(panel)).to.have.lengthOf(2);
  });

  it("rests with live updates off, until it is refreshed", async () => {
    const { page, panel } = await openLog();
    findButton(page, "Live").click();
    page.pageSession.emitFrontendEvent(event("2", { message: "live" }));
    await settle(page.widget);
    expect(textOf(panel)).not.to.include("live");
    page.server.events = [event("2", { message: "live" }), event("1")];
    find(page, "footer .icon").click();
    await settle(page.widget);
    expect(textOf(panel)).to.include("live");
  });

  it("keeps a selection where it is, and lets in what came once it is gone", async () => {
    const { page, panel } = await openLog();
    const selection = document.getSelection() as Selection;
    selection.selectAllChildren(panel.querySelector("li code") as Element);
    const selected = (page.root as unknown as Document).getSelection?.() ?? selection;
    expect(selected.toString()).to.equal("x is undefined");
    page.pageSession.emitFrontendEvent(event("2", { message: "live" }));
    page.widget.requestUpdate();
    await settle(page.widget);
    expect(selected.toString()).to.equal("x is undefined");
    expect(textOf(panel)).not.to.include("live");
    selection.removeAllRanges();
    await page.pass(1);
    expect(textOf(panel)).to.include("live");
  });

  it("looks further back on demand, also when the newest have no match", async () => {
    const { page, panel } = await openLog((server) => {
      server.events = [];
      server.nextCursor = "further";
    });
    write(panel, "text", "needle");
    await waitUntil(() => page.server.questions.length === 2, "asked");
    await settle(page.widget);
    expect(textOf(panel)).to.include("Nothing matches the filter");
    page.server.events = [event("9", { message: "needle" })];
    page.server.nextCursor = null;
    findButton(page, "Look further back").click();
    await settle(page.widget);
    expect(page.server.questions.at(-1)).to.include("cursor=further");
    expect(texts(panel)[0]).to.include("needle");
    expect(() => findButton(page, "Look further back")).to.throw();
  });

  it("says what will come when there is nothing, and leads back from a filter without a match", async () => {
    const { page, panel } = await openLog((server) => (server.events = []));
    expect(textOf(panel)).to.include("Nothing reported yet").and.include("sereno.log()");
    choose(panel, "session", "");
    await waitUntil(() => page.server.questions.length === 2, "asked");
    await settle(page.widget);
    findButton(page, "Reset the filter").click();
    await settle(page.widget);
    expect(page.server.questions.at(-1)).to.equal("frontend-events?session=ses_own&limit=50");
    expect(textOf(panel)).to.include("Nothing reported yet");
  });

  it("keeps the filter from tab to tab, and forgets it when the panel closes", async () => {
    const { page, panel } = await openLog();
    write(panel, "text", "needle");
    await openTab(page, "session");
    await openTab(page, "log");
    expect(page.server.questions.at(-1)).to.include("text=needle");
    page.widget.collapse();
    await settle(page.widget);
    await expand(page);
    expect(page.server.questions.at(-1)).to.equal("frontend-events?session=ses_own&limit=50");
  });

  it("says when the server does not answer, and asks again by the button", async () => {
    const { page, panel } = await openLog((server) => (server.logStatus = 503));
    const list = panel.querySelector("form ~ div") as HTMLElement;
    expect(textOf(list)).to.include("could not be asked");
    page.server.logStatus = 200;
    list.querySelector("button")?.click();
    await settle(page.widget);
    expect(texts(panel)).to.have.lengthOf(1);
  });

  it("takes the widget away when the lists are refused because the role is gone", async () => {
    const { page } = await openLog();
    page.server.logStatus = 403;
    page.server.status = 404;
    check(find(page, "#panel-log"), "grouped");
    await settle(page.widget);
    expect(page.widget.isConnected).to.equal(false);
    expect(textOf(page.root as unknown as Element)).to.equal("");
  });

  it("empties a field with Esc before it closes the panel", async () => {
    const { page, panel } = await openLog();
    write(panel, "user", "ana");
    await settle(page.widget);
    press(field(panel, "user"), "Escape");
    await settle(page.widget);
    expect(field(panel, "user").value).to.equal("");
    expect(page.widget.open).to.equal(true);
    press(field(panel, "user"), "Escape");
    expect(page.widget.open).to.equal(false);
  });

  it("listens only while it is shown, and forgets when the widget goes", async () => {
    const page = await open();
    expect(page.pageSession.eventListeners.has("frontend-event")).to.equal(false);
    await openTab(page, "log");
    expect(page.pageSession.eventListeners.has("frontend-event")).to.equal(true);
    await openTab(page, "session");
    expect(page.pageSession.eventListeners.has("frontend-event")).to.equal(false);
    await openTab(page, "log");
    page.server.status = 404;
    await page.pass(6);
    expect(page.widget.isConnected).to.equal(false);
    expect(page.pageSession.eventListeners.has("frontend-event")).to.equal(false);
    expect(textOf(page.root as unknown as Element)).to.equal("");
  });
});

interface Field extends HTMLInputElement {
  name: "session" | "user" | "type" | "level" | "text" | "grouped";
}

function field(panel: HTMLElement, name: string): Field {
  return panel.querySelector(`[name="${name}"]`) as Field;
}

function write(panel: HTMLElement, name: string, text: string): void {
  const input = field(panel, name);
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function choose(panel: HTMLElement, name: string, value: string): void {
  const select = field(panel, name);
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function check(panel: HTMLElement, name: string): void {
  field(panel, name).click();
}
