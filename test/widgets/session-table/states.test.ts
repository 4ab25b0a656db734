import { expect } from "@open-wc/testing";
import { hasFocus, nextEvent, openPage, textOf, until } from "./session-page.ts";
import { ANA, createCurrent, createExpired, createSession, LUIS } from "./sessions.ts";

const phone = createSession("phone");
const luisPhone = createSession("luis", { user: LUIS });

describe("states of <sereno-session-table>", () => {
  it("has the shape of what comes while it loads, and says so", async () => {
    const { server, find, findAll, settle } = await openPage([phone], {
      prepare: ({ server: held }) => held.hold(),
    });
    expect(findAll("tbody tr").length).to.be.greaterThan(3);
    expect(findAll("tbody[inert] .blank").length).to.equal(findAll("tbody tr").length);
    expect(find("table").getAttribute("aria-busy")).to.equal("true");
    expect(textOf(find("[role=status]"))).to.equal("Loading sessions…");
    server.release();
    await settle();
    expect(find("table").getAttribute("aria-busy")).to.equal("false");
    expect(findAll("tbody tr").length).to.equal(1);
  });

  it("says what will appear when there is nothing yet", async () => {
    const { find } = await openPage([]);
    expect(textOf(find(".notice")))
      .to.contain("No active sessions")
      .and.to.contain("somebody signs in");
  });

  it("offers to clear filters that match nothing, and gives the focus to them", async () => {
    const page = await openPage([phone], { attributes: { filters: "user=nobody" } });
    expect(textOf(page.find(".notice"))).to.contain("“nobody”");
    page.find(".notice button").focus();
    page.find(".notice button").click();
    await page.settle();
    expect(page.findAll("tbody tr").length).to.equal(1);
    expect(page.find<HTMLInputElement>("[type=search]").value).to.equal("");
    expect(hasFocus(page.find("[type=search]"))).to.equal(true);
  });

  it("tells of a failure and tries again", async () => {
    const failed = nextEvent("sereno-sessions-failed");
    const { server, find, findAll, settle } = await openPage([phone], {
      prepare: ({ server: failing }) => (failing.failure = { status: 503, code: "unavailable" }),
    });
    expect((await failed).error.code).to.equal("unavailable");
    expect(textOf(find(".notice")))
      .to.contain("could not be loaded")
      .and.to.contain("unavailable");
    server.failure = undefined;
    find(".notice button").click();
    await settle();
    expect(findAll("tbody tr").length).to.equal(1);
  });

  it("tells when the server cannot be reached", async () => {
    const { find } = await openPage([phone], {
      prepare: ({ server }) => (server.failure = "network"),
    });
    expect(textOf(find(".notice"))).to.contain("cannot be reached");
  });

  it("tells those who may not see it, without filters", async () => {
    const { find, findAll } = await openPage([phone], {
      prepare: ({ server }) => (server.failure = { status: 403, code: "forbidden" }),
    });
    expect(textOf(find(".notice"))).to.contain("For administrators only");
    expect(findAll("select, input").length).to.equal(0);
  });

  it("offers to sign in", async () => {
    const { find, session } = await openPage([phone], {
      scope: "own",
      prepare: ({ server }) => (server.failure = { status: 401, code: "unauthenticated" }),
    });
    find(".notice button").click();
    expect(session.logins).to.equal(1);
  });

  it("forgets all rows at once when somebody else signs in", async () => {
    const { server, session, findAll, table } = await openPage([phone], { scope: "own" });
    server.hold();
    session.signIn(LUIS);
    await table.updateComplete;
    expect(findAll("tbody:not([inert]) tr").length).to.equal(0);
    server.release();
  });

  it("lets go of everything when it leaves the page, and comes back", async () => {
    const { table, session, server, settle, findAll } = await openPage([phone]);
    const parent = table.parentElement;
    table.remove();
    expect(session.listenerCount).to.equal(0);
    server.begin(createSession("new"));
    parent?.append(table);
    await settle();
    expect(findAll("tbody tr").length).to.equal(2);
  });
});

