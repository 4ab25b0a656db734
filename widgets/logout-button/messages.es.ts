import type { LogoutMessages } from "./messages.ts";

export const messages: LogoutMessages = {
  logOut: "Cerrar sesión",
  busy: "Cerrando sesión…",
  confirmTitle: "¿Cerrar la sesión?",
  confirmText: "La sesión termina aquí y en todas las pestañas abiertas.",
  cancel: "Cancelar",
  offlineTitle: "La sesión se ha cerrado solo en este dispositivo",
  offlineText:
    "No se pudo contactar con el servidor, así que allí su sesión sigue abierta. Se cerrará en cuanto vuelva la conexión.",
  failedTitle: "La sesión sigue abierta",
  failedText: "El servidor no pudo cerrar la sesión. Inténtelo de nuevo.",
  tooManyText: "El servidor ha recibido demasiadas peticiones. Espere un momento e inténtelo de nuevo.",
  details: "Código {code}, petición {id}",
  retry: "Intentar de nuevo",
  othersTitle: "Sus otras sesiones están cerradas",
  othersText: "Sesiones cerradas: {count}. Aquí la sesión sigue abierta.",
  close: "Cerrar",
};
