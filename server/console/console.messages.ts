const en = {
  own: "Your sessions",
  ownIntro: "Where you are signed in. End what you do not know.",
  admin: "Administration",
  adminIntro: "Who is signed in, and how it went. Ending a session signs its tabs out at once.",
  nav: "Pages of your account",
  logOut: "Log out",
  consent: "Cookies",
  noScript: "This list needs JavaScript. You can log out without it.",
  forbidden: "Only administrators may see this page. You are signed in as {name}.",
};

export type ConsoleMessages = typeof en;

const es: ConsoleMessages = {
  own: "Sus sesiones",
  ownIntro: "Dónde ha iniciado sesión. Cierre lo que no reconozca.",
  admin: "Administración",
  adminIntro: "Quién ha entrado y cómo ha ido. Al cerrar una sesión, sus pestañas salen al instante.",
  nav: "Páginas de su cuenta",
  logOut: "Cerrar sesión",
  consent: "Cookies",
  noScript: "Esta lista necesita JavaScript. Puede cerrar la sesión sin él.",
  forbidden: "Solo los administradores pueden ver esta página. Ha entrado como {name}.",
};

/** The texts of the hosted pages in the language that the browser prefers, English otherwise. */
export function consoleMessages(language: string | false): { lang: "en" | "es"; text: ConsoleMessages } {
  return language === "es" ? { lang: "es", text: es } : { lang: "en", text: en };
}
