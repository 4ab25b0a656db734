import type { LogoutMessages } from "./messages.ts";

export const messages: LogoutMessages = {
  logOut: "Cerrar sesión",
  busy: "Cerrando sesión…",
  confirmTitle: "¿Cerrar la sesión?",
  confirmText: "La sesión termina aquí y en todas las pestañas abiertas.",
  cancel: "Cancelar",
  othersClosed: "Otras sesiones cerradas: {count}",
};
