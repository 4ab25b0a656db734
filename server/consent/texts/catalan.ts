import type { ConsentTexts } from "./consent-texts.ts";

export const catalan: ConsentTexts = {
  policy: {
    thisSite: "Aquest lloc",
    categories: {
      essential: {
        name: "Essencials",
        description:
          "Mantenen la vostra sessió, protegeixen el que envieu i recorden la vostra tria. Sempre actives: el lloc no funciona sense elles.",
      },
      functional: {
        name: "Funcionals",
        description: "Extres com ara mapes i vídeos d’altres proveïdors, i paràmetres que el lloc recorda.",
      },
      analytics: {
        name: "Estadístiques",
        description: "Mostren quines pàgines es fan servir, per poder-les millorar.",
      },
      marketing: {
        name: "Publicitat",
        description: "Permeten que altres empreses us mostrin publicitat a mida, aquí i en altres llocs.",
      },
    },
    services: {
      signIn: {
        name: "Inici de sessió",
        purpose: "Manté la vostra sessió d’una pàgina a l’altra, i els altres fora.",
      },
      consent: {
        name: "La vostra tria sobre les galetes",
        purpose: "Recorda el que vau permetre, per no preguntar-vos-ho a cada pàgina.",
      },
      administration: {
        name: "Administració",
        purpose: "Una eina per als administradors d’aquest lloc.",
      },
      visits: {
        name: "Pàgines que visiteu",
        purpose:
          "Desa les 10 darreres pàgines de la vostra sessió, i els errors que hi passen, amb la sessió al nostre servidor. No es cedeix res a ningú.",
      },
    },
    durations: {
      untilSignOut: "Fins que tanqueu la sessió o caduqui; més temps només amb «mantén la sessió oberta»",
      untilRemoved: "Fins que l’esborreu",
      untilTabCloses: "Fins que es tanca la pestanya",
      fourHundredDays: "400 dies",
      halfAYear: "180 dies",
      thirtyDays: "30 dies",
      anHour: "Una hora com a màxim",
      tenMinutes: "Deu minuts com a màxim",
    },
    purposes: {
      session:
        "Manté la vostra sessió. Conté un nombre aleatori i res sobre vós; els scripts de la pàgina no la poden llegir.",
      csrf: "Demostra que el que envieu ve de les pàgines d’aquest lloc.",
      hint: "Diu a la pàgina que hi ha una sessió oberta, perquè només llavors pregunti al servidor.",
      device:
        "Reconeix aquest navegador després d’iniciar sessió, perquè qui intenti endevinar la vostra contrasenya no us pugui bloquejar.",
      providerState:
        "Mentre inicieu sessió amb un altre proveïdor: assegura que la seva resposta és per a aquest navegador.",
      tabMessage: "Avisa les altres pestanyes, en navegadors antics, que heu iniciat o tancat la sessió.",
      pendingLogout: "Recorda un tancament de sessió que no va arribar al servidor, per repetir-lo.",
      endingSeen: "Evita que l’avís que s’ha tancat la vostra sessió torni quan ja l’heu llegit.",
      decision: "La vostra tria sobre les galetes, el seu número i la seva data.",
      newReceipt: "Sense JavaScript: porta el vostre rebut a la pàgina que el mostra, i desapareix amb això.",
      accepted: "Diu als scripts de la pàgina que heu acceptat les galetes.",
      acceptedDate: "Quan les vau acceptar.",
      notificationShown: "Evita que la pregunta es repeteixi a cada pàgina.",
      receipt: "El vostre rebut: amb ell només vós podeu veure o esborrar el registre de la vostra tria.",
      queue: "La vostra tria, fins que el servidor l’hagi registrada.",
      debugWidget: "On va deixar un administrador l’eina de depuració. Ningú més no la té.",
    },
    protection: [
      "La vostra sessió es reconeix per un nombre aleatori de 256 bits que és en una sola galeta. En desem l’empremta, mai el nombre.",
      "Aquesta galeta és HttpOnly, perquè els scripts no la puguin llegir, i SameSite, perquè altres llocs no la puguin fer servir. Amb https només s’envia xifrada.",
      "La sessió s’acaba quan la tanqueu, després d’una estona d’inactivitat i, com a molt tard, a una hora fixa. Des de llavors la galeta no obre res.",
      "Podeu veure on teniu sessions obertes i tancar-les des d’aquí. Un administrador que tanqui la vostra ha de donar un motiu, que veureu.",
      "La vostra tria sobre les galetes es registra sense el vostre nom, la vostra adreça ni el vostre navegador. Només vós teniu la clau d’aquest registre.",
    ],
  },
  page: {
    title: "La vostra tria sobre les galetes",
    intro: "Accepteu, rebutgeu o trieu. Ho podeu canviar aquí quan vulgueu, i el lloc funciona igualment.",
    current: "La vostra tria actual és del",
    undecided: "Encara no heu triat: només es fa servir l’essencial.",
    policyChanged:
      "La política de galetes ha canviat des de la vostra darrera resposta, per això us ho tornem a preguntar.",
    privacyControl:
      "El vostre navegador demana que no es comparteixin les vostres dades (Global Privacy Control). «Accepta-ho tot» deixa la publicitat desactivada; la podeu triar a sota.",
    accept: "Accepta-ho tot",
    reject: "Rebutja-ho tot",
    save: "Desa la meva tria",
    always: "Sempre actives",
    allow: "Permet: {category}",
    items: "Què es desa al vostre navegador",
    protection: "Com es protegeixen les sessions i les galetes",
    receipt: "Veure o esborrar una tria registrada",
    back: "Torna",
    added: "Nou",
    changed: "Canviat",
    removed: "Ja no hi és",
  },
  receipt: {
    title: "El vostre rebut",
    saved: "La vostra tria s’ha desat.",
    keep: "Guardeu aquestes dues dades, per exemple en una foto o en paper: amb elles podeu veure, endur-vos i esborrar el registre de la vostra tria. Ningú més no pot, i només es mostren ara.",
    privacyControl:
      "El vostre navegador demana que no es comparteixin les vostres dades (Global Privacy Control). La publicitat queda desactivada si no l’heu marcada vós.",
    number: "Número",
    secret: "Secret",
    lookUp: "Consulta un rebut",
    show: "Mostra el meu registre",
    unknown:
      "No hi ha cap registre amb aquest número i aquest secret. Hi ha algun error, o ja es va esborrar?",
    erased: "El registre s’ha esborrat. La vostra tria es manté fins que la canvieu.",
    record: "El vostre registre",
    "actions.accept_all": "Tot acceptat",
    "actions.reject_all": "Tot rebutjat",
    "actions.choose": "Triat un per un",
    "actions.withdraw": "Consentiment retirat",
    "actions.expire": "Consentiment caducat",
    answer: "Resposta",
    granted: "Permès",
    nothing: "Res més que l’essencial",
    decidedAt: "Decidit",
    receivedAt: "Registrat",
    policyVersion: "Versió de la política",
    hash: "Empremta en la cadena de registres",
    export: "Baixa’l",
    erase: "Esborra’l",
    change: "Canvia la meva tria",
    back: "Torna",
  },
};
