import type { ProblemCode } from "../contract/index.ts";

interface ProblemPageMessages {
  /** What happened, and what to do. */
  problems: Partial<Record<ProblemCode, readonly [title: string, advice: string]>>;
  /** For what has no words of its own. */
  other: readonly [title: string, advice: string];
  retry: string;
  home: string;
  requestId: string;
}

const en: ProblemPageMessages = {
  problems: {
    not_found: ["There is nothing here", "The address may be mistyped, or what was here is gone."],
    csrf: ["This form is out of date", "Go back, load the page again, and send it once more."],
    origin: ["This form came from another site", "Open the page itself, and send it from there."],
    rate_limited: ["Too many requests", "Wait a moment, then try again."],
    unavailable: ["Not available now", "The service cannot answer at this moment. Try again soon."],
    internal: ["Something went wrong on our side", "Try again. If it stays so, quote the number below."],
    too_large: ["That was too large", "Go back and send less."],
  },
  other: ["That was not understood", "The address or the form cannot be read. Go back and try again."],
  retry: "Try again",
  home: "To the start of the site",
  requestId: "Number of this request:",
};

const es: ProblemPageMessages = {
  problems: {
    not_found: ["Aquí no hay nada", "Puede que la dirección esté mal escrita o que esto ya no exista."],
    csrf: ["Este formulario ha caducado", "Vuelva atrás, recargue la página y envíelo de nuevo."],
    origin: ["Este formulario viene de otro sitio", "Abra la página misma y envíelo desde ella."],
    rate_limited: ["Demasiadas peticiones", "Espere un momento y vuelva a intentarlo."],
    unavailable: [
      "Ahora no está disponible",
      "El servicio no puede responder en este momento. Inténtelo pronto.",
    ],
    internal: [
      "Algo ha fallado por nuestra parte",
      "Inténtelo de nuevo. Si continúa, cite el número de abajo.",
    ],
    too_large: ["Era demasiado grande", "Vuelva atrás y envíe menos."],
  },
  other: [
    "No se ha entendido",
    "La dirección o el formulario no se pueden leer. Vuelva atrás e inténtelo de nuevo.",
  ],
  retry: "Reintentar",
  home: "Al inicio del sitio",
  requestId: "Número de esta petición:",
};

/** The texts of pages that say what went wrong, in the language that the browser prefers, English otherwise. */
export function problemPageMessages(language: string | false): { lang: string; text: ProblemPageMessages } {
  return language === "es" ? { lang: "es", text: es } : { lang: "en", text: en };
}
