import type { ConsentTexts } from "./consent-texts.ts";

export const french: ConsentTexts = {
  policy: {
    thisSite: "Ce site",
    categories: {
      essential: {
        name: "Essentiels",
        description:
          "Maintiennent votre connexion, protègent ce que vous envoyez et retiennent votre choix. Toujours actifs : le site ne fonctionne pas sans eux.",
      },
      functional: {
        name: "Fonctionnels",
        description:
          "Des compléments comme les cartes et les vidéos d’autres fournisseurs, et les réglages que le site retient.",
      },
      analytics: {
        name: "Statistiques",
        description: "Montrent quelles pages sont utilisées, afin de les améliorer.",
      },
      marketing: {
        name: "Publicité",
        description:
          "Permettent à d’autres entreprises de vous montrer des publicités qui vous correspondent, ici et ailleurs.",
      },
    },
    services: {
      signIn: {
        name: "Connexion",
        purpose: "Maintient votre session d’une page à l’autre, et en écarte les autres.",
      },
      consent: {
        name: "Votre choix concernant les cookies",
        purpose: "Retient ce que vous avez autorisé, pour ne pas vous le demander à chaque page.",
      },
      administration: {
        name: "Administration",
        purpose: "Un outil pour les administrateurs de ce site.",
      },
      visits: {
        name: "Pages que vous visitez",
        purpose:
          "Conserve les 10 dernières pages de votre session, et les erreurs qui s’y produisent, avec votre session sur notre serveur. Rien n’est transmis à des tiers.",
      },
    },
    durations: {
      untilSignOut:
        "Jusqu’à votre déconnexion ou l’expiration de la session ; plus longtemps seulement avec « rester connecté »",
      untilRemoved: "Jusqu’à ce que vous le supprimiez",
      untilTabCloses: "Jusqu’à la fermeture de l’onglet",
      fourHundredDays: "400 jours",
      halfAYear: "180 jours",
      thirtyDays: "30 jours",
      anHour: "Une heure au plus",
      tenMinutes: "Dix minutes au plus",
    },
    purposes: {
      session:
        "Maintient votre connexion. Contient un nombre aléatoire et rien sur vous ; les scripts de la page ne peuvent pas le lire.",
      csrf: "Prouve que ce que vous envoyez vient des pages de ce site.",
      hint: "Indique à la page que quelqu’un est connecté, pour qu’elle n’interroge le serveur que dans ce cas.",
      device:
        "Reconnaît ce navigateur après une connexion, pour que ceux qui tentent de deviner votre mot de passe ne puissent pas vous bloquer.",
      providerState:
        "Pendant une connexion par un autre fournisseur : garantit que sa réponse s’adresse à ce navigateur.",
      tabMessage:
        "Prévient vos autres onglets, dans les anciens navigateurs, que vous vous êtes connecté ou déconnecté.",
      pendingLogout: "Retient une déconnexion qui n’a pas atteint le serveur, pour la répéter.",
      endingSeen: "Évite qu’un avis de fermeture de votre session revienne une fois que vous l’avez lu.",
      decision: "Votre choix concernant les cookies, son numéro et sa date.",
      newReceipt: "Sans JavaScript : apporte votre reçu à la page qui l’affiche, puis disparaît.",
      accepted: "Indique aux scripts de la page que vous avez accepté les cookies.",
      acceptedDate: "Quand vous les avez acceptés.",
      notificationShown: "Évite que la question soit posée à chaque page.",
      receipt:
        "Votre reçu : avec lui vous, et vous seul, pouvez voir ou effacer l’enregistrement de votre choix.",
      queue: "Votre choix, jusqu’à ce que le serveur l’ait enregistré.",
      debugWidget: "Où un administrateur a laissé l’outil de débogage. Personne d’autre ne l’a.",
    },
    protection: [
      "Votre session est reconnue par un nombre aléatoire de 256 bits qui se trouve dans un seul cookie. Nous en gardons l’empreinte, jamais le nombre.",
      "Ce cookie est HttpOnly, pour que les scripts ne puissent pas le lire, et SameSite, pour que d’autres sites ne puissent pas s’en servir. En https il n’est envoyé que chiffré.",
      "Une session prend fin quand vous vous déconnectez, après un moment d’inactivité et au plus tard à une heure fixe. Dès lors le cookie n’ouvre plus rien.",
      "Vous pouvez voir où vous êtes connecté et vous déconnecter d’ici. Un administrateur qui ferme votre session doit donner un motif, que vous voyez.",
      "Votre choix concernant les cookies est enregistré sans votre nom, votre adresse ni votre navigateur. Vous avez la seule clé de cet enregistrement.",
    ],
  },
  page: {
    title: "Votre choix concernant les cookies",
    intro:
      "Acceptez, refusez ou choisissez. Vous pouvez changer d’avis ici à tout moment, et le site fonctionne dans tous les cas.",
    current: "Votre choix actuel date du",
    undecided: "Vous n’avez pas encore choisi : seul l’essentiel est utilisé.",
    policyChanged:
      "La politique de cookies a changé depuis votre dernière réponse, nous vous reposons donc la question.",
    privacyControl:
      "Votre navigateur demande de ne pas partager vos données (Global Privacy Control). « Tout accepter » laisse la publicité désactivée ; vous pouvez la choisir ci-dessous.",
    accept: "Tout accepter",
    reject: "Tout refuser",
    save: "Enregistrer mon choix",
    always: "Toujours actifs",
    allow: "Autoriser : {category}",
    items: "Ce qui est enregistré dans votre navigateur",
    protection: "Comment les sessions et les cookies sont protégés",
    receipt: "Voir ou effacer un choix enregistré",
    back: "Retour",
    added: "Nouveau",
    changed: "Modifié",
    removed: "Supprimé",
  },
  receipt: {
    title: "Votre reçu",
    saved: "Votre choix est enregistré.",
    keep: "Gardez ces deux éléments, par exemple en photo ou sur papier : avec eux vous pouvez voir, emporter et effacer l’enregistrement de votre choix. Personne d’autre ne le peut, et ils ne sont affichés que maintenant.",
    privacyControl:
      "Votre navigateur demande de ne pas partager vos données (Global Privacy Control). La publicité reste désactivée sauf si vous l’avez cochée.",
    number: "Numéro",
    secret: "Secret",
    lookUp: "Consulter un reçu",
    show: "Voir mon enregistrement",
    unknown:
      "Il n’y a aucun enregistrement avec ce numéro et ce secret. Y a-t-il une faute de frappe, ou a-t-il été effacé ?",
    erased: "L’enregistrement est effacé. Votre choix reste tel quel jusqu’à ce que vous le changiez.",
    record: "Votre enregistrement",
    "actions.accept_all": "Tout accepté",
    "actions.reject_all": "Tout refusé",
    "actions.choose": "Choisi un à un",
    "actions.withdraw": "Consentement retiré",
    "actions.expire": "Consentement expiré",
    answer: "Réponse",
    granted: "Autorisé",
    nothing: "Rien d’autre que l’essentiel",
    decidedAt: "Décidé",
    receivedAt: "Enregistré",
    policyVersion: "Version de la politique",
    hash: "Empreinte dans la chaîne des enregistrements",
    export: "Le télécharger",
    erase: "L’effacer",
    change: "Changer mon choix",
    back: "Retour",
  },
};
