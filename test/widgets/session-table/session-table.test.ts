import { expect, nextFrame } from "@open-wc/testing";
import { nextEvent, openPage, textOf, until, type SessionPage } from "./session-page.ts";
import {
  ANA,
  createCurrent,
  createExpired,
  createForced,
  createSession,
  createUser,
  LUIS,
  minutesAgo,
  NOW,
} from "./sessions.ts";

const current = createCurrent();
const phone = createSession("phone");
const laptop = createSession("laptop", { user: LUIS, location: null });
const forced = createForced("forced");
const expired = createExpired("expired");

describe("<sereno-session-table> for everybody's sessions", () => {
  it("shows user, status, device, address, place, times, duration and requests", async () => {
    const { row } = await openPage([current, phone, laptop]);
    const words = textOf(row(phone));
    for (const part of ["Ana Ruiz", "ana", "Active", "Safari on iPhone", "83.45.112.9", "Madrid, ES"]) {
      expect(words).to.contain(part);
    }
    expect(words).to.contain("2 minutes ago").and.to.contain("34 min").and.to.contain("42");
    expect(textOf(row(laptop))).to.contain("Unknown");
  });

  it("tells apart active, expired and forced by words and by shape", async () => {
    const { row } = await openPage([current, phone, forced, expired], {
      attributes: { filters: "state=all" },
    });
    const pill = (session = phone) => row(session).querySelector(".pill");
    expect(pill()).to.have.class("dot");
    expect(textOf(pill(expired))).to.equal("Expired, idle");
    expect(pill(expired)).to.have.class("ring");
    expect(textOf(pill(forced))).to.equal("Ended, forced");
    expect(pill(forced)).to.have.class("square");
  });

  it("tells who ended a session, when and with what words", async () => {
    const { row } = await openPage([forced], { attributes: { filters: "state=ended" } });
    const cell = row(forced).querySelector(".ended-by");
    expect(textOf(cell)).to.contain("Marta Soler").and.to.contain("“Shared computer”");
    expect(cell?.querySelector("time")?.dateTime).to.equal(forced.endedAt);
    expect(textOf(row(forced))).to.contain("38 min");
  });

  it("marks the current session, pins it, and leaves its end to logging out", async () => {
    const { row, findAll } = await openPage([phone, laptop, current]);
    expect(findAll("tbody tr")[0] === row(current)).to.equal(true);
    expect(textOf(row(current)))
      .to.contain("This device")
      .and.to.contain("Log out to end");
    expect(row(current).querySelector("button, input")).to.equal(null);
  });

  it("pins the current session even when it lies beyond the first page", async () => {
    const { findAll } = await openPage([phone, laptop, current], {
      attributes: { "page-size": "2" },
      prepare: ({ session }) => (session.session = current),
    });
    expect(findAll("tbody tr").map((row) => row.dataset["id"])).to.deep.equal([
      current.id,
      phone.id,
      laptop.id,
    ]);
  });

  it("keeps table semantics: roles, row headers, a caption, the sort on the sorted column only", async () => {
    const { find, findAll, row } = await openPage([current, phone], { width: "400px" });
    expect(textOf(find("caption"))).to.equal("Active sessions");
    expect(find("table").getAttribute("role")).to.equal("table");
    expect(row(phone).querySelector("th")?.getAttribute("scope")).to.equal("row");
    expect(textOf(row(phone).querySelector("th"))).to.contain("Ana Ruiz");
    expect(findAll("[aria-sort]").map(textOf)).to.deep.equal(["Started↓"]);
    expect(getComputedStyle(row(phone)).display).to.equal("flex");
    expect(row(phone).getAttribute("role")).to.equal("row");
  });

  it("shows the columns that are asked for", async () => {
    const { findAll } = await openPage([phone], { attributes: { columns: "ip, duration user" } });
    expect(findAll("thead th").map(textOf)).to.deep.equal(["User", "IP address", "Duration"]);
  });

  it("is as it would be without an attribute when that is taken away", async () => {
    const { table, findAll, settle } = await openPage([current, phone], { attributes: { columns: "ip" } });
    for (const name of ["columns", "filters", "page-size", "live"]) table.removeAttribute(name);
    await settle();
    expect(findAll("thead th").map(({ className }) => className)).to.include("actions");
  });

  it("appends the next page and says how many there are", async () => {
    const many = [1, 2, 3, 4, 5].map((number) => createSession(`${number}`));
    const { find, findAll, settle } = await openPage(many, { attributes: { "page-size": "2" } });
    expect(textOf(find(".count"))).to.equal("2 of 5 sessions");
    find(".more").click();
    await settle();
    expect(findAll("tbody tr").length).to.equal(4);
    expect(textOf(find("[role=status]"))).to.equal("2 more sessions");
  });

  it("keeps the rows when more cannot be loaded, and tries again", async () => {
    const many = [1, 2, 3].map((number) => createSession(`${number}`));
    const { find, findAll, settle, server } = await openPage(many, { attributes: { "page-size": "2" } });
    server.failure = "network";
    find(".more").click();
    await settle();
    expect(findAll("tbody tr").length).to.equal(2);
    expect(textOf(find(".error"))).to.contain("could not be loaded");
    server.failure = undefined;
    find(".more").click();
    await settle();
    expect(findAll("tbody tr").length).to.equal(3);
    expect(textOf(find(".error"))).to.equal("");
  });

  it("tells the page what it loaded, through shadow roots", async () => {
    const { table, session } = await openPage([phone]);
    const loaded = nextEvent("sereno-sessions-loaded");
    session.signIn(LUIS);
    expect((await loaded).count).to.equal(1);
    expect(table.isConnected).to.equal(true);
  });

  it("keeps hostile text inert", async () => {
    const markup = "<img src=x onerror='window.hacked = true'>";
    const hostile = createSession("hostile", {
      userAgent: markup,
      endMessage: markup,
      device: { ...phone.device, label: markup },
      user: createUser(markup, markup),
    });
    const { row } = await openPage([hostile]);
    expect(row(hostile).querySelector("img")).to.equal(null);
    expect(textOf(row(hostile))).to.contain(markup);
    expect((window as { hacked?: boolean }).hacked).to.equal(undefined);
  });

  it("does not widen the page with names of any length", async () => {
    const long = createSession("long", {
      user: createUser("x".repeat(200), "Donaudampfschifffahrt".repeat(12)),
      device: { ...phone.device, label: "W".repeat(300) },
      location: { country: "GB", city: "Llanfair".repeat(20) },
    });
    for (const [scope, width] of [
      ["all", "320px"],
      ["all", "900px"],
      ["own", "320px"],
    ] as const) {
      const { table } = await openPage([long], { scope, width });
      expect(table.scrollWidth, `${scope} at ${width}`).to.equal(table.clientWidth);
    }
  });
});

