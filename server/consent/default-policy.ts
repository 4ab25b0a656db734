import type { CookieConfig } from "../http/cookies.ts";
import { administrationItems, consentItems, signInItems } from "./own-items.ts";
import type { PolicyDocument, Text } from "./policy.schema.ts";

const SITE: Text = { en: "This site", es: "Este sitio" };

/** The policy of a site that brings none: it declares what Sereno itself stores, and nothing else is there. */
export function createDefaultPolicy(cookie: Pick<CookieConfig, "name">): PolicyDocument {
  return {
    version: 1,
    locales: ["en", "es"],
    categories: [
      {
        id: "essential",
        name: { en: "Essential", es: "Esenciales" },
        description: {
          en: "Keep you signed in, protect what you send, and remember your choice. Always on: the site does not work without them.",
          es: "Mantienen su sesión, protegen lo que envía y recuerdan su elección. Siempre activas: el sitio no funciona sin ellas.",
        },
        services: essentialServices(cookie),
      },
      {
        id: "functional",
        name: { en: "Functional", es: "Funcionales" },
        description: {
          en: "Extras such as maps and videos from other providers, and settings that the site remembers.",
          es: "Extras como mapas y vídeos de otros proveedores, y ajustes que el sitio recuerda.",
        },
        services: [],
      },
      {
        id: "analytics",
        name: { en: "Statistics", es: "Estadísticas" },
        description: {
          en: "Show which pages are used, so that they can be improved.",
          es: "Muestran qué páginas se usan, para poder mejorarlas.",
        },
        services: [visits()],
      },
      {
        id: "marketing",
        name: { en: "Marketing", es: "Publicidad" },
        description: {
          en: "Let other companies show you advertising that fits you, here and elsewhere.",
          es: "Permiten que otras empresas le muestren publicidad a su medida, aquí y en otros sitios.",
        },
        services: [],
      },
    ],
    protection: PROTECTION,
  };
}

function essentialServices(cookie: Pick<CookieConfig, "name">) {
  return [
    {
      id: "sign-in",
      name: { en: "Signing in", es: "Inicio de sesión" },
      purpose: {
        en: "Keeps you signed in from page to page, and others out of your session.",
        es: "Mantiene su sesión de una página a otra, e impide que otros la usen.",
      },
      provider: SITE,
      items: signInItems(cookie),
    },
    {
      id: "consent",
      name: { en: "Your choice about cookies", es: "Su elección sobre las cookies" },
      purpose: {
        en: "Remembers what you allowed, so that you are not asked on every page.",
        es: "Recuerda lo que permitió, para no preguntarle en cada página.",
      },
      provider: SITE,
      items: consentItems(),
    },
    {
      id: "administration",
      name: { en: "Administration", es: "Administración" },
      purpose: {
        en: "A tool for the administrators of this site.",
        es: "Una herramienta para los administradores de este sitio.",
      },
      provider: SITE,
      items: administrationItems(),
    },
  ];
}

/** Stores nothing in the browser: what it allows is kept with the session. */
function visits() {
  return {
    id: "visits",
    name: { en: "Pages you visit", es: "Páginas que visita" },
    purpose: {
      en: "Keeps the last 10 pages of your session, and errors that happen on them, with your session on our server. Nothing is given to others.",
      es: "Guarda las 10 últimas páginas de su sesión, y los errores que ocurren en ellas, junto a su sesión en nuestro servidor. No se cede a nadie.",
    },
    provider: SITE,
    items: [],
  };
}

const PROTECTION: Text[] = [
  {
    en: "Your session is known by a random number of 256 bits that is in one cookie only. We store its fingerprint, never the number itself.",
    es: "Su sesión se reconoce por un número aleatorio de 256 bits que está en una sola cookie. Guardamos su huella, nunca el número.",
  },
  {
    en: "That cookie is HttpOnly, so that page scripts cannot read it, and SameSite, so that other sites cannot use it. On https it is sent encrypted only.",
    es: "Esa cookie es HttpOnly, para que los scripts no puedan leerla, y SameSite, para que otros sitios no puedan usarla. Con https solo se envía cifrada.",
  },
  {
    en: "A session ends when you sign out, when you do nothing for a while, and at a fixed time at the latest. From then on the cookie opens nothing.",
    es: "La sesión termina cuando la cierra, tras un tiempo sin actividad y, como muy tarde, a una hora fija. Desde entonces la cookie no abre nada.",
  },
  {
    en: "You can see where you are signed in, and sign out there from here. An administrator who ends your session must give a reason, which you see.",
    es: "Puede ver dónde tiene sesiones abiertas y cerrarlas desde aquí. Si un administrador cierra la suya, debe dar un motivo, que usted verá.",
  },
  {
    en: "Your choice about cookies is recorded without your name, your address or your browser. You hold the only key to that record.",
    es: "Su elección sobre las cookies se registra sin su nombre, su dirección ni su navegador. Solo usted tiene la llave de ese registro.",
  },
];
