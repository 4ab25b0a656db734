import { expect } from "@open-wc/testing";
import type { EndSessionsRequest, ProblemCode, SessionResource } from "../../../server/contract/index.ts";
import { hasFocus, nextEvent, openPage, textOf, until, type SessionPage } from "./session-page.ts";
import { createCurrent, createSession } from "./sessions.ts";

const current = createCurrent();
const END = "api/admin/sessions/end";

describe("ending sessions of which not all can be ended", () => {
  it("keeps what ended, names the rest, and ends that when it is asked again", async () => {
    const page = await openChosen(120);
    page.server.failureOf = failAt([2], { status: 503, code: "unavailable" });
    const told = nextEvent("sereno-sessions-ended");
    const dialog = await endChosen(page);
    await until(() => textOf(dialog.querySelector("h2")) === "20 sessions were not ended");
    expect(textOf(dialog)).to.contain("100 sessions were ended.").and.to.contain("(unavailable)");
    expect(reasons(dialog)).to.deep.equal(Array.from({ length: 20 }, () => "not ended yet"));
    expect((await told).ids.length).to.equal(100);
    expect(page.findAll("tr.ended").length).to.equal(100);
    const again = nextEvent("sereno-sessions-ended");
    press(dialog, "Try the rest again");
    await until(() => page.dialog() === null);
    expect((await again).ids.length).to.equal(20);
    expect(posts(page).map(({ body }) => (body as EndSessionsRequest).ids?.length)).to.deep.equal([
      100, 20, 20,
    ]);
    await page.settle();
    expect(textOf(page.find("[role=status]"))).to.equal("120 sessions were ended.");
  });

  it("goes on with the others when the server fails at some", async () => {
    const page = await openChosen(220);
    page.server.failureOf = failAt([1], { status: 500, code: "internal" });
    const dialog = await endChosen(page);
    await until(() => textOf(dialog.querySelector("h2")) === "100 sessions were not ended");
    expect(textOf(dialog)).to.contain("120 sessions were ended.").and.to.contain("(internal)");
    expect(posts(page).length).to.equal(3);
  });

  it("keeps the choice of those that are left, and tells when the dialog is closed", async () => {
    const page = await openChosen(120);
    page.server.failureOf = failAt([2], "network");
    const dialog = await endChosen(page);
    await until(() => textOf(dialog).includes("could not be reached"));
    press(dialog, "Close");
    await until(() => page.dialog() === null);
    await page.settle();
    expect(textOf(page.find(".selection strong"))).to.equal("20 selected");
    expect(textOf(page.find("[role=status]"))).to.equal("100 sessions were ended.");
  });

  it("says what is left without the password that is wanted midway", async () => {
    const page = await openChosen(120);
    page.server.failureOf = ({ path }) => {
      page.server.needsPassword = path === END && posts(page).length === 2;
      return undefined;
    };
    const dialog = await endChosen(page);
    await until(() => findPrompt(page)?.open);
    findPrompt(page)?.close();
    await until(() => textOf(dialog).includes("not ended"));
    expect(textOf(dialog)).to.contain("100 sessions were ended.").and.to.contain("needs your password again");
  });
});

