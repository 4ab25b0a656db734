import type { EventLogMessages } from "./event-log.messages.ts";

export const messages: EventLogMessages = {
  thisPage: "Errores de JavaScript de esta página",
  noErrors: "Ninguno. Aquí aparecen los errores y las promesas rechazadas cuando ocurren.",
  rejection: "promesa rechazada",
  times: "× {count}",

  reported: "Comunicado por las páginas",
  filter: "Filtro",
  session: "Sesión",
  thisSession: "Esta sesión",
  allSessions: "Todas",
  user: "Usuario",
  type: "Tipo",
  level: "Nivel",
  anyLevel: "todos",
  search: "Texto",
  grouped: "Agrupar",

  none: "Aún no se ha comunicado nada",
  noneHint: "Aquí aparecen los errores, las páginas vistas y los sereno.log() cuando llegan.",
  noMatch: "Nada coincide con el filtro",
  reset: "Quitar el filtro",
  older: "Buscar más atrás",
  data: "Datos",
  visitor: "visitante",
  onlySession: "Solo la sesión {session}",
  sessions: "sesiones: {count}",
  showEvents: "{times}, mostrar los eventos",
  capped: "Entre los {count} eventos más recientes.",
};
