import { expect } from "@open-wc/testing";
import { hasFocus, nextEvent, openPage, textOf, until, type SessionPage } from "./session-page.ts";
import { ANA, createCurrent, createExpired, createSession, LUIS, NOW } from "./sessions.ts";

const phone = createSession("phone");
const luisPhone = createSession("luis", { user: LUIS });
const many = [1, 2, 3, 4, 5].map((number) => createSession(`${number}`));

describe("sorting <sereno-session-table>", () => {
  it("asks the server, and marks the sorted column only", async () => {
    const { server, findAll, settle, find } = await openPage([phone, luisPhone]);
    find("th.last-seen .sort").click();
    await settle();
    expect(server.calls.at(-1)?.query.get("sort")).to.equal("lastSeenAt");
    expect(findAll("[aria-sort]").map((head) => head.className)).to.deep.equal(["last-seen"]);
    expect(find("th.last-seen").getAttribute("aria-sort")).to.equal("descending");
  });

  it("turns the order at the second press, and begins names with the first letter", async () => {
    const { server, settle, find } = await openPage([phone, luisPhone]);
    for (const order of ["asc", "desc"]) {
      find("th.user .sort").click();
      await settle();
      expect(server.calls.at(-1)?.query.get("order")).to.equal(order);
    }
  });

  it("keeps the focus on the head", async () => {
    const { table, settle, find } = await openPage([phone]);
    find("th.started .sort").focus();
    find("th.started .sort").click();
    await settle();
    expect(table.shadowRoot?.activeElement === find("th.started .sort")).to.equal(true);
  });
});

describe("the address of the page with <sereno-session-table>", () => {
  it("carries what is filtered and sorted, and nothing that goes without saying", async () => {
    const { find, settle } = await openPage([phone, createExpired("expired")]);
    choose(find("select"), "ended");
    await settle();
    find("th.user .sort").click();
    await settle();
    expect(ownParameters()).to.deep.equal({
      "sessions-state": "ended",
      "sessions-sort": "user",
      "sessions-order": "asc",
    });
    choose(find("select"), "active");
    await settle();
    expect(ownParameters()).not.to.have.property("sessions-state");
  });

  it("brings it back", async () => {
    const { server, find } = await openPage([phone, luisPhone], {
      address: "sessions-q=lu&sessions-state=all&other=1",
    });
    expect(server.calls[0]?.query.get("q")).to.equal("lu");
    expect(server.calls[0]?.query.get("state")).to.equal("all");
    expect(find<HTMLInputElement>("[type=search]").value).to.equal("lu");
  });

  it("says what goes without saying where the host begins with something else", async () => {
    const { find, settle } = await openPage([phone], { attributes: { filters: "state=all" } });
    choose(find("select"), "active");
    await settle();
    expect(ownParameters()).to.deep.equal({ "sessions-state": "active" });
  });

  it("is followed when it changes within the page", async () => {
    const { server, find, settle } = await openPage([phone], { address: "sessions-q=ana" });
    choose(find("select"), "all");
    await settle();
    const url = new URL(location.href);
    url.searchParams.delete("sessions-state");
    history.replaceState(null, "", url);
    dispatchEvent(new PopStateEvent("popstate"));
    await settle();
    expect(server.calls.at(-1)?.query.get("state")).to.equal("active");
    expect(find<HTMLSelectElement>("select").value).to.equal("active");
    expect(ownParameters()).to.deep.equal({ "sessions-q": "ana" });
  });

  it("is not believed when it makes no sense", async () => {
    const { server } = await openPage([phone], {
      address: "sessions-state=dead&sessions-sort=password&sessions-from=2026-99-99",
    });
    const query = Object.fromEntries(server.calls[0]?.query ?? []);
    expect(query).to.deep.equal({ state: "active", sort: "startedAt", order: "desc", limit: "25" });
  });

  it("is left alone when the host says so", async () => {
    const { find, settle, server } = await openPage([phone], {
      attributes: { filters: "off" },
      address: "sessions-q=luis",
    });
    expect(server.calls[0]?.query.has("q")).to.equal(false);
    choose(find("select"), "all");
    await settle();
    expect(ownParameters()).to.deep.equal({ "sessions-q": "luis" });
    const count = server.calls.length;
    dispatchEvent(new PopStateEvent("popstate"));
    await settle();
    expect(find<HTMLSelectElement>("select").value).to.equal("all");
    expect(server.calls.length).to.equal(count);
  });

  it("is not read again for parameters of the host", async () => {
    const { server, find, findAll, settle } = await openPage([phone], { address: "sessions-state=all" });
    find<HTMLInputElement>("tbody input").click();
    await settle();
    const count = server.calls.length;
    const url = new URL(location.href);
    url.searchParams.set("tab", "2");
    history.replaceState(null, "", url);
    dispatchEvent(new PopStateEvent("popstate"));
    await settle();
    expect(server.calls.length).to.equal(count);
    expect(findAll("tr.selected").length).to.equal(1);
    url.searchParams.delete("tab");
    history.replaceState(null, "", url);
  });
});

