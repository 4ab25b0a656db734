import { defineOnce } from "../shared/define-once.ts";
import { ConsentBanner } from "./consent-banner.ts";

defineOnce("sereno-consent-banner", ConsentBanner);

declare global {
  interface HTMLElementTagNameMap {
    "sereno-consent-banner": ConsentBanner;
  }
}
