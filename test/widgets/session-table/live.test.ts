import { expect, nextFrame } from "@open-wc/testing";
import { hasFocus, openPage, textOf, until, type SessionPage } from "./session-page.ts";
import { ANA, createCurrent, createSession, LUIS, MARTA, minutesAgo } from "./sessions.ts";

const current = createCurrent();
const a = createSession("a", { startedAt: minutesAgo(10) });
const b = createSession("b", { startedAt: minutesAgo(20), user: LUIS });
const c = createSession("c", { startedAt: minutesAgo(30) });
const forced = { endReason: "forced", endMessage: "Shared computer", endedBy: MARTA } as const;

describe("<sereno-session-table> while sessions come and go", () => {
  it("greys an ended row in place, with who ended it and why, and moves nothing", async () => {
    const page = await openPage([current, a, b, c]);
    const before = await placesOf(page);
    page.server.end(b.id, { ...forced, endedAt: minutesAgo(0) });
    await push(page);
    expect(textOf(page.row(b).querySelector(".status"))).to.equal("Ended, forced");
    expect(textOf(page.row(b)))
      .to.contain("Marta Soler")
      .and.to.contain("“Shared computer”");
    expect(page.row(b)).to.have.class("ended");
    expect(page.row(b).querySelector("button, input")).to.equal(null);
    expect(await placesOf(page)).to.deep.equal(before);
  });

  it("keeps the very elements of its rows, and the focus in them", async () => {
    const page = await openPage([current, a, b]);
    const rows = page.findAll("tbody tr");
    const button = page.row(a).querySelector("button");
    button?.focus();
    page.server.begin(createSession("new"));
    page.server.end(b.id, forced);
    await push(page);
    expect(page.findAll("tbody tr").every((row, index) => row === rows[index])).to.equal(true);
    expect(page.row(a).querySelector("button") === button).to.equal(true);
    expect(hasFocus(button)).to.equal(true);
  });

  it("gives the focus of what an end takes away to its row", async () => {
    const page = await openPage([current, a, b]);
    page.row(b).querySelector("button")?.focus();
    page.server.end(b.id, forced);
    await push(page);
    expect(page.row(b).querySelector("button")).to.equal(null);
    expect(hasFocus(page.row(b))).to.equal(true);
  });

  it("lets new sessions wait behind a button, then puts them on top below the current one", async () => {
    const page = await openPage([current, a]);
    const before = await placesOf(page);
    page.server.begin(createSession("new1"));
    page.server.begin(createSession("new2"));
    await push(page);
    expect(await placesOf(page)).to.deep.equal(before);
    const button = page.find(".fresh");
    expect(textOf(button)).to.equal("↑ 2 new");
    button.click();
    await page.settle();
    expect(idsOf(page)).to.deep.equal([current.id, "ses_new2", "ses_new1", a.id]);
    expect(page.findAll(".fresh").length).to.equal(0);
    expect(hasFocus(page.row(createSession("new2")))).to.equal(true);
  });

  it("moves no card when the button comes on a narrow screen", async () => {
    const page = await openPage([current, a], { width: "375px" });
    const before = await placesOf(page);
    page.server.begin(createSession("new"));
    await push(page);
    expect(page.findAll(".fresh").length).to.equal(1);
    expect(await placesOf(page)).to.deep.equal(before);
  });

  it("shows the first session at once where there was none", async () => {
    const page = await openPage([]);
    page.server.begin(a);
    await push(page);
    expect(idsOf(page)).to.deep.equal([a.id]);
  });

  it("does not count what lies on later pages as new", async () => {
    const page = await openPage([a, b, c], { attributes: { "page-size": "2" } });
    page.server.end(a.id, forced);
    await push(page);
    expect(page.findAll(".fresh").length).to.equal(0);
    expect(idsOf(page)).to.deep.equal([a.id, b.id]);
  });

  it("says that a session ended even when the server no longer knows it", async () => {
    const page = await openPage([a, b]);
    page.server.sessions = [a];
    await push(page);
    expect(textOf(page.row(b).querySelector(".status"))).to.equal("Ended");
  });

  it("unchooses a row that ends", async () => {
    const page = await openPage([a, b]);
    for (const box of page.findAll("tbody input")) box.click();
    await page.settle();
    expect(textOf(page.find(".selection"))).to.contain("2 selected");
    page.server.end(b.id, forced);
    await push(page);
    expect(textOf(page.find(".selection"))).to.contain("1 selected");
  });

  it("gathers a burst of events into two requests", async () => {
    const page = await openPage([a, b]);
    const before = page.server.calls.length;
    for (let event = 0; event < 50; event++) page.session.push("sessions-changed");
    await until(() => page.server.calls.length === before + 2);
    await page.settle();
    expect(page.server.calls.length).to.equal(before + 2);
  });

  it("asks again when a change is told while the list is on its way", async () => {
    const page = await openPage([a, b], { prepare: ({ server }) => server.hold() });
    page.server.end(b.id, forced);
    page.session.push("sessions-changed");
    page.server.release();
    await page.settle();
    await until(() => textOf(page.row(b).querySelector(".status")) === "Ended, forced");
  });

  it("keeps the rows when a quiet request fails, and drops them when they are no longer allowed", async () => {
    const page = await openPage([a, b]);
    page.server.failure = "network";
    await push(page);
    expect(idsOf(page)).to.deep.equal([a.id, b.id]);
    const next = page.server.nextCall();
    page.server.failure = { status: 403, code: "forbidden" };
    page.session.push("sessions-changed");
    await next;
    await page.settle();
    expect(textOf(page.find(".notice"))).to.contain("For administrators only");
  });

  it("works the same for one's own sessions", async () => {
    const page = await openPage([createCurrent(ANA), a, c], { scope: "own" });
    page.server.end(c.id, forced);
    await push(page);
    expect(textOf(page.row(c).querySelector(".status"))).to.equal("Ended by an administrator");
  });

  it("leaves refreshing to a button when it is not live", async () => {
    const page = await openPage([a], { attributes: { live: "off" } });
    const before = page.server.calls.length;
    page.session.push("sessions-changed");
    expect(page.server.calls.length).to.equal(before);
    page.server.begin(b);
    page.find(".filters .refresh").click();
    await page.settle();
    expect(idsOf(page)).to.deep.equal([b.id, a.id]);
  });
});

async function push(page: SessionPage): Promise<void> {
  const call = page.server.nextCall();
  page.session.push("sessions-changed");
  await call;
  await page.settle();
}

function idsOf({ findAll }: SessionPage): (string | undefined)[] {
  return findAll("tbody tr").map((row) => row.dataset["id"]);
}

/** Where every row is on the screen, once it is drawn: out of sight it has no layout of its own. */
async function placesOf({ findAll }: SessionPage): Promise<string[]> {
  await nextFrame();
  await nextFrame();
  return findAll("tbody tr").map((row) => {
    const { top, height } = row.getBoundingClientRect();
    return `${row.dataset["id"]} ${top} ${height}`;
  });
}
