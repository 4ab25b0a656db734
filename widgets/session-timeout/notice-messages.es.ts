import type { NoticeMessages } from "./notice-messages.ts";

export const messages: NoticeMessages = {
  ended: {
    manual: "Ha cerrado la sesión en otra pestaña",
    revoked_by_user: "Ha cerrado esta sesión desde su lista de sesiones",
    revoked_others: "Ha cerrado sus otras sesiones, y esta era una de ellas",
    forced: "Un administrador ha cerrado su sesión",
    limit_evicted: "Ha iniciado sesión en otro lugar y esta sesión sobraba",
    password_change: "Su contraseña ha cambiado y esta sesión se ha cerrado",
    account_disabled: "Su cuenta ha sido desactivada",
    account_deleted: "Su cuenta ha sido eliminada",
    token_reuse: "Su sesión se ha cerrado por seguridad",
    host_logout: "Ha cerrado la sesión en este sitio",
    expired_idle: "Su sesión se ha cerrado tras un tiempo sin actividad",
    expired_absolute: "Su sesión ha alcanzado su duración máxima",
    replaced: "Un inicio de sesión más reciente ha sustituido a esta sesión",
    consent_withdrawn: "Su sesión ha terminado al retirar su consentimiento",
  },
  advice: {
    account_disabled: "Consulte a los responsables de este sitio.",
    account_deleted: "Si es un error, consulte a los responsables de este sitio.",
    token_reuse:
      "Se ha usado desde dos lugares a la vez. Si no ha sido usted, cambie la contraseña después de iniciar sesión.",
    password_change: "Inicie sesión con la nueva contraseña; volverá a esta página.",
    consent_withdrawn: "No se registra nada más de su visita.",
  },
  quote: "«{message}»",
  again: "Puede volver a iniciar sesión; regresará a esta página.",
  signIn: "Iniciar sesión de nuevo",
  close: "Cerrar",
};
