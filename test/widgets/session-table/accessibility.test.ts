import { expect } from "@open-wc/testing";
import type { SessionResource } from "../../../server/contract/index.ts";
import { endAnimations, openPage, until, type PageOptions, type SessionPage } from "./session-page.ts";
import type { SessionServer } from "./session-server.ts";
import { ANA, createCurrent, createExpired, createForced, createSession, LUIS } from "./sessions.ts";

interface State {
  name: string;
  sessions: SessionResource[];
  options?: PageOptions;
  act?: (page: SessionPage) => Promise<unknown>;
}

const phone = createSession("phone");
const everything = [
  createCurrent(),
  phone,
  createSession("laptop", { user: LUIS, location: null }),
  createSession("visitor", { user: null, kind: "anonymous" }),
  createExpired("expired"),
  createForced("forced"),
];
const manySessions = Array.from({ length: 1_200 }, (_, index) => createSession(`many-${index}`));
const all = { filters: "state=all" };

const STATES: State[] = [
  { name: "with rows", sessions: everything, options: { attributes: all } },
  { name: "with ended rows", sessions: everything, options: { attributes: { filters: "state=ended" } } },
  { name: "with rows as cards", sessions: everything, options: { attributes: all, width: "375px" } },
  { name: "with one's own", sessions: everything, options: { scope: "own", attributes: all } },
  { name: "with a next page", sessions: everything, options: { attributes: { "page-size": "2" } } },
  { name: "right to left", sessions: everything, options: { prepare: ({ table }) => (table.dir = "rtl") } },
  {
    name: "loading",
    sessions: everything,
    options: { prepare: ({ server }) => server.hold() },
  },
  { name: "empty", sessions: [] },
  { name: "without a match", sessions: everything, options: { attributes: { filters: "user=nobody" } } },
  {
    name: "failed",
    sessions: [],
    options: { prepare: ({ server }) => (server.failure = "network") },
  },
  {
    name: "forbidden",
    sessions: [],
    options: { prepare: ({ server }) => (server.failure = { status: 403, code: "forbidden" }) },
  },
  {
    name: "signed out",
    sessions: [],
    options: { prepare: ({ server }) => (server.failure = { status: 401, code: "unauthenticated" }) },
  },
  { name: "with chosen rows", sessions: everything, act: async ({ find }) => find("thead input").click() },
  {
    name: "with new rows",
    sessions: everything,
    act: async ({ server, session, settle }) => {
      server.begin(createSession("new"));
      server.end(phone.id, { endReason: "forced", endMessage: "Shared computer" });
      session.push("sessions-changed");
      await settle();
    },
  },
  {
    name: "with its filters open",
    sessions: everything,
    act: async ({ find, settle }) => {
      find(".tool").click();
      await settle();
    },
  },
  {
    name: "with figures",
    sessions: everything,
    options: { attributes: { summary: "on" } },
    act: async ({ find, findAll }) => {
      await until(() => findAll("details").length > 0);
      find("summary").click();
    },
  },
  {
    name: "with figures on a narrow screen",
    sessions: everything,
    options: { attributes: { summary: "on" }, width: "375px" },
    act: async ({ findAll }) => until(() => findAll("details").length > 0),
  },
  {
    name: "asking before it ends all that match",
    sessions: everything,
    options: { attributes: { "page-size": "2" } },
    act: async (page) => {
      page.find("thead input").click();
      await page.settle();
      page.find(".matching").click();
      await until(() => page.dialog()?.open);
    },
  },
  {
    name: "with a time's tip",
    sessions: everything,
    act: async ({ find, findAll }) => {
      find("time").focus();
      await until(() => findAll("#tip").length > 0);
    },
  },
  {
    name: "asking before it ends a session",
    sessions: everything,
    act: async (page) => {
      page.row(phone).querySelector("button")?.click();
      await until(() => page.dialog()?.open);
      page.dialog()?.querySelector("form")?.requestSubmit();
    },
  },
  {
    name: "with what was not ended",
    sessions: everything,
    act: async (page) => {
      page.row(phone).querySelector("button")?.click();
      await until(() => page.dialog()?.open);
      page.server.sessions = [];
      const reason = page.dialog()?.querySelector("textarea");
      if (reason) reason.value = "Shared computer";
      reason?.form?.requestSubmit();
      await until(() => page.dialog()?.querySelector("form[method=dialog]"));
    },
  },
  {
    name: "ending many",
    sessions: manySessions,
    act: async (page) => {
      await endAllMatching(page, () => {
        if (countEnds(page) === 2) page.server.hold("POST");
        return undefined;
      });
      await until(() => page.dialog()?.querySelector("progress"));
    },
  },
  {
    name: "with what is left of many",
    sessions: manySessions,
    act: async (page) => {
      await endAllMatching(page, () => (countEnds(page) === 2 ? "network" : undefined));
      await until(() => page.dialog()?.querySelector("form[method=dialog]"));
    },
  },
  {
    name: "asking for the password",
    sessions: [createCurrent(ANA), phone],
    options: { scope: "own", prepare: ({ server }) => (server.needsPassword = true) },
    act: async (page) => {
      page.row(phone).querySelector("button")?.click();
      await until(() => page.dialog()?.open);
      page.dialog()?.querySelector("form")?.requestSubmit();
      await until(() =>
        [...page.table.renderRoot.children].some(({ shadowRoot }) =>
          shadowRoot?.querySelector("[type=password]"),
        ),
      );
    },
  },
];

