import "sereno/consent-banner";
import { world } from "./own-world.ts";
import "sereno/consent-link";
import { consentOf } from "./consents.ts";
import { create } from "./stage.ts";

export const BANNER_STATES = {
  "banner-question": (stage: HTMLElement) => ask(stage),
  "banner-changed": (stage: HTMLElement) => {
    world.cookies = "sereno_consent=v=1&p=2&g=";
    return ask(stage);
  },
  "banner-privacy-control": (stage: HTMLElement) => {
    Object.defineProperty(navigator, "globalPrivacyControl", { value: true });
    return ask(stage);
  },
  "banner-preview": (stage: HTMLElement) => {
    const banner = create("sereno-consent-banner", { consent: consentOf() });
    banner.toggleAttribute("preview", true);
    stage.append(banner);
  },
  "consent-link": (stage: HTMLElement) => {
    const link = create("sereno-consent-link", { consent: consentOf() });
    const paragraph = document.createElement("p");
    paragraph.append("© Ayuntamiento de Vallesol · ", link);
    stage.append(paragraph);
  },
};

function ask(stage: HTMLElement): Promise<void> {
  const banner = create("sereno-consent-banner", { consent: consentOf() });
  stage.append(banner);
  return banner.show();
}
