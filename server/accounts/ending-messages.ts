import type { EndReason } from "../contract/index.ts";

/** How a session ended, for the person whose it was: what the notice in open pages says. */
export interface EndingMessages {
  ended: Readonly<Record<EndReason, string>>;
  /** What to know or do besides. */
  advice: Readonly<Partial<Record<EndReason, string>>>;
  /** What was written to the person. */
  quote(message: string): string;
}

const en: EndingMessages = {
  ended: {
    manual: "You signed out in another tab",
    revoked_by_user: "You closed this session from your list of sessions",
    revoked_others: "You closed your other sessions, and this was one of them",
    forced: "Your session was closed by an administrator",
    limit_evicted: "You signed in elsewhere, and this session was one too many",
    password_change: "Your password was changed, which closed this session",
    account_disabled: "Your account was disabled",
    account_deleted: "Your account was deleted",
    token_reuse: "Your session was closed for your safety",
    host_logout: "You signed out of this site",
    expired_idle: "You were signed out after a time without activity",
    expired_absolute: "Your session reached its longest duration",
    replaced: "A newer sign-in took the place of this session",
    consent_withdrawn: "Your session ended with your consent",
  },
  advice: {
    account_disabled: "Ask the people who run this site.",
    account_deleted: "Ask the people who run this site if that is a mistake.",
    token_reuse:
      "It was used from two places at once. If that was not you, change your password after signing in.",
  },
  quote: (message) => `“${message}”`,
};

const es: EndingMessages = {
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
  },
  quote: (message) => `«${message}»`,
};

export const ENDING_MESSAGES = { en, es } as const;
