/** Texts of the audit. `{…}` is replaced by `fillText`. */
export interface AuditMessages {
  title: string;
  clean: string;
  found: string;
  undeclared: string;
  refused: string;
  limits: string;
  noPolicy: string;
  bannerHidden: string;
  kinds: Record<"cookie" | "localStorage" | "sessionStorage" | "indexedDB", string>;
}

const english: AuditMessages = {
  title: "Declared against observed",
  clean: "All {count} cookies and storage keys here are declared and allowed.",
  found: "{found} of {count} cookies and storage keys here should not be.",
  undeclared: "not declared",
  refused: "refused: {id}",
  limits: "Seen from this page and by the server; cookies of other paths and of embedded sites are not.",
  noPolicy: "The policy is not here yet.",
  bannerHidden: "The consent banner is due, and this page's style hides it.",
  kinds: {
    cookie: "cookie",
    localStorage: "local storage",
    sessionStorage: "session storage",
    indexedDB: "IndexedDB",
  },
};

const spanish: AuditMessages = {
  title: "Lo declarado y lo observado",
  clean: "Las {count} cookies y claves que hay aquí están declaradas y permitidas.",
  found: "{found} de las {count} cookies y claves que hay aquí no deberían estar.",
  undeclared: "no declarada",
  refused: "rechazada: {id}",
  limits:
    "Visto desde esta página y por el servidor; no las cookies de otras rutas ni de sitios incrustados.",
  noPolicy: "La política aún no ha llegado.",
  bannerHidden: "El aviso de consentimiento debería verse, y el estilo de esta página lo oculta.",
  kinds: {
    cookie: "cookie",
    localStorage: "almacenamiento local",
    sessionStorage: "almacenamiento de sesión",
    indexedDB: "IndexedDB",
  },
};

/** Few enough for one file: they come with the tab. */
export function auditMessages(locale: string): AuditMessages {
  return locale.startsWith("es") ? spanish : english;
}
