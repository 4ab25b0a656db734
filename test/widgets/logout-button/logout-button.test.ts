import { aTimeout, expect, fixture, html, oneEvent } from "@open-wc/testing";
import type { TemplateResult } from "lit";
import "../../../widgets/logout-button/define.ts";
import type { LogoutErrorEvent } from "../../../widgets/logout-button/events.ts";
import type { LogoutButton } from "../../../widgets/logout-button/logout-button.ts";
import { expectAccessible } from "../../support/accessible.ts";
import { closePages, openReadyPage, type Page } from "../../support/page.ts";
import { BASE, json, offline, problem } from "../../support/scripted-fetch.ts";
import { iso, NOW } from "../../support/session-answers.ts";
import { waitUntil } from "../../support/wait-until.ts";

const LOGOUT = "POST api/auth/logout";
const answer = { message: "Signed out", endedAt: iso(NOW), ended: 1 };

describe("<sereno-logout-button>", () => {
  let page: Page;
  let answerNow: (response: Response) => void;

  beforeEach(async () => {
    page = await openReadyPage();
    page.server.on(LOGOUT, json(answer));
  });

  afterEach(closePages);

  it("has a name, an icon and nothing for axe to find", async () => {
    const element = await mount();
    expect(getButton(element).textContent?.trim()).to.equal("Log out");
    expect(element.shadowRoot?.querySelector("svg")).not.to.equal(null);
    await expectAccessible(element);
  });

  it("keeps its name when only the icon shows", async () => {
    const element = await mount({ "no-text": "" });
    expect(getButton(element).textContent?.trim()).to.equal("");
    expect(getButton(element).getAttribute("aria-label")).to.equal("Log out");
    await expectAccessible(element);
  });

  it("shows no icon with no-icon", async () => {
    const element = await mount({ "no-icon": "" });
    expect(element.shadowRoot?.querySelector("svg")).to.equal(null);
    await expectAccessible(element);
  });

  it("speaks Spanish on a Spanish page", async () => {
    const parent = await fixture<HTMLElement>(html`<div lang="es"></div>`);
    parent.append(
      Object.assign(document.createElement("sereno-logout-button"), { pageSession: page.session }),
    );
    const element = parent.firstElementChild as LogoutButton;
    await waitUntil(() => getButton(element)?.textContent?.includes("Cerrar sesión"), "Spanish");
  });

  it("tells before, then done, then leaves for the page that says so", async () => {
    const element = await mount({ redirect: "/bye" });
    const order: string[] = [];
    for (const name of ["sereno-logout-before", "sereno-logout-done", "sereno-logout-error"] as const) {
      document.addEventListener(name, () => order.push(`${name} ${page.visits.length}`), { once: true });
    }
    const done = oneEvent(element, "sereno-logout-done");
    getButton(element).click();
    expect(await done).to.deep.include({ answer, redirect: `${location.origin}/bye` });
    expect(order).to.deep.equal(["sereno-logout-before 0", "sereno-logout-done 0"]);
    expect(page.visits).to.deep.equal([`replace ${location.origin}/bye`]);
  });

  it("does nothing at all when the page prevents it", async () => {
    const element = await mount({ scope: "all" });
    element.addEventListener("sereno-logout-before", (event) => {
      expect(event.scope).to.equal("all");
      event.preventDefault();
    });
    await element.logOut();
    expect(page.server.count(LOGOUT)).to.equal(0);
    expect(getButton(element).hasAttribute("aria-busy")).to.equal(false);
  });

  it("sends one request, says that it is busy, and keeps the focus", async () => {
    page.server.on(LOGOUT, () => new Promise((resolve) => (answerNow = resolve)));
    const element = await mount();
    const button = getButton(element);
    button.focus();
    button.click();
    await waitUntil(() => button.getAttribute("aria-busy") === "true", "busy");
    button.click();
    await element.updateComplete;
    expect(page.server.count(LOGOUT)).to.equal(1);
    expect(button.getAttribute("aria-disabled")).to.equal("true");
    expect(button.textContent?.trim()).to.equal("Logging out…");
    expect(element.shadowRoot?.activeElement).to.equal(button);
    await expectAccessible(element);
    answerNow(Response.json(answer));
    await oneEvent(element, "sereno-logout-done");
  });

  it("clears the keys that the page names", async () => {
    localStorage.setItem("notes", "x");
    localStorage.setItem("draft", "x");
    const element = await mount({ "clear-keys": "notes, draft" });
    await element.logOut();
    expect(localStorage.getItem("notes")).to.equal(null);
    expect(localStorage.getItem("draft")).to.equal(null);
  });

  describe("asking first", () => {
    it("has the focus on Cancel, and gives it back", async () => {
      const element = await mount({ confirm: "" });
      getButton(element).focus();
      getButton(element).click();
      const dialog = await waitForDialog(element);
      expect(dialog.textContent).to.include("Log out?");
      expect(getActive(dialog).textContent).to.equal("Cancel");
      await expectAccessible(element);
      getActive(dialog).click();
      await waitUntil(() => !findDialog(element), "closes");
      expect(element.shadowRoot?.activeElement).to.equal(getButton(element));
      expect(page.server.count(LOGOUT)).to.equal(0);
    });

    it("logs out when the person agrees, with the page's own text", async () => {
      const element = await mount({ confirm: "Unsaved minutes are lost." });
      getButton(element).click();
      const dialog = await waitForDialog(element);
      expect(dialog.querySelector("p")?.textContent).to.equal("Unsaved minutes are lost.");
      dialog.querySelector<HTMLElement>(".primary")?.click();
      await oneEvent(element, "sereno-logout-done");
    });

    it("opens one dialog, however often it is pressed", async () => {
      const element = await mount({ confirm: "" });
      getButton(element).click();
      getButton(element).click();
      await waitForDialog(element);
      expect(element.shadowRoot?.querySelectorAll("div").length).to.equal(1);
    });
  });

  describe("with a form of its own", () => {
    const form = (action: string): TemplateResult =>
      html`<form method="post" action=${action}>
        <input type="hidden" name="csrf" value="host-token" /><button>Leave</button>
      </form>`;

    it("takes the form's place, and shows the form's own button", async () => {
      const element = await mount({}, form(`${BASE}logout`));
      expect(element.shadowRoot?.querySelector("button")).to.equal(null);
      const button = element.querySelector("button");
      const isBusyAtDone = oneEvent(element, "sereno-logout-done").then(() =>
        button?.getAttribute("aria-busy"),
      );
      button?.click();
      expect(await isBusyAtDone).to.equal("true");
      expect(page.visits).to.deep.equal([`replace ${BASE}login?signed-out`]);
    });

    it("gives the button back when the logout fails", async () => {
      page.server.on(LOGOUT, problem(500, "internal"));
      const element = await mount({}, form(`${BASE}logout`));
      element.querySelector("button")?.click();
      await oneEvent(element, "sereno-logout-error");
      expect(element.querySelector("button")?.hasAttribute("aria-busy")).to.equal(false);
    });

    it("submits the host's own logout after ours, with its hidden fields", async () => {
      const element = await mount({}, form("/host/logout"));
      const submitted = catchSubmit();
      element.querySelector("button")?.click();
      expect(await submitted).to.deep.equal({
        action: `${location.origin}/host/logout`,
        fields: "csrf=host-token",
      });
      expect(page.server.count(LOGOUT)).to.equal(1);
      expect(page.visits).to.deep.equal([]);
    });
  });

  it("submits a form of the host whose field is called `action`, and says where it leads", async () => {
    const element = await mount(
      {},
      html`<form method="post" action="/host/end.php">
        <input type="hidden" name="action" value="logout" /><button>Leave</button>
      </form>`,
    );
    const submitted = catchSubmit();
    const done = oneEvent(element, "sereno-logout-done");
    element.querySelector("button")?.click();
    expect(await done).to.include({ redirect: `${location.origin}/host/end.php` });
    expect(await submitted).to.include({ fields: "action=logout" });
  });

  it("submits the name of the form's button too, whichever was pressed", async () => {
    for (const fields of ["logout=Leave", "switch=luis"]) {
      page = await openReadyPage();
      page.server.on(LOGOUT, json(answer));
      const element = await mount(
        {},
        html`<form method="post" action="/host/end.php">
          <input type="checkbox" name="everywhere" />
          <input type="submit" name="logout" value="Leave" /><button name="switch" value="luis">
            Switch
          </button>
        </form>`,
      );
      const submitted = catchSubmit();
      const button = element.querySelector<HTMLElement>(`[name=${fields.split("=")[0]}]`);
      button?.click();
      expect(await submitted).to.include({ fields });
      expect(button?.getAttribute("aria-busy")).to.equal("true");
    }
  });

  it("submits to `action` after ours, and takes the host's token along", async () => {
    const element = await mount(
      { action: "/host/logout" },
      html`<input type="hidden" name="csrf" value="host-token" />`,
    );
    const submitted = catchSubmit();
    await element.logOut();
    expect(await submitted).to.deep.equal({
      action: `${location.origin}/host/logout`,
      fields: "csrf=host-token",
    });
  });

  it("never submits to a script", async () => {
    const element = await mount({ action: "javascript:alert(1)" });
    const submitted = catchSubmit();
    await element.logOut();
    expect((await submitted).action).to.equal(location.href.split("#")[0]);
  });

  it("tells the page's scripts that the session is still open, and can be pressed again", async () => {
    page.server.on(LOGOUT, problem(500, "internal"));
    const element = await mount();
    const failed = oneEvent(element, "sereno-logout-error");
    getButton(element).click();
    expect(((await failed) as Event as LogoutErrorEvent).error).to.include({ status: 500, code: "internal" });
    page.server.on(LOGOUT, json(answer));
    await element.updateComplete;
    getButton(element).click();
    await oneEvent(element, "sereno-logout-done");
  });

  it("finishes by itself when the browser is online again", async () => {
    page.server.on(LOGOUT, offline);
    const element = await mount();
    await element.logOut();
    page.server.on(LOGOUT, json(answer));
    const done = oneEvent(element, "sereno-logout-done");
    dispatchEvent(new Event("online"));
    await done;
    expect(page.visits).to.have.length(1);
  });

  it("says how many other sessions it closed, and stays", async () => {
    page.server.on(LOGOUT, json({ ...answer, ended: 3 }));
    const element = await mount({ scope: "others" });
    const done = oneEvent(element, "sereno-logout-done");
    getButton(element).click();
    expect(await done).to.include({ redirect: null });
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector("[role=status]")?.textContent).to.equal(
      "Other sessions closed: 3",
    );
    expect(getButton(element).hasAttribute("aria-busy")).to.equal(false);
    await expectAccessible(element);
  });

  async function mount(
    attributes: Record<string, string> = {},
    content?: TemplateResult,
  ): Promise<LogoutButton> {
    const element = await fixture<LogoutButton>(
      html`<sereno-logout-button .api=${page.api} .pageSession=${page.session} .navigation=${page.navigation}
        >${content}</sereno-logout-button
      >`,
    );
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    await element.updateComplete;
    await aTimeout(0); // slotchange
    await element.updateComplete;
    return element;
  }
});

function getButton(element: LogoutButton): HTMLButtonElement {
  return element.shadowRoot?.querySelector(".logout") as HTMLButtonElement;
}

function findDialog(element: LogoutButton): HTMLDialogElement | null | undefined {
  return [...(element.shadowRoot?.children ?? [])]
    .map((child) => child.shadowRoot?.querySelector("dialog"))
    .find(Boolean);
}

async function waitForDialog(element: LogoutButton): Promise<HTMLDialogElement> {
  await waitUntil(() => findDialog(element)?.open, "dialog opens");
  return findDialog(element) as HTMLDialogElement;
}

function getActive(dialog: HTMLDialogElement): HTMLElement {
  return (dialog.getRootNode() as ShadowRoot).activeElement as HTMLElement;
}

/** Catches the next form that is submitted, in place of leaving the test page. */
function catchSubmit(): Promise<{ action: string; fields: string }> {
  const original = HTMLFormElement.prototype.submit;
  return new Promise((resolve) => {
    HTMLFormElement.prototype.submit = function (this: HTMLFormElement) {
      HTMLFormElement.prototype.submit = original;
      const fields = new URLSearchParams(new FormData(this) as unknown as Record<string, string>);
      resolve({ action: this.action, fields: fields.toString() });
    };
  });
}
