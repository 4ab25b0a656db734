import type { BannerMessages } from "./messages.ts";

export const spanish: BannerMessages = {
  title: "Cookies en este sitio",
  text: "Algunas mantienen su sesión abierta y están siempre activas. Otras nos ayudan a ver qué páginas son útiles. Usted decide, y puede cambiar de opinión cuando quiera.",
  accept: "Aceptar todas",
  reject: "Rechazar todas",
  choose: "Elegir…",
  privacyControl:
    "Su navegador envía la señal Global Privacy Control: el marketing queda desactivado salvo que usted lo elija.",
  preview: "Esto es una vista previa. No se guarda nada.",
  policyChanged:
    "La política de cookies ha cambiado desde su última respuesta, por eso volvemos a preguntar. Lo que rechazó sigue rechazado hasta que responda.",
  failed: "No se pudo guardar su respuesta. Compruebe la conexión e inténtelo de nuevo.",
};
