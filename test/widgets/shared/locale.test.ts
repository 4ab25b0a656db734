import { expect, fixture, html } from "@open-wc/testing";
import { LitElement, type TemplateResult } from "lit";
import { confirmDialog } from "../../../widgets/shared/confirm-dialog.ts";
import { chooseLocale, dateTimeFormat, Localized, numberFormat } from "../../../widgets/shared/locale.ts";

class Greeting extends LitElement {
  readonly localized = new Localized(
    this,
    { hello: "Hello", bye: "Bye" },
    {
      es: async () => ({ hello: "Hola" }) as { hello: string; bye: string },
      fr: async () => {
        throw new TypeError("chunk not found");
      },
    },
  );

  override render(): TemplateResult {
    return html`<slot></slot>
      <p>${this.localized.text.hello}, ${this.localized.text.bye}</p>`;
  }
}

customElements.define("test-greeting", Greeting);

describe("choice of language", () => {
  it("takes the lang nearest to the element, with its region for Intl", async () => {
    const parent = await fixture<HTMLElement>(html`<div lang="es-MX"><p></p></div>`);
    expect(chooseLocale(["en", "es"], parent.firstElementChild ?? parent)).to.deep.equal({
      language: "es",
      tag: "es-MX",
      direction: "ltr",
    });
  });

  it("bears a lang that is no language tag", async () => {
    const element = await fixture<HTMLElement>(html`<p lang="es_ES"></p>`);
    expect(chooseLocale(["en", "es"], element)).to.include({ language: "es", tag: "es" });
  });

  it("lets the script tag decide before the page", async () => {
    const script = document.createElement("script");
    script.type = "text/plain";
    script.dataset["lang"] = "es";
    script.setAttribute("src", "/sereno/sereno.js");
    document.head.append(script);
    expect(chooseLocale(["en", "es"]).language).to.equal("es");
    script.remove();
  });

  it("writes Arabic from right to left", async () => {
    const element = await fixture<HTMLElement>(html`<p lang="ar"></p>`);
    expect(chooseLocale(["en", "ar"], element).direction).to.equal("rtl");
  });

  it("falls back to the browser's language, and to English", async () => {
    const element = await fixture<HTMLElement>(html`<p lang="xx"></p>`);
    expect(chooseLocale(["en"], element).language).to.equal("en");
    expect(chooseLocale([], element)).to.include({ language: "en", tag: "en" });
  });
});

describe("localized element", () => {
  it("shows another language, and English where a text is missing", async () => {
    const element = await greetIn(html`<div lang="es"><test-greeting></test-greeting></div>`);
    expect(wordsOf(element).textContent).to.equal("Hola, Bye");
    expect(element.localized.locale).to.equal("es");
  });

  it("stays English when the language's chunk cannot be loaded", async () => {
    const warn = console.warn;
    console.warn = () => {};
    const element = await greetIn(html`<div lang="fr"><test-greeting></test-greeting></div>`);
    console.warn = warn;
    expect(wordsOf(element).textContent).to.equal("Hello, Bye");
    expect(wordsOf(element).lang).to.equal("en");
    expect(element.localized.locale).to.equal("en");
  });

  it("says of its words, not of what the page slots, that they are English on an Arabic page", async () => {
    const element = await greetIn(
      html`<div lang="ar" dir="rtl">
        <test-greeting><b>أهلا</b></test-greeting>
      </div>`,
    );
    const slotted = element.querySelector("b");
    expect(wordsOf(element).matches(":lang(en)")).to.equal(true);
    expect(getComputedStyle(wordsOf(element)).direction).to.equal("ltr");
    expect(slotted?.matches(":lang(ar)")).to.equal(true);
    expect(slotted && getComputedStyle(slotted).direction).to.equal("rtl");
  });

  it("says so of a dialog that opens later", async () => {
    const element = await greetIn(html`<div lang="ar" dir="rtl"><test-greeting></test-greeting></div>`);
    const answer = confirmDialog(element, { title: "Sure?", confirm: "Yes", cancel: "No" });
    await element.updateComplete;
    const dialog = element.shadowRoot?.lastElementChild?.shadowRoot?.querySelector("dialog");
    expect(dialog?.matches(":lang(en)")).to.equal(true);
    expect(dialog && getComputedStyle(dialog).direction).to.equal("ltr");
    dialog?.close();
    await answer;
  });

  it("runs the way the page does where both speak one language", async () => {
    const element = await greetIn(html`<div lang="es" dir="rtl"><test-greeting></test-greeting></div>`);
    expect(wordsOf(element).lang).to.equal("es");
    expect(getComputedStyle(wordsOf(element)).direction).to.equal("rtl");
  });

  it("follows where the page moves it", async () => {
    const element = await greetIn(html`<div lang="ar" dir="rtl"><test-greeting></test-greeting></div>`);
    element.parentElement?.setAttribute("lang", "es");
    element.parentElement?.append(element);
    await settle(element);
    expect([wordsOf(element).textContent, wordsOf(element).lang]).to.deep.equal(["Hola, Bye", "es"]);
  });

  async function greetIn(page: TemplateResult): Promise<Greeting> {
    const element = (await fixture<HTMLElement>(page)).querySelector<Greeting>("test-greeting");
    if (!element) throw new Error("nobody greets");
    await settle(element);
    return element;
  }

  /** The language comes after the first rendering. */
  async function settle(element: Greeting): Promise<void> {
    await element.updateComplete;
    await element.updateComplete;
  }

  function wordsOf(element: Greeting): HTMLElement {
    const words = element.shadowRoot?.querySelector("p");
    if (!words) throw new Error("no words");
    return words;
  }
});

describe("formatters", () => {
  it("are made once for a locale and its options", () => {
    expect(numberFormat("es")).to.equal(numberFormat("es"));
    expect(dateTimeFormat("es", { dateStyle: "short" })).to.equal(
      dateTimeFormat("es", { dateStyle: "short" }),
    );
    expect(dateTimeFormat("es", { dateStyle: "long" })).not.to.equal(dateTimeFormat("es"));
    expect(numberFormat("en").format(1284)).to.equal("1,284");
  });
});