describe("ending thousands of sessions", () => {
  it("says how far it is, aloud at each tenth only", async () => {
    const page = await openMany(2_000);
    const dialog = await askMatching(page);
    const told = new Set<string>();
    const seen = new Set<string>();
    const observer = new MutationObserver(() => {
      told.add(textOf(dialog.querySelector("[role=status]")));
      seen.add(textOf(dialog.querySelector(".content > p")));
    });
    observer.observe(dialog, { subtree: true, childList: true, characterData: true });
    page.server.batch = 50;
    submit(dialog);
    await until(() => page.dialog() === null);
    observer.disconnect();
    expect(seen).to.include("1,550 of 2,000 ended");
    expect([...told].filter(Boolean).length).to.be.within(8, 11);
    expect(textOf(page.find("[role=status]"))).to.equal("2,000 sessions were ended.");
  });

  it("can be stopped and gone on with, and tells what ended so far", async () => {
    const { page, dialog } = await openHalfway();
    expect(hasFocus(dialog.querySelector("button"))).to.equal(true);
    const told = nextEvent("sereno-sessions-ended");
    press(dialog, "Stop");
    expect(textOf(dialog.querySelector("button"))).to.equal("Stopping…");
    page.server.release();
    await until(() => textOf(dialog.querySelector("h2")) === "Stopped");
    expect((await told).ids.length).to.equal(1_000);
    expect(textOf(dialog)).to.contain("1,000 sessions were ended.");
    expect(posts(page).length).to.equal(2);
    press(dialog, "Go on");
    await until(() => page.dialog() === null);
    expect(page.server.sessions.filter(({ status }) => status === "active")).to.deep.equal([current]);
  });

  it("goes no further when the person has left", async () => {
    const { page } = await openHalfway();
    page.session.signIn(null);
    await until(() => page.dialog() === null);
    page.server.release();
    await page.settle();
    expect(posts(page).length).to.equal(2);
  });

  it("takes Esc for Stop while it goes on", async () => {
    const { page, dialog } = await openHalfway();
    const escape = new Event("cancel", { cancelable: true });
    dialog.dispatchEvent(escape);
    expect(escape.defaultPrevented).to.equal(true);
    page.server.release();
    await until(() => textOf(dialog.querySelector("h2")) === "Stopped");
  });

  it("keeps what ended when the server is lost midway", async () => {
    const page = await openMany(1_200);
    const dialog = await askMatching(page);
    page.server.failureOf = failAt([2], "network");
    submit(dialog);
    await until(() => textOf(dialog.querySelector("h2")) === "Not all sessions were ended");
    expect(textOf(dialog)).to.contain("500 sessions were ended.");
    page.server.failureOf = () => undefined;
    press(dialog, "Try the rest again");
    await until(() => page.dialog() === null);
    expect(textOf(page.find("[role=status]"))).to.equal("1,200 sessions were ended.");
  });

  it("leaves those alone who sign in meanwhile", async () => {
    const page = await openMany(600);
    const dialog = await askMatching(page);
    const late = createSession("late", { startedAt: new Date(page.session.nowMs + 1_000).toISOString() });
    page.server.failureOf = (call) => {
      if (call.path === END && posts(page).length === 1) page.server.begin(late);
      return undefined;
    };
    submit(dialog);
    await until(() => page.dialog() === null);
    expect(page.server.sessions.find(({ id }) => id === late.id)?.status).to.equal("active");
  });
});

function sessions(count: number): SessionResource[] {
  return Array.from({ length: count }, (_, index) => createSession(`many-${index}`));
}

function openMany(count: number): Promise<SessionPage> {
  return openPage([current, ...sessions(count)], { attributes: { "page-size": "10" } });
}

/** All of them shown and chosen. */
async function openChosen(count: number): Promise<SessionPage> {
  const page = await openPage([current, ...sessions(count)], { attributes: { "page-size": "100" } });
  while (page.findAll("tbody tr").length <= count) {
    page.find(".more").click();
    await page.settle();
  }
  page.find("thead input").click();
  await page.settle();
  return page;
}

async function endChosen(page: SessionPage): Promise<HTMLDialogElement> {
  page.find(".selection .danger").click();
  return confirm(page);
}

async function askMatching(page: SessionPage): Promise<HTMLDialogElement> {
  page.find("thead input").click();
  await page.settle();
  page.find(".matching").click();
  await until(() => page.dialog()?.open);
  return page.dialog() as HTMLDialogElement;
}

/** 500 of 1,200 have ended; the second batch is with the server until it is released. */
async function openHalfway(): Promise<{ page: SessionPage; dialog: HTMLDialogElement }> {
  const page = await openMany(1_200);
  const dialog = await askMatching(page);
  page.server.failureOf = (call) => {
    if (call.path === END && posts(page).length === 2) page.server.hold("POST");
    return undefined;
  };
  submit(dialog);
  await until(() => textOf(dialog).includes("500 of 1,200 ended"));
  return { page, dialog };
}

async function confirm(page: SessionPage): Promise<HTMLDialogElement> {
  await until(() => page.dialog()?.open);
  const dialog = page.dialog() as HTMLDialogElement;
  submit(dialog);
  return dialog;
}

function submit(dialog: HTMLDialogElement): void {
  const field = dialog.querySelector("textarea");
  if (field) field.value = "Maintenance";
  field?.form?.requestSubmit();
}

/** Fails at these calls that end sessions, the first being 1. */
function failAt(calls: readonly number[], failure: "network" | { status: number; code: ProblemCode }) {
  let call = 0;
  return ({ path }: { path: string }) => (path === END && calls.includes(++call) ? failure : undefined);
}

function posts(page: SessionPage) {
  return page.server.calls.filter(({ path }) => path === END);
}

function reasons(dialog: HTMLDialogElement): string[] {
  return [...dialog.querySelectorAll("li span")].map(textOf);
}

function press(dialog: HTMLDialogElement, label: string): void {
  const button = [...dialog.querySelectorAll("button")].find((one) => textOf(one) === label);
  if (!button) throw new Error(`No button "${label}" in "${textOf(dialog)}"`);
  button.click();
}

/** Where the password is asked. */
function findPrompt({ table }: SessionPage): HTMLDialogElement | undefined {
  const fields = [...table.renderRoot.children].map((one) =>
    one.shadowRoot?.querySelector("[type=password]"),
  );
  return fields.find(Boolean)?.closest("dialog") ?? undefined;
}
