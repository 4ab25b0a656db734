import { expect } from "@open-wc/testing";
import { hasFocus, nextEvent, openPage, textOf, until, type SessionPage } from "./session-page.ts";
import { ANA, createCurrent, createSession, LUIS } from "./sessions.ts";

const current = createCurrent();
const a = createSession("a");
const b = createSession("b", { user: LUIS });
const c = createSession("c");

describe("ending a session from <sereno-session-table>", () => {
  it("asks which and why, with the focus on Cancel", async () => {
    const page = await openPage([current, a]);
    const dialog = await ask(page);
    expect(textOf(dialog)).to.contain("End this session?").and.to.contain("Ana Ruiz, Safari on iPhone");
    expect(textOf(focused(dialog))).to.equal("Cancel");
  });

  it("does nothing when it is cancelled, and gives the focus back", async () => {
    const page = await openPage([current, a]);
    const dialog = await ask(page);
    press(dialog, "Cancel");
    await until(() => page.dialog() === null);
    expect(page.server.calls.every(({ method }) => method === "GET")).to.equal(true);
    expect(hasFocus(page.row(a).querySelector("button"))).to.equal(true);
  });

  it("closes when the person has left, here or elsewhere", async () => {
    const page = await openPage([current, a]);
    await ask(page);
    page.session.signIn(null);
    await until(() => page.dialog() === null);
    expect(page.server.calls.every(({ method }) => method === "GET")).to.equal(true);
  });

  it("asks once, also whoever presses twice while it counts", async () => {
    const { find, server, settle, table } = await openPage([current, a, c], {
      scope: "own",
      attributes: { filters: "state=all" },
    });
    server.hold();
    for (let press = 0; press < 2; press++) find(".matching").click();
    server.release();
    await settle();
    const dialogs = (): number =>
      [...table.renderRoot.children].filter((one) => one.shadowRoot?.querySelector("dialog")).length;
    await until(() => dialogs() > 0);
    await settle();
    expect(dialogs()).to.equal(1);
  });

  it("wants a reason", async () => {
    const page = await openPage([current, a]);
    const dialog = await ask(page);
    press(dialog, "End session");
    expect(textOf(dialog.querySelector("[role=alert]"))).to.equal("Write a reason.");
    expect(hasFocus(dialog.querySelector("textarea"))).to.equal(true);
    expect(page.server.calls.at(-1)?.method).to.equal("GET");
  });

  it("sends the reason, greys the row, moves the focus to it and tells the page", async () => {
    const page = await openPage([current, a, b]);
    const told = nextEvent("sereno-sessions-ended");
    await confirm(page, await ask(page), "Shared computer");
    expect(page.server.calls.at(-1)?.body).to.deep.equal({ ids: [a.id], reason: "Shared computer" });
    expect(textOf(page.row(a)))
      .to.contain("Ended, forced")
      .and.to.contain("“Shared computer”");
    expect(hasFocus(page.row(a))).to.equal(true);
    expect(textOf(page.find("[role=status]"))).to.equal("1 session was ended.");
    const { ids, reason } = await told;
    expect([ids, reason]).to.deep.equal([[a.id], "Shared computer"]);
  });

  it("keeps what was written when the server fails", async () => {
    const page = await openPage([current, a]);
    const dialog = await ask(page);
    page.server.failure = "network";
    write(dialog, "Shared computer");
    press(dialog, "End session");
    await until(() => textOf(dialog.querySelector("[role=alert]")) !== "");
    expect(textOf(dialog.querySelector("[role=alert]"))).to.contain("cannot be reached");
    page.server.failure = undefined;
    press(dialog, "End session");
    await until(() => page.dialog() === null);
    await page.settle();
    expect(page.row(a)).to.have.class("ended");
  });

  it("sends once, however often the button is pressed", async () => {
    const page = await openPage([current, a]);
    const dialog = await ask(page);
    write(dialog, "Shared computer");
    page.server.hold();
    press(dialog, "End session");
    press(dialog, "Ending…");
    press(dialog, "Cancel");
    expect(dialog.open).to.equal(true);
    page.server.release();
    await until(() => page.dialog() === null);
    expect(page.server.calls.filter(({ method }) => method === "POST").length).to.equal(1);
  });

  it("stays ended when an answer from before arrives later", async () => {
    const page = await openPage([current, a]);
    const dialog = await ask(page);
    page.server.hold("GET");
    page.session.push("sessions-changed");
    await confirm(page, dialog, "Shared computer");
    page.server.release();
    await page.settle();
    expect(textOf(page.row(a).querySelector(".status"))).to.equal("Ended, forced");
  });
});

