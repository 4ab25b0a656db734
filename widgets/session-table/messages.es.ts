import type { SessionTableMessages } from "./messages.ts";

export const messages: SessionTableMessages = {
  title: { own: "Tus sesiones", all: "Sesiones" },
  caption: { active: "Sesiones activas", ended: "Sesiones terminadas", all: "Sesiones activas y terminadas" },
  columns: {
    select: "Elegir",
    user: "Usuario",
    status: "Estado",
    device: "Dispositivo",
    ip: "Dirección IP",
    location: "Lugar",
    started: "Inicio",
    "last-seen": "Última actividad",
    duration: "Duración",
    requests: "Peticiones",
    "ended-by": "Final",
    actions: "Acciones",
  },
  state: "Estado",
  states: { active: "Activas", ended: "Terminadas", all: "Activas y terminadas" },
  refresh: "Actualizar",

  active: "Activa",
  thisDevice: "Este dispositivo",
  logOutToEnd: "Termina al cerrar sesión",
  anonymous: "Visitante sin cuenta",
  bearer: "Credencial de aplicación",
  unknownLocation: "Desconocido",

  end: "Cerrar…",
  endOthers: "Cerrar todas las demás…",

  loading: "Cargando sesiones…",
  shown: { one: "# sesión", other: "# sesiones" },
  shownOf: "{shown} de {total} sesiones",
  atLeast: "más de {total}",
  fresh: { one: "# nueva", other: "# nuevas" },
  showMore: "Mostrar más",
  added: { one: "# sesión más", other: "# sesiones más" },
  moreFailed: "No se han podido cargar más. Inténtalo de nuevo.",

  failedTitle: "No se han podido cargar las sesiones",
  retry: "Reintentar",

  ended: { one: "# sesión se ha cerrado.", other: "# sesiones se han cerrado." },
  endUnavailable: "Sin conexión no es posible.",
};
