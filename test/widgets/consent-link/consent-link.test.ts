import { expect, fixture, html } from "@open-wc/testing";
import "../../../widgets/consent-link/define.ts";
import type { ConsentLink } from "../../../widgets/consent-link/consent-link.ts";
import { ConsentPage } from "../consent/consent-page.ts";

describe("<sereno-consent-link>", () => {
  let page: ConsentPage;

  beforeEach(() => {
    page = new ConsentPage();
  });

  afterEach(() => page.clear());

  it("is an ordinary link to the page for browsers without JavaScript", async () => {
    const link = getLink(await mount());
    expect(link.href).to.equal("https://site.test/sereno/consent");
    expect(link.textContent).to.equal("Cookie settings");
    expect(link.getAttribute("aria-haspopup")).to.equal("dialog");
    await expect(link.closest("sereno-consent-link")).to.be.accessible();
  });

  it("keeps the site's own text, and the site's own link", async () => {
    expect(getLink(await mount(html`Our cookies`)).textContent).to.equal("Our cookies");
    const own = getLink(await mount(html`<a class="footer" href="/own">Cookies</a>`));
    expect([own.className, own.getAttribute("href")]).to.deep.equal(["footer", "/own"]);
  });

  it("speaks Spanish on a Spanish page", async () => {
    const parent = await fixture<HTMLElement>(html`<div lang="es"></div>`);
    const element = create();
    parent.append(element);
    expect(getLink(element).textContent).to.equal("Preferencias de cookies");
  });

  it("opens the preferences instead of leaving the page", async () => {
    const link = getLink(await mount());
    const click = new MouseEvent("click", { bubbles: true, cancelable: true });
    link.dispatchEvent(click);
    expect(click.defaultPrevented).to.equal(true);
    expect(page.opened).to.equal(1);
  });

  it("leaves a click with a modifier to the browser", async () => {
    const link = getLink(await mount());
    link.addEventListener(
      "click",
      (event) => event.ctrlKey && expect(event.defaultPrevented).to.equal(false),
    );
    const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true });
    document.addEventListener("click", (event) => event.preventDefault(), { once: true });
    link.dispatchEvent(click);
    expect(page.opened).to.equal(0);
  });

  async function mount(content: unknown = ""): Promise<ConsentLink> {
    const parent = await fixture<HTMLElement>(html`<div></div>`);
    const template = await fixture<HTMLElement>(html`<div>${content}</div>`);
    const element = create();
    element.append(...template.childNodes);
    parent.append(element);
    return element;
  }

  function create(): ConsentLink {
    const element = document.createElement("sereno-consent-link");
    element.consent = page.create();
    return element;
  }

  function getLink(element: ConsentLink): HTMLAnchorElement {
    const link = element.querySelector("a");
    if (!link) throw new Error("no link");
    return link;
  }
});
