import "../consent-preferences/define.ts";

export { ConsentPreferences } from "../consent-preferences/consent-preferences.ts";
