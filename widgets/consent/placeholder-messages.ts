import type { REPLACEABLE_TEXTS } from "../../server/contract/consent-texts.ts";

/** `from` names the service, `external` stands until its name is known. */
export type PlaceholderMessages = Record<(typeof REPLACEABLE_TEXTS)["placeholder"][number], string>;

/** A few words a language: a file of its own would cost more than it holds. */
export const placeholderMessages: Record<string, PlaceholderMessages> = {
  en: {
    from: "“{service}” is shown here once you allow it.",
    external: "Content from elsewhere is shown here once you allow it.",
    once: "Load once",
    always: "Always allow",
    failed: "Your answer could not be saved.",
  },
  es: {
    from: "Aquí se muestra «{service}» si usted lo permite.",
    external: "Aquí se muestra contenido de otro sitio si usted lo permite.",
    once: "Cargar una vez",
    always: "Permitir siempre",
    failed: "No se pudo guardar su respuesta.",
  },
  pt: {
    from: "“{service}” aparece aqui quando o permitir.",
    external: "Conteúdo de outro site aparece aqui quando o permitir.",
    once: "Carregar uma vez",
    always: "Permitir sempre",
    failed: "Não foi possível guardar a sua resposta.",
  },
  fr: {
    from: "« {service} » s’affiche ici si vous l’autorisez.",
    external: "Un contenu externe s’affiche ici si vous l’autorisez.",
    once: "Charger une fois",
    always: "Toujours autoriser",
    failed: "Votre réponse n’a pas pu être enregistrée.",
  },
  de: {
    from: "„{service}“ erscheint hier, sobald Sie es erlauben.",
    external: "Externe Inhalte erscheinen hier, sobald Sie es erlauben.",
    once: "Einmal laden",
    always: "Immer erlauben",
    failed: "Ihre Antwort konnte nicht gespeichert werden.",
  },
  it: {
    from: "Qui compare “{service}” se lo consente.",
    external: "Qui compare un contenuto esterno se lo consente.",
    once: "Carica una volta",
    always: "Consenti sempre",
    failed: "Non è stato possibile salvare la risposta.",
  },
  ca: {
    from: "Aquí es mostra «{service}» si ho permeteu.",
    external: "Aquí es mostra contingut extern si ho permeteu.",
    once: "Carrega un cop",
    always: "Permet sempre",
    failed: "No s’ha pogut desar la vostra resposta.",
  },
  ar: {
    from: "يظهر هنا «{service}» إذا سمحت بذلك.",
    external: "يظهر هنا محتوى من موقع آخر إذا سمحت بذلك.",
    once: "تحميل مرة واحدة",
    always: "السماح دائمًا",
    failed: "تعذّر حفظ إجابتك.",
  },
};
