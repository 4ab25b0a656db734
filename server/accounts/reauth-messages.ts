const en = {
  title: "Confirm that it is you",
  why: "Enter your password to go on. You will not be asked again for a few minutes.",
  whyElsewhere: "You will come back, and can then go on.",
  noPassword:
    "You have no password here: your site signs you in. Sign in there once more, then open this page again.",
  signedInAs: "Signed in as",
  password: "Password",
  submit: "Confirm",
  elsewhere: "Continue",
  elsewhereWith: (name: string) => `Continue with ${name}`,
  back: "Go back without confirming",
  logOut: "Log out",
  notices: {
    wrong: "The password is wrong.",
    throttled: "Too many attempts. Wait a few minutes, then try again.",
    incomplete: "Enter your password.",
  },
};

export type ReauthMessages = typeof en;

const es: ReauthMessages = {
  title: "Confirme que es usted",
  why: "Escriba su contraseña para continuar. No se le volverá a pedir durante unos minutos.",
  whyElsewhere: "Volverá aquí y podrá continuar.",
  noPassword:
    "No tiene contraseña aquí: es su sitio quien le identifica. Entre en él otra vez y vuelva a abrir esta página.",
  signedInAs: "Ha entrado como",
  password: "Contraseña",
  submit: "Confirmar",
  elsewhere: "Continuar",
  elsewhereWith: (name) => `Continuar con ${name}`,
  back: "Volver sin confirmar",
  logOut: "Cerrar sesión",
  notices: {
    wrong: "La contraseña no es correcta.",
    throttled: "Demasiados intentos. Espere unos minutos y vuelva a intentarlo.",
    incomplete: "Escriba su contraseña.",
  },
};

/** The texts of the page that asks for the password again, in the language that the browser prefers. */
export function reauthMessages(language: string | false): { lang: "en" | "es"; text: ReauthMessages } {
  return language === "es" ? { lang: "es", text: es } : { lang: "en", text: en };
}