function countEnds({ server }: SessionPage): number {
  return server.calls.filter(({ path }) => path === "api/admin/sessions/end").length;
}

async function endAllMatching(page: SessionPage, onCall: SessionServer["failureOf"]): Promise<void> {
  page.find("thead input").click();
  await page.settle();
  page.find(".matching").click();
  await until(() => page.dialog()?.open);
  page.server.failureOf = onCall;
  const reason = page.dialog()?.querySelector("textarea");
  if (reason) reason.value = "Maintenance";
  reason?.form?.requestSubmit();
}

describe("<sereno-session-table> with assistive technology", () => {
  afterEach(() => document.documentElement.removeAttribute("style"));

  for (const theme of ["light", "dark"]) {
    for (const { name, sessions, options, act } of STATES) {
      it(`is accessible ${name}, in ${theme}`, async () => {
        document.documentElement.style.colorScheme = theme;
        document.documentElement.style.background = theme === "dark" ? "#121829" : "#fff";
        const page = await openPage(sessions, options);
        await act?.(page);
        await page.table.updateComplete;
        await endAnimations();
        await expect(page.table).to.be.accessible();
        page.server.release();
      });
    }
  }

  it("is walked through by the keyboard in the order it is read", async () => {
    const { findAll } = await openPage([createCurrent(), phone], { attributes: { "page-size": "1" } });
    const stops = findAll("input, select, button, time, [tabindex='0']");
    expect(stops.map((stop) => stop.getAttribute("aria-label") ?? stop.localName)).to.deep.equal([
      "Search",
      "Status",
      "button",
      "button",
      "Select all sessions shown",
      "button",
      "button",
      "button",
      "time",
      "time",
      "select",
      "button",
    ]);
    expect(stops.every(({ tabIndex }) => tabIndex === 0)).to.equal(true);
  });

  it("names each button and box after its row", async () => {
    const { row } = await openPage([createCurrent(), phone]);
    expect(row(phone).querySelector("input")?.getAttribute("aria-label")).to.equal(
      "Select Ana Ruiz, Safari on iPhone",
    );
    expect(row(phone).querySelector("button")?.getAttribute("aria-label")).to.equal(
      "End… Ana Ruiz, Safari on iPhone",
    );
  });

  it("keeps the boxes that choose all within reach on narrow screens", async () => {
    const { find } = await openPage([createCurrent(), phone], { width: "375px" });
    const { width, height } = find("thead .check").getBoundingClientRect();
    expect(width).to.be.greaterThan(200);
    expect(height).to.be.greaterThan(24);
  });

  it("keeps the heads that sort in sight on narrow screens", async () => {
    const { findAll, table } = await openPage([createCurrent(), phone], { width: "375px" });
    const heads = findAll(".sort");
    const seen = heads.filter((head) => {
      const { x, y, width, height } = head.getBoundingClientRect();
      return table.shadowRoot?.elementFromPoint(x + width / 2, y + height / 2) === head;
    });
    expect(seen.length).to.equal(3);
  });

  it("scrolls what has the focus clear of the foot that lies over the rows", async () => {
    const { findAll, find, settle } = await openPage([createCurrent(), ...manySessions.slice(0, 20)]);
    find("thead input").click();
    await settle();
    for (const stop of findAll("tbody :is(input, time, button)")) {
      stop.focus();
      const { bottom } = stop.getBoundingClientRect();
      expect(bottom).to.be.lessThan(find(".footer").getBoundingClientRect().top);
    }
  });
});