describe("<sereno-session-table> for one's own sessions", () => {
  it("names each card after the device", async () => {
    const { row, find } = await openPage([createCurrent(ANA), phone], { scope: "own" });
    expect(textOf(row(phone).querySelector("th"))).to.equal("Safari on iPhone");
    expect(textOf(row(current).querySelector("th"))).to.equal("Firefox on Linux This device");
    expect(textOf(row(current).querySelector(".last-seen"))).to.equal("now");
    expect(textOf(find("h2"))).to.equal("Your sessions");
  });

  it("says who took a session away", async () => {
    const { row } = await openPage([forced], { scope: "own", attributes: { filters: "state=all" } });
    expect(textOf(row(forced)))
      .to.contain("Ended by an administrator")
      .and.to.contain("Marta Soler");
  });

  it("asks its own list", async () => {
    const { server } = await openPage([phone], { scope: "own" });
    expect(server.calls.map(({ path }) => path)).to.deep.equal(["api/sessions"]);
    expect(server.calls[0]?.query.has("user")).to.equal(false);
  });
});

describe("times in <sereno-session-table>", () => {
  it("show the absolute time on focus, and hide it with Escape", async () => {
    const page = await openPage([phone]);
    const time = page.row(phone).querySelector<HTMLElement>(".last-seen time");
    expect(time?.getAttribute("datetime")).to.equal(phone.lastSeenAt);
    time?.focus();
    await until(() => isTipOpen(page));
    expect(textOf(page.find("#tip")))
      .to.contain("2026")
      .and.to.contain(":12:00");
    expect(time?.getAttribute("aria-describedby")).to.equal("tip");
    time?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }));
    expect(isTipOpen(page)).to.equal(false);
    expect(time?.hasAttribute("aria-describedby")).to.equal(false);
  });

  it("show it while the pointer is on the time or on the tip", async () => {
    const page = await openPage([phone]);
    const [started, lastSeen] = page.findAll("time");
    started?.focus();
    await until(() => isTipOpen(page));
    point(lastSeen, "pointerover");
    expect(textOf(page.find("#tip"))).to.contain(":12:00");
    point(lastSeen, "pointerout", page.find("#tip"));
    expect(isTipOpen(page)).to.equal(true);
    point(page.find("#tip"), "pointerout");
    expect(isTipOpen(page)).to.equal(false);
  });

  it("move on when the page is seen again", async () => {
    const { row, session, table } = await openPage([phone]);
    session.nowMs = NOW + 5 * 60_000;
    document.dispatchEvent(new Event("visibilitychange"));
    await table.updateComplete;
    expect(textOf(row(phone).querySelector(".last-seen"))).to.equal("7 minutes ago");
    expect(textOf(row(phone).querySelector(".duration"))).to.contain("39 min");
  });

  it("ask the server when a deadline has passed", async () => {
    const { session, server } = await openPage([{ ...phone, idleExpiresAt: minutesAgo(-1) }]);
    const call = server.nextCall();
    session.nowMs = NOW + 2 * 60_000;
    document.dispatchEvent(new Event("visibilitychange"));
    expect((await call).path).to.equal("api/admin/sessions");
  });
});

