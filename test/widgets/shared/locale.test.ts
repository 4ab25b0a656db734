import { expect, fixture, html } from "@open-wc/testing";
import { LitElement, type TemplateResult } from "lit";
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
    return html`${this.localized.text.hello}, ${this.localized.text.bye}`;
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
    const parent = await fixture<HTMLElement>(html`<div lang="es"><test-greeting></test-greeting></div>`);
    const element = parent.firstElementChild as Greeting;
    await element.updateComplete;
    await element.updateComplete;
    expect(element.shadowRoot?.textContent).to.equal("Hola, Bye");
    expect(element.localized.locale).to.equal("es");
  });

  it("stays English when the language's chunk cannot be loaded", async () => {
    const warn = console.warn;
    console.warn = () => {};
    const parent = await fixture<HTMLElement>(html`<div lang="fr"><test-greeting></test-greeting></div>`);
    const element = parent.firstElementChild as Greeting;
    await element.updateComplete;
    console.warn = warn;
    expect(element.shadowRoot?.textContent).to.equal("Hello, Bye");
    expect(element.localized.locale).to.equal("en");
  });
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
