const en = {
  title: "Sign in",
  username: "Username",
  password: "Password",
  remember: "Stay signed in when the browser closes",
  submit: "Sign in",
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
};

export type LoginMessages = typeof en;

const es: LoginMessages = {
  title: "Iniciar sesión",
  username: "Usuario",
  password: "Contraseña",
  remember: "Mantener la sesión al cerrar el navegador",
  submit: "Iniciar sesión",
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
};

/** The texts of the sign-in page in the language that the browser prefers, English otherwise. */
export function loginMessages(language: string | false): { lang: "en" | "es"; text: LoginMessages } {
  return language === "es" ? { lang: "es", text: es } : { lang: "en", text: en };
}