describe("<sereno-session-table> in columns", () => {
  for (const width of ["1240px", "700px"]) {
    it(`stands each cell under its head at ${width}, whatever is in it`, async () => {
      const long = createSession("long", { user: { ...ANA, displayName: "Ana ".repeat(40) } });
      const { find, findAll } = await openPage([current, phone, long], { width });
      const edges = (row: Element) =>
        [...row.children].map((cell) => {
          const { left, right } = cell.getBoundingClientRect();
          return `${Math.round(left)} ${Math.round(right)}`;
        });
      const heads = edges(find("thead tr"));
      expect(heads.length).to.equal(10);
      for (const row of findAll("tbody tr")) expect(edges(row)).to.deep.equal(heads);
      expect(find(".scroller").scrollWidth > 700).to.equal(true);
    });
  }

  it("lays out no row that is out of sight", async () => {
    const many = Array.from({ length: 100 }, (_, index) => createSession(`s${index}`));
    const { findAll } = await openPage(many, { attributes: { "page-size": "100" } });
    await nextFrame();
    const rows = findAll("tbody tr");
    const isDrawn = (row: Element | undefined) =>
      row?.querySelector("button")?.checkVisibility({ contentVisibilityAuto: true });
    expect(rows.length).to.equal(100);
    expect([isDrawn(rows[0]), isDrawn(rows[99])]).to.deep.equal([true, false]);
  });
});

describe("<sereno-session-table> in the page's language", () => {
  afterEach(() => (document.documentElement.lang = "en"));

  it("speaks Spanish", async () => {
    document.documentElement.lang = "es";
    const { find, findAll, row, settle } = await openPage([phone]);
    await until(() => findAll(`[data-id="${phone.id}"]`).length > 0 && textOf(find("h2")) === "Sesiones");
    await settle();
    expect(textOf(row(phone)))
      .to.contain("Activa")
      .and.to.contain("hace 2 minutos");
  });

  it("mirrors for right-to-left pages", async () => {
    const { row, table } = await openPage([current, phone], { prepare: ({ table }) => (table.dir = "rtl") });
    const [user, actions] = [row(phone).querySelector("th"), row(phone).querySelector(".actions")];
    expect(user?.getBoundingClientRect().left).to.be.greaterThan(actions?.getBoundingClientRect().left ?? 0);
    expect(table.scrollWidth).to.equal(table.clientWidth);
  });
});

function isTipOpen({ findAll }: SessionPage): boolean {
  return findAll("#tip").some((tip) => tip.matches(":popover-open"));
}

function point(target: Element | undefined, type: string, relatedTarget: Element | null = null): void {
  target?.dispatchEvent(new PointerEvent(type, { bubbles: true, relatedTarget }));
}