describe("ending several sessions from <sereno-session-table>", () => {
  it("chooses all but the current one, and shows a mixed choice as mixed", async () => {
    const page = await openPage([current, a, b, c]);
    const all = page.find<HTMLInputElement>("thead input");
    all.click();
    await page.settle();
    expect(textOf(page.find(".selection strong"))).to.equal("3 selected");
    expect(all.checked).to.equal(true);
    page.row(b).querySelector("input")?.click();
    await page.settle();
    expect(textOf(page.find(".selection strong"))).to.equal("2 selected");
    expect([all.checked, all.indeterminate]).to.deep.equal([false, true]);
    all.click();
    await page.settle();
    expect(textOf(page.find(".selection strong"))).to.equal("3 selected");
    all.click();
    await page.settle();
    expect(page.findAll(".selection").length).to.equal(0);
  });

  it("ends them with one reason", async () => {
    const page = await openPage([current, a, b, c]);
    await confirm(page, await askAll(page), "Maintenance");
    expect(page.server.calls.at(-1)?.body).to.deep.equal({
      ids: [a.id, b.id, c.id],
      reason: "Maintenance",
    });
    expect(page.findAll("tr.ended").length).to.equal(3);
    expect(page.findAll(".selection").length).to.equal(0);
    expect(hasFocus(page.row(a))).to.equal(true);
  });

  it("lists by name those that were not ended", async () => {
    const page = await openPage([current, a, b, c]);
    const dialog = await askAll(page);
    page.server.sessions = page.server.sessions.filter(({ id }) => id !== b.id);
    page.server.end(c.id, { endReason: "manual" });
    write(dialog, "Maintenance");
    press(dialog, "End 3 sessions");
    await until(() => textOf(dialog).includes("not ended"));
    expect(textOf(dialog)).to.contain("2 sessions were not ended").and.to.contain("1 session was ended.");
    expect([...dialog.querySelectorAll("li")].map(textOf)).to.deep.equal([
      "Luis Peña, Safari on iPhone not found",
      "Ana Ruiz, Safari on iPhone was over already",
    ]);
    expect(textOf(focused(dialog))).to.equal("Close");
    press(dialog, "Close");
    await until(() => textOf(page.row(c).querySelector(".status")) === "Logged out");
    expect(textOf(page.row(b).querySelector(".status"))).to.equal("Ended");
  });
});

describe("ending one's own sessions from <sereno-session-table>", () => {
  it("asks for no reason", async () => {
    const page = await openPage([createCurrent(ANA), a], { scope: "own" });
    const dialog = await ask(page);
    expect(dialog.querySelector("textarea")).to.equal(null);
    press(dialog, "End session");
    await until(() => page.dialog() === null);
    await page.settle();
    const { method, path } = page.server.calls.at(-1) ?? {};
    expect([method, path]).to.deep.equal(["DELETE", `api/sessions/${a.id}`]);
    expect(textOf(page.row(a).querySelector(".status"))).to.equal("Ended by you");
  });

  it("asks for the password in place where the server wants it, and goes on", async () => {
    const page = await openPage([createCurrent(ANA), a], { scope: "own" });
    page.server.needsPassword = true;
    press(await ask(page), "End session");
    await until(() => password(page));
    const input = password(page) as HTMLInputElement;
    expect(hasFocus(input)).to.equal(true);
    input.value = "sereno-demo";
    input.form?.requestSubmit();
    await until(() => page.dialog() === null && !password(page));
    await page.settle();
    expect(page.row(a)).to.have.class("ended");
    expect(page.server.calls.filter(({ method }) => method === "DELETE").length).to.equal(2);
  });
});

async function ask(page: SessionPage): Promise<HTMLDialogElement> {
  const button = page.row(a).querySelector("button");
  button?.focus();
  button?.click();
  return opened(page);
}

async function askAll(page: SessionPage): Promise<HTMLDialogElement> {
  page.find("thead input").click();
  await page.settle();
  page.find(".selection .danger").click();
  return opened(page);
}

async function opened(page: SessionPage): Promise<HTMLDialogElement> {
  await until(() => page.dialog()?.open);
  return page.dialog() as HTMLDialogElement;
}

async function confirm(page: SessionPage, dialog: HTMLDialogElement, reason: string): Promise<void> {
  write(dialog, reason);
  dialog.querySelector("form")?.requestSubmit();
  await until(() => page.dialog() === null);
  await page.settle();
}

function write(dialog: HTMLDialogElement, reason: string): void {
  const field = dialog.querySelector("textarea");
  if (field) field.value = reason;
}

function press(dialog: HTMLDialogElement, label: string): void {
  const button = [...dialog.querySelectorAll("button")].find((one) => textOf(one) === label);
  if (!button) throw new Error(`No button "${label}" in "${textOf(dialog)}"`);
  button.click();
}

function focused(dialog: HTMLDialogElement): Element | null {
  return (dialog.getRootNode() as ShadowRoot).activeElement;
}

function password({ table }: SessionPage): HTMLInputElement | undefined {
  const containers = [...table.renderRoot.children];
  const inputs = containers.map((one) => one.shadowRoot?.querySelector<HTMLInputElement>("[type=password]"));
  return inputs.find((input) => input !== null && input !== undefined);
}