describe("more filters of <sereno-session-table>", () => {
  it("ask for device, end reason, user and days", async () => {
    const { server, find, settle } = await openPage([phone, luisPhone]);
    find(".tool").click();
    await settle();
    expect(find(".tool").getAttribute("aria-expanded")).to.equal("true");
    choose(find(".panel [name=device]"), "mobile");
    choose(find(".panel [name=endReason]"), "forced");
    choose(find<HTMLInputElement>(".panel [name=user]"), " luis ");
    choose(find<HTMLInputElement>(".panel [name=from]"), "2026-11-20");
    choose(find<HTMLInputElement>(".panel [name=to]"), "2026-11-22");
    await settle();
    const query = server.calls.at(-1)?.query;
    expect(query?.get("device")).to.equal("mobile");
    expect(query?.get("endReason")).to.equal("forced");
    expect(query?.get("user")).to.equal("luis");
    expect(query?.get("from")).to.equal(new Date("2026-11-20T00:00").toISOString());
    expect(query?.get("to")).to.equal(new Date("2026-11-23T00:00").toISOString());
  });

  it("name every reason in words of its own", async () => {
    const { find, findAll, settle } = await openPage([phone]);
    find(".tool").click();
    await settle();
    const words = findAll("[name=endReason] option").map(textOf);
    expect(new Set(words).size).to.equal(15);
    expect(words).to.include("Expired, idle").and.not.to.include("expired_idle");
  });

  it("fetches as many rows at a time as are chosen", async () => {
    const { server, find, settle } = await openPage(many, { attributes: { "page-size": "2" } });
    choose(find(".page-size select"), "50");
    await settle();
    expect(server.calls.at(-1)?.query.get("limit")).to.equal("50");
  });
});