describe("filters of <sereno-session-table>", () => {
  it("ask the server for a state, and keep the rows meanwhile", async () => {
    const expired = createExpired("expired");
    const { server, find, findAll, settle, table } = await openPage([phone, expired]);
    expect(server.calls[0]?.query.get("state")).to.equal("active");
    server.hold();
    choose(find<HTMLSelectElement>("select"), "ended");
    await table.updateComplete;
    expect(find("table").getAttribute("aria-busy")).to.equal("true");
    expect(findAll("tbody tr").length).to.equal(1);
    server.release();
    await settle();
    expect(server.calls.at(-1)?.query.get("state")).to.equal("ended");
    expect(findAll("tbody tr").map((row) => row.dataset["id"])).to.deep.equal([expired.id]);
    expect(textOf(find("[role=status]"))).to.equal("1 session");
  });

  it("search for a user once the typing stops", async () => {
    const { server, find, findAll, settle } = await openPage([phone, luisPhone]);
    const call = server.nextCall();
    for (const typed of ["l", "lu", "luis"]) type(find<HTMLInputElement>("[type=search]"), typed);
    expect((await call).query.get("q")).to.equal("luis");
    await settle();
    expect(server.calls.length).to.equal(2);
    expect(findAll("tbody tr").map((row) => row.dataset["id"])).to.deep.equal([luisPhone.id]);
  });

  it("leave the space after a word that is being typed", async () => {
    const { server, find, settle } = await openPage([phone, luisPhone]);
    const call = server.nextCall();
    type(find<HTMLInputElement>("[type=search]"), "luis ");
    expect((await call).query.get("q")).to.equal("luis");
    await settle();
    expect(find<HTMLInputElement>("[type=search]").value).to.equal("luis ");
  });

  it("take nothing away that was typed while the answer was on its way", async () => {
    const { server, find, settle, table } = await openPage([phone, luisPhone]);
    const field = find<HTMLInputElement>("[type=search]");
    const call = server.nextCall();
    type(field, "luis ");
    await call;
    await table.updateComplete;
    type(field, "luis m");
    table.requestUpdate();
    await settle();
    expect(field.value).to.equal("luis m");
  });

  it("search at once at Enter", async () => {
    const { server, find, settle } = await openPage([phone, luisPhone]);
    const field = find<HTMLInputElement>("[type=search]");
    type(field, "ana");
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await settle();
    expect(server.calls.at(-1)?.query.get("q")).to.equal("ana");
  });

  it("give up a request that a later one makes stale", async () => {
    const { server, find, findAll, settle } = await openPage([phone, luisPhone]);
    server.hold();
    search(find<HTMLInputElement>("[type=search]"), "ana");
    await until(() => server.calls.length === 2);
    search(find<HTMLInputElement>("[type=search]"), "luis");
    await until(() => server.calls.length === 3);
    expect(server.calls[1]?.signal.aborted).to.equal(true);
    server.release();
    await settle();
    expect(findAll("tbody tr").map((row) => row.dataset["id"])).to.deep.equal([luisPhone.id]);
  });

  it("begin as the attribute says", async () => {
    const { server, find } = await openPage([phone], { attributes: { filters: "state=all&user=ana" } });
    expect(Object.fromEntries(server.calls[0]?.query ?? [])).to.deep.equal({
      state: "all",
      user: "ana",
      sort: "startedAt",
      order: "desc",
      limit: "25",
    });
    expect(find<HTMLSelectElement>("select").value).to.equal("all");
  });

  it("take the page size that the server allows", async () => {
    for (const [given, sent] of [
      ["10", "10"],
      ["1000", "100"],
      ["-1", "1"],
      ["many", "25"],
    ] as const) {
      const { server } = await openPage([createCurrent(ANA)], { attributes: { "page-size": given } });
      expect(server.calls[0]?.query.get("limit")).to.equal(sent);
    }
  });
});

function choose(field: HTMLSelectElement, value: string): void {
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function type(field: HTMLInputElement, value: string): void {
  field.value = value;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function search(field: HTMLInputElement, value: string): void {
  type(field, value);
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
