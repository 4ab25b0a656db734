import type { ListNoticeMessages } from "./list-notice.messages.ts";

export const messages: ListNoticeMessages = {
  emptyTitle: "No hay sesiones activas",
  emptyText: "Aquí aparece una sesión en cuanto alguien entra.",
  noMatchTitle: "Ninguna sesión coincide",
  noMatchText: "No hay ninguna con estos filtros.",
  noMatchUser:
    "No hay ninguna de «{user}» con estos filtros. Escribe el principio de un nombre de usuario o una dirección IP.",
  clearFilters: "Quitar filtros",
  unreachable: "No se puede contactar con el servidor. Comprueba la conexión.",
  failedText: "El servidor no ha podido responder ({code}).",
  forbiddenTitle: "Solo para administradores",
  forbiddenText: "Tu cuenta no puede ver las sesiones de los demás.",
  signedOutTitle: "No has iniciado sesión",
  signedOutText: "Inicia sesión para ver tus sesiones.",
  signIn: "Iniciar sesión",
};
