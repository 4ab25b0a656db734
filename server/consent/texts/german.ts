import type { ConsentTexts } from "./consent-texts.ts";

export const german: ConsentTexts = {
  policy: {
    thisSite: "Diese Website",
    categories: {
      essential: {
        name: "Notwendig",
        description:
          "Halten Sie angemeldet, schützen, was Sie senden, und merken sich Ihre Auswahl. Immer aktiv: Ohne sie funktioniert die Website nicht.",
      },
      functional: {
        name: "Funktional",
        description:
          "Extras wie Karten und Videos anderer Anbieter und Einstellungen, die sich die Website merkt.",
      },
      analytics: {
        name: "Statistik",
        description: "Zeigen, welche Seiten genutzt werden, damit sie verbessert werden können.",
      },
      marketing: {
        name: "Marketing",
        description: "Lassen andere Unternehmen Ihnen passende Werbung zeigen, hier und anderswo.",
      },
    },
    services: {
      signIn: {
        name: "Anmeldung",
        purpose: "Hält Sie von Seite zu Seite angemeldet und andere aus Ihrer Sitzung fern.",
      },
      consent: {
        name: "Ihre Auswahl zu Cookies",
        purpose: "Merkt sich, was Sie erlaubt haben, damit Sie nicht auf jeder Seite gefragt werden.",
      },
      administration: {
        name: "Verwaltung",
        purpose: "Ein Werkzeug für die Administratoren dieser Website.",
      },
      visits: {
        name: "Seiten, die Sie besuchen",
        purpose:
          "Speichert die letzten 10 Seiten Ihrer Sitzung und Fehler, die dort auftreten, bei Ihrer Sitzung auf unserem Server. Nichts wird weitergegeben.",
      },
    },
    durations: {
      untilSignOut: "Bis Sie sich abmelden oder die Sitzung abläuft; länger nur mit „Angemeldet bleiben“",
      untilRemoved: "Bis Sie es löschen",
      untilTabCloses: "Bis der Tab geschlossen wird",
      fourHundredDays: "400 Tage",
      halfAYear: "180 Tage",
      thirtyDays: "30 Tage",
      anHour: "Höchstens eine Stunde",
      tenMinutes: "Höchstens zehn Minuten",
    },
    purposes: {
      session:
        "Hält Sie angemeldet. Enthält eine Zufallszahl und nichts über Sie; Skripte der Seite können es nicht lesen.",
      csrf: "Beweist, dass das, was Sie senden, von den Seiten dieser Website stammt.",
      hint: "Sagt der Seite, dass jemand angemeldet ist, damit sie nur dann den Server fragt.",
      device:
        "Erkennt diesen Browser nach einer Anmeldung wieder, damit andere, die Ihr Passwort erraten wollen, Sie nicht aussperren können.",
      providerState:
        "Während Sie sich bei einem anderen Anbieter anmelden: stellt sicher, dass dessen Antwort diesem Browser gilt.",
      tabMessage: "Sagt Ihren anderen Tabs in älteren Browsern, dass Sie sich an- oder abgemeldet haben.",
      pendingLogout: "Merkt sich eine Abmeldung, die den Server nicht erreicht hat, um sie zu wiederholen.",
      endingSeen: "Verhindert, dass ein gelesener Hinweis auf das Ende Ihrer Sitzung wieder erscheint.",
      decision: "Ihre Auswahl zu Cookies, ihre Nummer und ihr Datum.",
      newReceipt: "Ohne JavaScript: bringt Ihren Beleg zu der Seite, die ihn zeigt, und verschwindet damit.",
      accepted: "Sagt den Skripten der Seite, dass Sie Cookies akzeptiert haben.",
      acceptedDate: "Wann Sie sie akzeptiert haben.",
      notificationShown: "Verhindert, dass die Frage auf jeder Seite erneut gestellt wird.",
      receipt: "Ihr Beleg: Damit können Sie, und nur Sie, den Eintrag Ihrer Auswahl sehen oder löschen.",
      queue: "Ihre Auswahl, bis der Server sie aufgezeichnet hat.",
      debugWidget:
        "Wo ein Administrator das Werkzeug zur Fehlersuche auf der Seite gelassen hat. Sonst hat es niemand.",
    },
    protection: [
      "Ihre Sitzung wird an einer Zufallszahl von 256 Bit erkannt, die nur in einem Cookie steht. Wir speichern ihren Fingerabdruck, nie die Zahl selbst.",
      "Dieses Cookie ist HttpOnly, damit Skripte es nicht lesen, und SameSite, damit andere Websites es nicht benutzen können. Über https wird es nur verschlüsselt gesendet.",
      "Eine Sitzung endet, wenn Sie sich abmelden, wenn Sie eine Weile nichts tun und spätestens zu einer festen Zeit. Von da an öffnet das Cookie nichts mehr.",
      "Sie sehen, wo Sie angemeldet sind, und können sich von hier aus dort abmelden. Ein Administrator, der Ihre Sitzung beendet, muss einen Grund angeben, den Sie sehen.",
      "Ihre Auswahl zu Cookies wird ohne Ihren Namen, Ihre Adresse oder Ihren Browser aufgezeichnet. Sie haben den einzigen Schlüssel zu diesem Eintrag.",
    ],
  },
  page: {
    title: "Ihre Auswahl zu Cookies",
    intro:
      "Akzeptieren Sie, lehnen Sie ab oder wählen Sie aus. Sie können es hier jederzeit ändern, und die Website funktioniert so oder so.",
    current: "Ihre jetzige Auswahl ist vom",
    undecided: "Sie haben noch nicht gewählt: Nur das Notwendige ist in Gebrauch.",
    policyChanged:
      "Die Cookie-Richtlinie hat sich seit Ihrer letzten Antwort geändert, deshalb fragen wir erneut.",
    privacyControl:
      "Ihr Browser bittet darum, Ihre Daten nicht weiterzugeben (Global Privacy Control). „Alle akzeptieren“ lässt Marketing aus; Sie können es unten dennoch wählen.",
    accept: "Alle akzeptieren",
    reject: "Alle ablehnen",
    save: "Meine Auswahl speichern",
    always: "Immer aktiv",
    allow: "Erlauben: {category}",
    items: "Was in Ihrem Browser gespeichert wird",
    protection: "Wie Sitzungen und Cookies geschützt sind",
    receipt: "Eine aufgezeichnete Auswahl ansehen oder löschen",
    back: "Zurück",
    added: "Neu",
    changed: "Geändert",
    removed: "Entfallen",
  },
  receipt: {
    title: "Ihr Beleg",
    saved: "Ihre Auswahl ist gespeichert.",
    keep: "Bewahren Sie diese beiden Angaben auf, zum Beispiel als Foto oder auf Papier: Damit können Sie den Eintrag Ihrer Auswahl sehen, mitnehmen und löschen. Niemand sonst kann das, und sie werden nur jetzt gezeigt.",
    privacyControl:
      "Ihr Browser bittet darum, Ihre Daten nicht weiterzugeben (Global Privacy Control). Marketing bleibt aus, sofern Sie es nicht selbst angekreuzt haben.",
    number: "Nummer",
    secret: "Geheimnis",
    lookUp: "Einen Beleg nachschlagen",
    show: "Meinen Eintrag zeigen",
    unknown:
      "Zu dieser Nummer und diesem Geheimnis gibt es keinen Eintrag. Ist eines davon vertippt, oder wurde er gelöscht?",
    erased: "Der Eintrag ist gelöscht. Ihre Auswahl selbst bleibt, bis Sie sie ändern.",
    record: "Ihr Eintrag",
    "actions.accept_all": "Alles akzeptiert",
    "actions.reject_all": "Alles abgelehnt",
    "actions.choose": "Einzeln ausgewählt",
    "actions.withdraw": "Einwilligung widerrufen",
    "actions.expire": "Einwilligung abgelaufen",
    answer: "Antwort",
    granted: "Erlaubt",
    nothing: "Nichts außer dem Notwendigen",
    decidedAt: "Entschieden",
    receivedAt: "Aufgezeichnet",
    policyVersion: "Version der Richtlinie",
    hash: "Fingerabdruck in der Kette der Einträge",
    export: "Herunterladen",
    erase: "Löschen",
    change: "Meine Auswahl ändern",
    back: "Zurück",
  },
};
