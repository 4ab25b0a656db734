import type { TimeoutMessages } from "./messages.ts";

export const messages: TimeoutMessages = {
  title: "¿Sigue ahí?",
  countdown: "Su sesión se cerrará en",
  limitTitle: "Su sesión está a punto de terminar",
  limitText: "Toda sesión tiene una duración máxima. Guarde lo que esté haciendo y vuelva a iniciar sesión.",
  left: "Quedan {time}.",
  stay: "Seguir conectado",
  logOut: "Cerrar sesión",
  understood: "Entendido",
  extendFailed: "No se pudo contactar con el servidor. Inténtelo de nuevo.",
  offlineTitle: "La sesión se ha cerrado solo en este dispositivo",
  offlineText:
    "No se pudo contactar con el servidor, así que allí su sesión sigue abierta. Se cerrará en cuanto vuelva la conexión.",
  failedTitle: "La sesión sigue abierta",
  failedText: "El servidor no pudo cerrar la sesión. Inténtelo de nuevo.",
  othersTitle: "Sus otras sesiones siguen abiertas",
  othersText: "El servidor no pudo cerrarlas. Inténtelo de nuevo.",
  tooManyText: "El servidor ha recibido demasiadas peticiones. Espere un momento e inténtelo de nuevo.",
  details: "Código {code}, petición {id}",
  retry: "Intentar de nuevo",
  close: "Cerrar",
};
