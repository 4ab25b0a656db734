import { expect } from "@open-wc/testing";
import "../../../widgets/consent-banner/define.ts";
import "../../../widgets/consent-link/define.ts";
import "../../../widgets/consent-preferences/define.ts";
import { createApiClient } from "../../../widgets/shared/api-client.ts";
import { expectAccessible } from "../../support/accessible.ts";
import { BASE, offline, ScriptedFetch } from "../../support/scripted-fetch.ts";
import { ConsentPage, nextEvent } from "../consent/consent-page.ts";
import { waitUntil } from "../../support/wait-until.ts";

/** How accepting, saving and the link are called. */
const WORDS: Record<string, [string, string, string]> = {
  en: ["Accept all", "Save choices", "Cookie settings"],
  es: ["Aceptar todas", "Guardar", "Preferencias de cookies"],
  pt: ["Aceitar todos", "Guardar escolhas", "Definições de cookies"],
  fr: ["Tout accepter", "Enregistrer mes choix", "Paramètres des cookies"],
  de: ["Alle akzeptieren", "Auswahl speichern", "Cookie-Einstellungen"],
  it: ["Accetta tutti", "Salva le scelte", "Impostazioni dei cookie"],
  ca: ["Accepta-les totes", "Desa la tria", "Preferències de galetes"],
  ar: ["قبول الكل", "حفظ الاختيارات", "إعدادات ملفات الارتباط"],
};

describe("languages of consent", () => {
  let page: ConsentPage;

  beforeEach(() => {
    page = new ConsentPage();
  });

  afterEach(async () => {
    document
      .querySelectorAll("sereno-consent-banner, sereno-consent-preferences, sereno-consent-link")
      .forEach((element) => element.remove());
    document.documentElement.lang = "en";
    document.documentElement.style.colorScheme = "";
    await page.close();
  });

  for (const [language, [accept, save, link]] of Object.entries(WORDS)) {
    for (const theme of ["light", "dark"]) {
      it(`speaks ${language} in banner, preferences and link, with nothing for axe to find when ${theme}`, async () => {
        document.documentElement.lang = language;
        document.documentElement.style.colorScheme = theme;
        const consent = page.start();
        const banner = Object.assign(document.createElement("sereno-consent-banner"), { consent });
        document.body.prepend(banner);
        await waitUntil(() => labels(banner).includes(accept), "banner");
        const direction = language === "ar" ? "rtl" : "ltr";
        expect(banner.shadowRoot?.querySelector("[role=region]")?.getAttribute("dir")).to.equal(direction);
        await expectAccessible(banner);
        const received = nextEvent("sereno-consent-receipt");
        await consent.set({ granted: ["functional"] });
        await received;
        const api = createApiClient({ base: BASE, fetch: new ScriptedFetch().on("GET x", offline).fetch });
        const preferences = document.createElement("sereno-consent-preferences");
        document.body.append(Object.assign(preferences, { consent, api, open: true }));
        await waitUntil(() => labels(preferences).includes(save), "preferences");
        expect(preferences.shadowRoot?.querySelector("dialog")?.getAttribute("dir")).to.equal(direction);
        expect(preferences.shadowRoot?.textContent).not.to.contain("undefined");
        await expectAccessible(preferences);
        const opener = Object.assign(document.createElement("sereno-consent-link"), { consent });
        document.body.append(opener);
        expect(opener.textContent).to.equal(link);
      });
    }
  }
});

function labels(element: Element): string[] {
  return [...(element.shadowRoot?.querySelectorAll("button") ?? [])].map(
    ({ textContent }) => textContent?.trim() ?? "",
  );
}
