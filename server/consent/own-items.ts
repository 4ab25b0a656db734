import type { CookieConfig } from "../http/cookies.ts";
import { CONSENT_COOKIE, CSRF_COOKIE, DEVICE_COOKIE, HINT_COOKIE } from "../contract/index.ts";
import type { PolicyDocument, Text } from "./policy.schema.ts";

type Item = PolicyDocument["categories"][number]["services"][number]["items"][number];

const PROVIDER: Text = { en: "This site", es: "Este sitio" };
const UNTIL_SIGN_OUT: Text = {
  en: "Until you sign out or the session expires; longer only with “stay signed in”",
  es: "Hasta que cierra la sesión o esta caduca; más tiempo solo con «mantener la sesión»",
};
const UNTIL_REMOVED: Text = { en: "Until you delete it", es: "Hasta que la borra" };
const FOUR_HUNDRED_DAYS: Text = { en: "400 days", es: "400 días" };
const THIRTY_DAYS: Text = { en: "30 days", es: "30 días" };
const HALF_A_YEAR: Text = { en: "180 days", es: "180 días" };
const AN_HOUR: Text = { en: "One hour at most", es: "Una hora como máximo" };
const UNTIL_TAB_CLOSES: Text = { en: "Until the tab is closed", es: "Hasta que se cierra la pestaña" };

function cookie(name: string, duration: Text, purpose: Text): Item {
  return { name, kind: "cookie", purpose, duration, provider: PROVIDER, httpOnly: false };
}

function stored(kind: "localStorage" | "sessionStorage", name: string, duration: Text, purpose: Text): Item {
  return { name, kind, purpose, duration, provider: PROVIDER };
}

/** What Sereno itself keeps in the browser for a signed-in visitor. */
export function signInItems(config: Pick<CookieConfig, "name">): Item[] {
  return [
    {
      ...cookie(config.name, UNTIL_SIGN_OUT, {
        en: "Keeps you signed in. Holds a random number and nothing about you; page scripts cannot read it.",
        es: "Mantiene su sesión. Contiene un número aleatorio y nada sobre usted; los scripts de la página no pueden leerla.",
      }),
      httpOnly: true,
    },
    cookie(CSRF_COOKIE, UNTIL_SIGN_OUT, {
      en: "Proves that what you send comes from this site's own pages.",
      es: "Demuestra que lo que envía procede de las páginas de este sitio.",
    }),
    cookie(HINT_COOKIE, UNTIL_SIGN_OUT, {
      en: "Tells the page that somebody is signed in, so that it asks the server only then.",
      es: "Indica a la página que hay una sesión abierta, para que solo entonces pregunte al servidor.",
    }),
    {
      ...cookie(DEVICE_COOKIE, FOUR_HUNDRED_DAYS, {
        en: "Knows this browser again after a sign-in, so that others who guess at your password cannot lock you out.",
        es: "Reconoce este navegador después de iniciar sesión, para que nadie que intente adivinar su contraseña pueda bloquearle.",
      }),
      httpOnly: true,
    },
    stored("localStorage", "sereno_tab_message", UNTIL_REMOVED, {
      en: "Tells your other tabs, in older browsers, that you signed in or out.",
      es: "Avisa a las demás pestañas, en navegadores antiguos, de que ha iniciado o cerrado la sesión.",
    }),
    stored("localStorage", "sereno_pending_logout", UNTIL_REMOVED, {
      en: "Remembers a sign-out that could not reach the server, to repeat it.",
      es: "Recuerda un cierre de sesión que no llegó al servidor, para repetirlo.",
    }),
    stored("localStorage", "sereno_ending_seen", UNTIL_REMOVED, {
      en: "Keeps a notice that your session was closed from coming back once you have read it.",
      es: "Evita que el aviso de que se cerró su sesión vuelva cuando ya lo ha leído.",
    }),
  ];
}

/** What remembers the visitor's answer about cookies. */
export function consentItems(): Item[] {
  return [
    cookie(CONSENT_COOKIE, HALF_A_YEAR, {
      en: "Your choice about cookies, its number and its date.",
      es: "Su elección sobre las cookies, su número y su fecha.",
    }),
    {
      ...cookie("sereno_new_receipt", AN_HOUR, {
        en: "Without JavaScript: brings your receipt to the page that shows it, and goes with that.",
        es: "Sin JavaScript: lleva su recibo a la página que lo muestra, y desaparece con ello.",
      }),
      httpOnly: true,
    },
    stored("localStorage", "cookies_accepted", UNTIL_REMOVED, {
      en: "Tells the page's scripts that you accepted cookies.",
      es: "Indica a los scripts de la página que aceptó las cookies.",
    }),
    stored("localStorage", "cookies_accepted_date", UNTIL_REMOVED, {
      en: "When you accepted them.",
      es: "Cuándo las aceptó.",
    }),
    stored("sessionStorage", "cookies_notification_shown", UNTIL_TAB_CLOSES, {
      en: "Keeps the question from being put again on every page.",
      es: "Evita que la pregunta se repita en cada página.",
    }),
    stored("localStorage", "sereno_receipt", UNTIL_REMOVED, {
      en: "Your receipt: with it you, and nobody else, can see or erase the record of your choice.",
      es: "Su recibo: con él usted, y nadie más, puede ver o borrar el registro de su elección.",
    }),
    stored("localStorage", "sereno_queue", THIRTY_DAYS, {
      en: "Your choice, until the server has recorded it.",
      es: "Su elección, hasta que el servidor la haya registrado.",
    }),
  ];
}

/** What the tool for administrators keeps in their browsers. */
export function administrationItems(): Item[] {
  return [
    stored("localStorage", "sereno_debug_widget", UNTIL_REMOVED, {
      en: "Where an administrator left the debug tool on the page. Nobody else has it.",
      es: "Dónde dejó un administrador la herramienta de depuración. Nadie más la tiene.",
    }),
  ];
}
