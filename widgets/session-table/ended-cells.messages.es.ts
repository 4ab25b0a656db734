import type { EndedCellMessages } from "./ended-cells.messages.ts";

export const messages: EndedCellMessages = {
  status: {
    manual: "Cerrada por el usuario",
    revoked_by_user: "Cerrada a distancia",
    revoked_others: "Cerrada con las demás",
    forced: "Cierre forzado",
    limit_evicted: "Demasiadas sesiones",
    password_change: "Contraseña nueva",
    account_disabled: "Cuenta desactivada",
    account_deleted: "Cuenta eliminada",
    token_reuse: "Credencial reutilizada",
    host_logout: "Cerrada en el sitio",
    expired_idle: "Caducada, inactiva",
    expired_absolute: "Caducada, tiempo límite",
    replaced: "Sustituida",
    consent_withdrawn: "Sin consentimiento",
  },
  ownStatus: {
    manual: "Cerrada",
    revoked_by_user: "Cerrada por ti",
    revoked_others: "Cerrada por ti",
    forced: "Cerrada por un administrador",
    limit_evicted: "Cerrada: demasiadas sesiones",
    password_change: "Cerrada: contraseña nueva",
    token_reuse: "Cerrada por seguridad",
    replaced: "Sustituida por un acceso más reciente",
  },
  quote: "«{text}»",
};
