import type { BannerMessages } from "./messages.ts";

export const italian: BannerMessages = {
  title: "Cookie su questo sito",
  text: "Alcuni mantengono il suo accesso e sono sempre attivi. Altri ci aiutano a capire quali pagine sono utili. Decide lei, e può cambiare idea in qualsiasi momento.",
  accept: "Accetta tutti",
  reject: "Rifiuta tutti",
  choose: "Scegli…",
  privacyControl:
    "Il suo browser invia un segnale Global Privacy Control: il marketing resta disattivato, a meno che non lo scelga lei.",
  preview: "Questa è un’anteprima. Non viene salvato nulla.",
  policyChanged:
    "L’informativa sui cookie è cambiata dalla sua ultima risposta, per questo lo chiediamo di nuovo. Ciò che ha rifiutato resta rifiutato finché non risponde.",
  failed: "Non è stato possibile salvare la risposta. Controlli la connessione e riprovi.",
};
