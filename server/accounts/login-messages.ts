import type { ProviderProblem } from "../contract/index.ts";

const en = {
  title: "Sign in",
  username: "Username",
  password: "Password",
  remember: "Stay signed in when the browser closes",
  submit: "Sign in",
  or: "or",
  continueWith: (provider: string) => `Continue with ${provider}`,
  back: "Go back",
  notices: {
    signedOut: "You are signed out. Your session was closed.",
    wrong: "The username or the password is wrong.",
    throttled: "Too many attempts. Wait a few minutes, then try again.",
    limit: "You are signed in on as many devices as allowed. Sign out on one of them first.",
    incomplete: "Enter your username and your password.",
  },
  cookies: {
    title: "About cookies",
    body: "Signing in sets cookies that keep you signed in and protect what you send. They are needed, hold nothing about you, and stop working when you sign out.",
    more: "Your choices",
  },
  /** Why a sign-in with a provider came to nothing. */
  providerProblem: (problem: ProviderProblem, provider: string): string =>
    ({
      denied: `You are not signed in: access was refused at ${provider}.`,
      unavailable: `${provider} cannot be reached at the moment. Try again later, or sign in another way.`,
      failed: `${provider} gave an answer that does not hold. Try again.`,
      stale: "That sign-in is no longer good: it took too long, or began in another tab. Begin again.",
      disabled: "This account is closed here. Ask an administrator.",
      limit: en.notices.limit,
      throttled: en.notices.throttled,
      unconfirmed: `${provider} did not say that you have just confirmed that it is you. Go back, sign out and sign in again.`,
      other_person: `At ${provider} you are somebody else than here. Go back, and choose the account that you signed in with.`,
    })[problem],
};

export type LoginMessages = typeof en;

const es: LoginMessages = {
  title: "Iniciar sesión",
  username: "Usuario",
  password: "Contraseña",
  remember: "Mantener la sesión al cerrar el navegador",
  submit: "Iniciar sesión",
  or: "o",
  continueWith: (provider) => `Continuar con ${provider}`,
  back: "Volver",
  notices: {
    signedOut: "Ha cerrado la sesión.",
    wrong: "El usuario o la contraseña no son correctos.",
    throttled: "Demasiados intentos. Espere unos minutos y vuelva a intentarlo.",
    limit: "Ya tiene abiertas todas las sesiones permitidas. Cierre antes una de ellas.",
    incomplete: "Escriba su usuario y su contraseña.",
  },
  cookies: {
    title: "Sobre las cookies",
    body: "Al iniciar sesión se guardan cookies que mantienen la sesión y protegen lo que envía. Son necesarias, no contienen datos sobre usted y dejan de servir al cerrar la sesión.",
    more: "Sus opciones",
  },
  providerProblem: (problem, provider) =>
    ({
      denied: `No ha iniciado sesión: ${provider} ha denegado el acceso.`,
      unavailable: `Ahora no se puede contactar con ${provider}. Inténtelo más tarde o inicie sesión de otro modo.`,
      failed: `La respuesta de ${provider} no es válida. Inténtelo de nuevo.`,
      stale: "Ese inicio de sesión ya no vale: tardó demasiado o empezó en otra pestaña. Empiece de nuevo.",
      disabled: "Esta cuenta está cerrada aquí. Hable con un administrador.",
      limit: es.notices.limit,
      throttled: es.notices.throttled,
      unconfirmed: `${provider} no ha indicado que acabe de confirmar que es usted. Vuelva, cierre la sesión e iníciela de nuevo.`,
      other_person: `En ${provider} es usted otra persona que aquí. Vuelva y elija la cuenta con la que inició la sesión.`,
    })[problem],
};

/** The texts of the sign-in page in the language that the browser prefers, English otherwise. */
export function loginMessages(language: string | false): { lang: "en" | "es"; text: LoginMessages } {
  return language === "es" ? { lang: "es", text: es } : { lang: "en", text: en };
}
