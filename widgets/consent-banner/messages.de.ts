import type { BannerMessages } from "./messages.ts";

export const german: BannerMessages = {
  title: "Cookies auf dieser Website",
  text: "Einige halten Sie angemeldet und sind immer aktiv. Andere zeigen uns, welche Seiten nützlich sind. Sie entscheiden, und Sie können es sich jederzeit anders überlegen.",
  accept: "Alle akzeptieren",
  reject: "Alle ablehnen",
  choose: "Auswählen…",
  privacyControl:
    "Ihr Browser sendet ein Global-Privacy-Control-Signal: Marketing bleibt aus, sofern Sie es nicht selbst wählen.",
  preview: "Dies ist eine Vorschau. Es wird nichts gespeichert.",
  policyChanged:
    "Die Cookie-Richtlinie hat sich seit Ihrer letzten Antwort geändert, darum fragen wir erneut. Was Sie abgelehnt haben, bleibt abgelehnt, bis Sie antworten.",
  failed:
    "Ihre Antwort konnte nicht gespeichert werden. Prüfen Sie die Verbindung und versuchen Sie es erneut.",
};
