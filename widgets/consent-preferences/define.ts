import { defineOnce } from "../shared/define-once.ts";
import { ConsentPreferences } from "./consent-preferences.ts";

defineOnce("sereno-consent-preferences", ConsentPreferences);

declare global {
  interface HTMLElementTagNameMap {
    "sereno-consent-preferences": ConsentPreferences;
  }
}
