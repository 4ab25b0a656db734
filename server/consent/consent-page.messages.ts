const en = {
  title: "Your choice about cookies",
  intro: "Accept, reject, or choose. You can change it here at any time, and the site works either way.",
  current: "Your present choice was made on",
  undecided: "You have not chosen yet: only what is essential is in use.",
  privacyControl:
    "Your browser asks sites not to share your data (Global Privacy Control). “Accept all” leaves marketing off; you can still choose it below.",
  accept: "Accept all",
  reject: "Reject all",
  save: "Save my choice",
  always: "Always on",
  allow: (category: string) => `Allow: ${category}`,
  items: "What is stored in your browser",
  protection: "How sessions and cookies are protected",
  receipt: "See or erase a recorded choice",
  back: "Back",
};

export type ConsentPageMessages = typeof en;

const es: ConsentPageMessages = {
  title: "Su elección sobre las cookies",
  intro: "Acepte, rechace o elija. Puede cambiarlo aquí cuando quiera, y el sitio funciona de todos modos.",
  current: "Su elección actual es del",
  undecided: "Todavía no ha elegido: solo se usa lo esencial.",
  privacyControl:
    "Su navegador pide que no se compartan sus datos (Global Privacy Control). «Aceptar todo» deja la publicidad desactivada; puede elegirla abajo.",
  accept: "Aceptar todo",
  reject: "Rechazar todo",
  save: "Guardar mi elección",
  always: "Siempre activas",
  allow: (category) => `Permitir: ${category}`,
  items: "Qué se guarda en su navegador",
  protection: "Cómo se protegen las sesiones y las cookies",
  receipt: "Ver o borrar una elección registrada",
  back: "Volver",
};

/** The texts of the consent page in the language of the policy that it shows, English otherwise. */
export function consentPageMessages(locale: string): ConsentPageMessages {
  return locale.startsWith("es") ? es : en;
}
