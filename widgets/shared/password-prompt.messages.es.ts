import type { PasswordPromptMessages } from "./password-prompt.messages.ts";

export const messages: PasswordPromptMessages = {
  title: "Confirma que eres tú",
  why: "Escribe tu contraseña para continuar. No se te volverá a pedir durante unos minutos.",
  whyElsewhere: "Volverás a esta página y podrás continuar.",
  continue: "Continuar",
  continueWith: (name) => `Continuar con ${name}`,
  password: "Contraseña",
  cancel: "Cancelar",
  confirm: "Confirmar",
  wrong: "No es la contraseña de esta cuenta.",
  tooMany: "Demasiadas contraseñas incorrectas. Inténtalo más tarde.",
  unreachable: "No se puede contactar con el servidor. Inténtalo de nuevo.",
  failed: "No ha funcionado. Inténtalo de nuevo.",
};