describe("ending more than is shown in <sereno-session-table>", () => {
  it("offers all that match with their number, and ends them by the filter", async () => {
    const page = await openPage([createCurrent(), ...many], {
      attributes: { "page-size": "2", filters: "q=ana" },
      prepare: ({ server }) => (server.batch = 2),
    });
    page.find("thead input").click();
    await page.settle();
    expect(textOf(page.find(".matching"))).to.equal("End all 5 matching…");
    page.find(".matching").click();
    await until(() => page.dialog()?.open);
    expect(textOf(page.dialog()?.querySelector("h2"))).to.equal("End 5 sessions?");
    const told = nextEvent("sereno-sessions-ended");
    await confirm(page, "Leak");
    expect((await told).ids.length).to.equal(5);
    const posts = page.server.calls.filter(({ path }) => path === "api/admin/sessions/end");
    expect(posts.length).to.equal(3);
    const filter = { state: "active", q: "ana", to: new Date(NOW).toISOString() };
    expect(posts[0]?.body).to.deep.equal({ filter, reason: "Leak", limit: 500 });
  });

  it("leaves the focus among the rows when what had it is gone", async () => {
    const page = await openPage([createCurrent(), ...many], { attributes: { "page-size": "2" } });
    const selectAll = page.find("thead input");
    selectAll.click();
    await page.settle();
    page.find(".selection .link").focus();
    page.find(".selection .link").click();
    await page.settle();
    expect(hasFocus(selectAll)).to.equal(true);
    selectAll.click();
    await page.settle();
    page.find(".matching").focus();
    page.find(".matching").click();
    await until(() => page.dialog()?.open);
    await confirm(page, "Leak");
    await page.settle();
    expect(hasFocus(page.find("tbody tr"))).to.equal(true);
  });

  it("does not offer it while all that match are shown", async () => {
    const { find, findAll, settle } = await openPage([phone, luisPhone]);
    find("thead input").click();
    await settle();
    expect(findAll(".selection .danger").length).to.equal(1);
  });

  it("ends all sessions of a person when that is asked for", async () => {
    const page = await openPage([createCurrent(), phone, luisPhone]);
    page.row(phone).querySelector<HTMLElement>("td.actions button")?.click();
    await until(() => page.dialog()?.open);
    expect(textOf(page.dialog()?.querySelector(".choice"))).to.contain("Ana Ruiz");
    page.dialog()?.querySelector("input")?.click();
    await confirm(page, "Left");
    expect(page.server.calls.find(({ method }) => method === "POST")?.body).to.deep.equal({
      userId: ANA.id,
      reason: "Left",
      limit: 500,
    });
  });

  it("ends all of one's own but this one", async () => {
    const page = await openPage([createCurrent(ANA), ...many], { scope: "own" });
    page.find(".footer .matching").click();
    await until(() => page.dialog()?.open);
    page.dialog()?.querySelector("form")?.requestSubmit();
    await until(() => !page.dialog());
    expect(page.server.calls.at(-1)?.path).to.equal("api/auth/logout");
    expect(page.server.calls.at(-1)?.body).to.deep.equal({ scope: "others" });
    await page.settle();
    expect(page.findAll("tbody .ended").length).to.equal(5);
  });

  it("counts those of one's own that are active, whatever is shown beside them", async () => {
    const page = await openPage([createCurrent(ANA), ...many, createExpired("expired")], {
      scope: "own",
      attributes: { filters: "state=all", "page-size": "3" },
    });
    page.find(".footer .matching").click();
    await until(() => page.dialog()?.open);
    expect(textOf(page.dialog()?.querySelector("h2"))).to.equal("End 5 sessions?");
  });
});

