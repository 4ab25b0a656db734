import type { EndSessionsMessages } from "./end-sessions.messages.ts";

export const messages: EndSessionsMessages = {
  title: { one: "¿Cerrar esta sesión?", other: "¿Cerrar # sesiones?" },
  ownConsequence: {
    one: "Ese dispositivo queda fuera al instante.",
    other: "Esos dispositivos quedan fuera al instante.",
  },
  matching: {
    own: "Todas tus sesiones menos esta, se muestren aquí o no.",
    all: "Todas las sesiones activas que coinciden con los filtros, se muestren o no. La tuya no está entre ellas.",
  },
  everything: "También todas las demás sesiones activas de {user}",
  consequence: "Todas sus pestañas quedan fuera al instante y muestran el motivo.",
  reason: "Motivo",
  reasonHint: "Lo leerá el usuario.",
  reasonMissing: "Escribe un motivo.",
  cancel: "Cancelar",
  close: "Aceptar",
  confirm: { one: "Cerrar sesión", other: "Cerrar # sesiones" },
  ending: "Cerrando…",
  progress: "Cerradas {ended} de {total}",
  progressOpen: "Cerradas {ended}",
  stop: "Parar",
  stopping: "Parando…",
  unreachable:
    "No consta que se haya cerrado nada: no se puede contactar con el servidor. Comprueba la conexión e inténtalo de nuevo.",
  failed: "No se ha cerrado nada: el servidor no ha podido hacerlo ({code}).",

  stoppedTitle: "Detenido",
  unfinishedTitle: "No se han cerrado todas las sesiones",
  notEndedTitle: { one: "# sesión no se ha cerrado", other: "# sesiones no se han cerrado" },
  ended: { one: "# sesión se ha cerrado.", other: "# sesiones se han cerrado." },
  unreachableMidway:
    "Después no se ha podido contactar con el servidor. Lo que estaba en camino puede haberse cerrado. Comprueba la conexión e inténtalo de nuevo.",
  failedMidway: "El servidor no ha podido cerrar el resto ({code}).",
  passwordMissing: "El resto necesita de nuevo tu contraseña.",
  over: "ya había terminado",
  unknown: "no se encuentra",
  left: "aún sin cerrar",
  tryRest: "Reintentar el resto",
  goOn: "Continuar",
};
