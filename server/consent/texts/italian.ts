import type { ConsentTexts } from "./consent-texts.ts";

export const italian: ConsentTexts = {
  policy: {
    thisSite: "Questo sito",
    categories: {
      essential: {
        name: "Essenziali",
        description:
          "Mantengono il suo accesso, proteggono ciò che invia e ricordano la sua scelta. Sempre attivi: senza di essi il sito non funziona.",
      },
      functional: {
        name: "Funzionali",
        description: "Extra come mappe e video di altri fornitori, e impostazioni che il sito ricorda.",
      },
      analytics: {
        name: "Statistiche",
        description: "Mostrano quali pagine vengono usate, per poterle migliorare.",
      },
      marketing: {
        name: "Pubblicità",
        description: "Permettono ad altre aziende di mostrarle pubblicità su misura, qui e altrove.",
      },
    },
    services: {
      signIn: {
        name: "Accesso",
        purpose: "Mantiene la sua sessione da una pagina all’altra, e ne tiene fuori gli altri.",
      },
      consent: {
        name: "La sua scelta sui cookie",
        purpose: "Ricorda ciò che ha permesso, per non chiederglielo a ogni pagina.",
      },
      administration: {
        name: "Amministrazione",
        purpose: "Uno strumento per gli amministratori di questo sito.",
      },
      visits: {
        name: "Pagine che visita",
        purpose:
          "Conserva le ultime 10 pagine della sua sessione, e gli errori che vi accadono, con la sua sessione sul nostro server. Nulla viene ceduto ad altri.",
      },
    },
    durations: {
      untilSignOut: "Finché non esce o la sessione non scade; più a lungo solo con «resta connesso»",
      untilRemoved: "Finché non lo elimina",
      untilTabCloses: "Finché non chiude la scheda",
      fourHundredDays: "400 giorni",
      halfAYear: "180 giorni",
      thirtyDays: "30 giorni",
      anHour: "Un’ora al massimo",
      tenMinutes: "Dieci minuti al massimo",
    },
    purposes: {
      session:
        "Mantiene il suo accesso. Contiene un numero casuale e nulla su di lei; gli script della pagina non possono leggerlo.",
      csrf: "Dimostra che ciò che invia proviene dalle pagine di questo sito.",
      hint: "Dice alla pagina che qualcuno ha effettuato l’accesso, perché solo allora interroghi il server.",
      device:
        "Riconosce questo browser dopo un accesso, perché chi prova a indovinare la sua password non possa bloccarla.",
      providerState:
        "Mentre accede con un altro fornitore: garantisce che la sua risposta sia per questo browser.",
      tabMessage: "Avvisa le altre schede, nei browser meno recenti, che è entrato o uscito.",
      pendingLogout: "Ricorda un’uscita che non è arrivata al server, per ripeterla.",
      endingSeen: "Evita che l’avviso di chiusura della sessione ritorni dopo che lo ha letto.",
      decision: "La sua scelta sui cookie, il suo numero e la sua data.",
      newReceipt: "Senza JavaScript: porta la sua ricevuta alla pagina che la mostra, e poi sparisce.",
      accepted: "Dice agli script della pagina che ha accettato i cookie.",
      acceptedDate: "Quando li ha accettati.",
      notificationShown: "Evita che la domanda sia ripetuta a ogni pagina.",
      receipt:
        "La sua ricevuta: con essa lei, e nessun altro, può vedere o cancellare la registrazione della sua scelta.",
      queue: "La sua scelta, finché il server non l’ha registrata.",
      debugWidget: "Dove un amministratore ha lasciato lo strumento di debug. Nessun altro ce l’ha.",
    },
    protection: [
      "La sua sessione si riconosce da un numero casuale di 256 bit che sta in un solo cookie. Ne conserviamo l’impronta, mai il numero.",
      "Quel cookie è HttpOnly, perché gli script non possano leggerlo, e SameSite, perché altri siti non possano usarlo. Con https viene inviato solo cifrato.",
      "Una sessione finisce quando esce, dopo un periodo di inattività e al più tardi a un’ora fissa. Da quel momento il cookie non apre più nulla.",
      "Può vedere dove ha effettuato l’accesso e uscire da lì. Un amministratore che chiude la sua sessione deve dare un motivo, che lei vedrà.",
      "La sua scelta sui cookie è registrata senza il suo nome, il suo indirizzo o il suo browser. L’unica chiave di quella registrazione è sua.",
    ],
  },
  page: {
    title: "La sua scelta sui cookie",
    intro:
      "Accetti, rifiuti o scelga. Può cambiare qui in qualsiasi momento, e il sito funziona in ogni caso.",
    current: "La sua scelta attuale è del",
    undecided: "Non ha ancora scelto: è in uso solo l’essenziale.",
    policyChanged:
      "L’informativa sui cookie è cambiata dalla sua ultima risposta, per questo lo chiediamo di nuovo.",
    privacyControl:
      "Il suo browser chiede di non condividere i suoi dati (Global Privacy Control). «Accetta tutto» lascia disattivata la pubblicità; può sceglierla qui sotto.",
    accept: "Accetta tutto",
    reject: "Rifiuta tutto",
    save: "Salva la mia scelta",
    always: "Sempre attivi",
    allow: "Consenti: {category}",
    items: "Che cosa si salva nel suo browser",
    protection: "Come sono protetti le sessioni e i cookie",
    receipt: "Vedere o cancellare una scelta registrata",
    back: "Indietro",
    added: "Nuovo",
    changed: "Modificato",
    removed: "Non più presente",
  },
  receipt: {
    title: "La sua ricevuta",
    saved: "La sua scelta è salvata.",
    keep: "Conservi questi due dati, per esempio in una foto o su carta: con essi può vedere, portare con sé e cancellare la registrazione della sua scelta. Nessun altro può farlo, e sono mostrati solo ora.",
    privacyControl:
      "Il suo browser chiede di non condividere i suoi dati (Global Privacy Control). La pubblicità resta disattivata, a meno che non l’abbia scelta lei.",
    number: "Numero",
    secret: "Segreto",
    lookUp: "Cercare una ricevuta",
    show: "Mostra la mia registrazione",
    unknown:
      "Non c’è nessuna registrazione con questo numero e questo segreto. C’è un errore di battitura, o è stata cancellata?",
    erased: "La registrazione è cancellata. La sua scelta resta com’è finché non la cambia.",
    record: "La sua registrazione",
    "actions.accept_all": "Tutto accettato",
    "actions.reject_all": "Tutto rifiutato",
    "actions.choose": "Scelto uno per uno",
    "actions.withdraw": "Consenso ritirato",
    "actions.expire": "Consenso scaduto",
    answer: "Risposta",
    granted: "Consentito",
    nothing: "Nient’altro che l’essenziale",
    decidedAt: "Deciso",
    receivedAt: "Registrato",
    policyVersion: "Versione dell’informativa",
    hash: "Impronta nella catena delle registrazioni",
    export: "Scaricala",
    erase: "Cancellala",
    change: "Cambia la mia scelta",
    back: "Indietro",
  },
};