describe("the file of <sereno-session-table>", () => {
  it("is what is filtered, once the password was given", async () => {
    const page = await openPage([phone, luisPhone], { attributes: { filters: "q=lu" } });
    const downloads: string[] = [];
    const onClick = (event: Event): void => {
      const link = event.target;
      if (!(link instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      downloads.push(link.download);
    };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      onClick({ target: this, preventDefault: () => undefined } as unknown as Event);
    };
    page.server.needsPassword = true;
    page.findAll(".tool")[1]?.click();
    await until(() => findPassword(page));
    const field = findPassword(page);
    if (field) field.value = "sereno-demo";
    field?.form?.requestSubmit();
    await until(() => downloads.length > 0);
    HTMLAnchorElement.prototype.click = click;
    expect(downloads[0]).to.match(/^sessions-.*\.csv$/);
    const call = page.server.calls.findLast(({ path }) => path === "api/admin/sessions.csv");
    expect(call?.query.get("q")).to.equal("lu");
    expect(call?.query.has("limit")).to.equal(false);
  });

  it("says so when it cannot be made", async () => {
    const page = await openPage([phone]);
    page.server.failure = { status: 503, code: "unavailable" };
    page.findAll(".tool")[1]?.click();
    await until(() => textOf(page.find(".footer .error")).includes("could not be made"));
  });
});

describe("the figures above <sereno-session-table>", () => {
  it("sum up what is, and show it as tables too", async () => {
    const { findAll, find } = await openPage([phone], { attributes: { summary: "on" } });
    await until(() => findAll("details").length > 0);
    expect(findAll(".figure").map(textOf)).to.deep.equal(["1,284", "46 min", "37", "97.2%"]);
    expect(findAll("svg.chart, svg.bars").length).to.equal(4);
    const tables = findAll(".plain").map(textOf);
    expect(tables.length).to.equal(5);
    expect(tables[1]).to.contain("Computer 800");
    expect(tables[2]).to.contain("Expired, idle 90");
    expect(find(".figure-tables").querySelector("img")).to.equal(null);
  });

  it("take the height beforehand that they need", async () => {
    const { find, findAll } = await openPage([phone], {
      attributes: { summary: "on" },
      prepare: ({ server }) => server.hold(),
    });
    const before = find(".summary").getBoundingClientRect().height;
    expect(findAll(".figure").length).to.equal(0);
    const loaded = await openPage([phone], { attributes: { summary: "on" } });
    await until(() => loaded.findAll("details").length > 0);
    expect(loaded.find(".summary").getBoundingClientRect().height).to.be.closeTo(before, 1);
  });

  it("look further back when asked", async () => {
    const { find, findAll, server } = await openPage([phone], { attributes: { summary: "on" } });
    await until(() => findAll("details").length > 0);
    choose(find(".figures-bar select"), "30d");
    await until(() => server.metricsCalls.at(-1)?.query.get("window") === "30d");
  });

  it("leave addresses as they are written on right-to-left pages", async () => {
    const { find } = await openPage([createSession("v6", { ipAddress: "2001:db8::1" })], {
      attributes: { columns: "user ip" },
      prepare: ({ table }) => (table.dir = "rtl"),
    });
    expect(isReadFromLeft(find("td.ip"))).to.equal(true);
  });

  it("read as they are written on right-to-left pages, and so do times and counts", async () => {
    const { find, findAll } = await openPage([phone, createExpired("expired")], {
      attributes: { summary: "on" },
      prepare: ({ table }) => (table.dir = "rtl"),
    });
    await until(() => findAll("details").length > 0);
    const goodAndFailed = findAll(".tile .sub").at(-1);
    for (const shown of [
      findAll(".figure")[1],
      goodAndFailed,
      find("td.last-seen time"),
      find(".footer .count"),
    ])
      expect(isReadFromLeft(shown), textOf(shown)).to.equal(true);
  });

  it("are not for one's own sessions", async () => {
    const { findAll, server } = await openPage([phone], { scope: "own", attributes: { summary: "on" } });
    expect(findAll(".summary").length).to.equal(0);
    expect(server.metricsCalls.length).to.equal(0);
  });
});

/** Whether a text of one line begins at its left. */
function isReadFromLeft(element: Element | undefined): boolean {
  const text = element && document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (text?.nextNode()) {
    const words = text.currentNode.textContent ?? "";
    if (!/\w/.test(words)) continue;
    return (
      leftOf(text.currentNode, words.search(/\w/)) < leftOf(text.currentNode, words.trimEnd().length - 1)
    );
  }
  return false;
}

function leftOf(text: Node, at: number): number {
  const range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + 1);
  return range.getBoundingClientRect().left;
}

function choose(field: HTMLInputElement | HTMLSelectElement | HTMLElement, value: string): void {
  (field as HTMLInputElement).value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

async function confirm(page: SessionPage, reason: string): Promise<void> {
  const field = page.dialog()?.querySelector("textarea");
  if (field) field.value = reason;
  field?.form?.requestSubmit();
  await until(() => !page.dialog());
  await page.settle();
}

function findPassword({ table }: SessionPage): HTMLInputElement | null | undefined {
  const roots = [...table.renderRoot.children].map(({ shadowRoot }) => shadowRoot);
  return roots.map((root) => root?.querySelector<HTMLInputElement>("[type=password]")).find(Boolean);
}

function ownParameters(): Record<string, string> {
  const all = [...new URLSearchParams(location.search)];
  return Object.fromEntries(all.filter(([key]) => key.startsWith("sessions-")));
}
