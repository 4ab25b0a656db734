import type { ConsentTexts } from "./consent-texts.ts";

export const spanish: ConsentTexts = {
  policy: {
    thisSite: "Este sitio",
    categories: {
      essential: {
        name: "Esenciales",
        description:
          "Mantienen su sesión, protegen lo que envía y recuerdan su elección. Siempre activas: el sitio no funciona sin ellas.",
      },
      functional: {
        name: "Funcionales",
        description: "Extras como mapas y vídeos de otros proveedores, y ajustes que el sitio recuerda.",
      },
      analytics: {
        name: "Estadísticas",
        description: "Muestran qué páginas se usan, para poder mejorarlas.",
      },
      marketing: {
        name: "Publicidad",
        description:
          "Permiten que otras empresas le muestren publicidad a su medida, aquí y en otros sitios.",
      },
    },
    services: {
      signIn: {
        name: "Inicio de sesión",
        purpose: "Mantiene su sesión de una página a otra, e impide que otros la usen.",
      },
      consent: {
        name: "Su elección sobre las cookies",
        purpose: "Recuerda lo que permitió, para no preguntarle en cada página.",
      },
      administration: {
        name: "Administración",
        purpose: "Una herramienta para los administradores de este sitio.",
      },
      visits: {
        name: "Páginas que visita",
        purpose:
          "Guarda las 10 últimas páginas de su sesión, y los errores que ocurren en ellas, junto a su sesión en nuestro servidor. No se cede a nadie.",
      },
    },
    durations: {
      untilSignOut: "Hasta que cierra la sesión o esta caduca; más tiempo solo con «mantener la sesión»",
      untilRemoved: "Hasta que la borra",
      untilTabCloses: "Hasta que se cierra la pestaña",
      fourHundredDays: "400 días",
      halfAYear: "180 días",
      thirtyDays: "30 días",
      anHour: "Una hora como máximo",
      tenMinutes: "Diez minutos como máximo",
    },
    purposes: {
      session:
        "Mantiene su sesión. Contiene un número aleatorio y nada sobre usted; los scripts de la página no pueden leerla.",
      csrf: "Demuestra que lo que envía procede de las páginas de este sitio.",
      hint: "Indica a la página que hay una sesión abierta, para que solo entonces pregunte al servidor.",
      device:
        "Reconoce este navegador después de iniciar sesión, para que nadie que intente adivinar su contraseña pueda bloquearle.",
      providerState:
        "Mientras inicia sesión con otro proveedor: asegura que su respuesta es para este navegador.",
      tabMessage:
        "Avisa a las demás pestañas, en navegadores antiguos, de que ha iniciado o cerrado la sesión.",
      pendingLogout: "Recuerda un cierre de sesión que no llegó al servidor, para repetirlo.",
      endingSeen: "Evita que el aviso de que se cerró su sesión vuelva cuando ya lo ha leído.",
      decision: "Su elección sobre las cookies, su número y su fecha.",
      newReceipt: "Sin JavaScript: lleva su recibo a la página que lo muestra, y desaparece con ello.",
      accepted: "Indica a los scripts de la página que aceptó las cookies.",
      acceptedDate: "Cuándo las aceptó.",
      notificationShown: "Evita que la pregunta se repita en cada página.",
      receipt: "Su recibo: con él usted, y nadie más, puede ver o borrar el registro de su elección.",
      queue: "Su elección, hasta que el servidor la haya registrado.",
      debugWidget: "Dónde dejó un administrador la herramienta de depuración. Nadie más la tiene.",
    },
    protection: [
      "Su sesión se reconoce por un número aleatorio de 256 bits que está en una sola cookie. Guardamos su huella, nunca el número.",
      "Esa cookie es HttpOnly, para que los scripts no puedan leerla, y SameSite, para que otros sitios no puedan usarla. Con https solo se envía cifrada.",
      "La sesión termina cuando la cierra, tras un tiempo sin actividad y, como muy tarde, a una hora fija. Desde entonces la cookie no abre nada.",
      "Puede ver dónde tiene sesiones abiertas y cerrarlas desde aquí. Si un administrador cierra la suya, debe dar un motivo, que usted verá.",
      "Su elección sobre las cookies se registra sin su nombre, su dirección ni su navegador. Solo usted tiene la llave de ese registro.",
    ],
  },
  page: {
    title: "Su elección sobre las cookies",
    intro: "Acepte, rechace o elija. Puede cambiarlo aquí cuando quiera, y el sitio funciona de todos modos.",
    current: "Su elección actual es del",
    undecided: "Todavía no ha elegido: solo se usa lo esencial.",
    policyChanged:
      "La política de cookies ha cambiado desde su última respuesta, por eso volvemos a preguntar.",
    privacyControl:
      "Su navegador pide que no se compartan sus datos (Global Privacy Control). «Aceptar todo» deja la publicidad desactivada; puede elegirla abajo.",
    accept: "Aceptar todo",
    reject: "Rechazar todo",
    save: "Guardar mi elección",
    always: "Siempre activas",
    allow: "Permitir: {category}",
    items: "Qué se guarda en su navegador",
    protection: "Cómo se protegen las sesiones y las cookies",
    receipt: "Ver o borrar una elección registrada",
    back: "Volver",
    added: "Nuevo",
    changed: "Cambiado",
    removed: "Ya no está",
  },
  receipt: {
    title: "Su recibo",
    saved: "Su elección se ha guardado.",
    keep: "Guarde estos dos datos, por ejemplo en una foto o en papel: con ellos puede ver, llevarse y borrar el registro de su elección. Nadie más puede, y solo se muestran ahora.",
    privacyControl:
      "Su navegador pide que no se compartan sus datos (Global Privacy Control). La publicidad queda desactivada salvo que la haya marcado usted.",
    number: "Número",
    secret: "Secreto",
    lookUp: "Consultar un recibo",
    show: "Ver mi registro",
    unknown: "No hay ningún registro con este número y este secreto. ¿Hay algún error, o ya se borró?",
    erased: "El registro está borrado. Su elección sigue como está hasta que la cambie.",
    record: "Su registro",
    "actions.accept_all": "Todo aceptado",
    "actions.reject_all": "Todo rechazado",
    "actions.choose": "Elegido uno a uno",
    "actions.withdraw": "Consentimiento retirado",
    "actions.expire": "Consentimiento caducado",
    answer: "Respuesta",
    granted: "Permitido",
    nothing: "Nada más que lo esencial",
    decidedAt: "Decidido",
    receivedAt: "Registrado",
    policyVersion: "Versión de la política",
    hash: "Huella en la cadena de registros",
    export: "Descargarlo",
    erase: "Borrarlo",
    change: "Cambiar mi elección",
    back: "Volver",
  },
};
