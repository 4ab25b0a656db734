import type { PolicyChange, PolicyChanges } from "../../server/contract/consent.ts";
import type { REPLACEABLE_TEXTS } from "../../server/contract/consent-texts.ts";
import type { Consent } from "./consent-api.ts";

type ChangesMessages = Record<(typeof REPLACEABLE_TEXTS)["changes"][number], string>;

/** A few words a language: a file of its own would cost more than it holds. */
const MESSAGES: Record<string, ChangesMessages> = {
  en: {
    added: "New",
    changed: "Changed",
    removed: "No longer there",
    failed: "The list of changes could not be loaded.",
  },
  es: {
    added: "Nuevo",
    changed: "Cambiado",
    removed: "Ya no está",
    failed: "No se pudo cargar la lista de cambios.",
  },
  pt: {
    added: "Novo",
    changed: "Alterado",
    removed: "Já não existe",
    failed: "Não foi possível carregar a lista de alterações.",
  },
  fr: {
    added: "Nouveau",
    changed: "Modifié",
    removed: "Supprimé",
    failed: "La liste des changements n’a pas pu être chargée.",
  },
  de: {
    added: "Neu",
    changed: "Geändert",
    removed: "Entfallen",
    failed: "Die Liste der Änderungen konnte nicht geladen werden.",
  },
  it: {
    added: "Nuovo",
    changed: "Modificato",
    removed: "Non più presente",
    failed: "Non è stato possibile caricare l’elenco delle modifiche.",
  },
  ca: {
    added: "Nou",
    changed: "Canviat",
    removed: "Ja no hi és",
    failed: "No s’ha pogut carregar la llista de canvis.",
  },
  ar: {
    added: "جديد",
    changed: "تغيّر",
    removed: "لم يعد موجودًا",
    failed: "تعذّر تحميل قائمة التغييرات.",
  },
};

/** Where and in which words the changes are told. */
export interface ChangesContext {
  base: Consent["base"];
  /** The version that was answered. */
  since: number;
  language: string;
  /** The site's own words. */
  texts?: Partial<Record<string, string>> | undefined;
}

/**
 * Fills a list with what is new, changed or gone in the policy since the visitor's answer; with a word when that
 * cannot be had. Never rejects.
 */
export async function tellChanges(list: Element, context: ChangesContext): Promise<void> {
  const text: ChangesMessages = {
    ...MESSAGES["en"],
    ...MESSAGES[context.language],
    ...context.texts,
  } as ChangesMessages;
  list.setAttribute("aria-busy", "true");
  const changes = await loadChanges(context).catch(() => undefined);
  list.replaceChildren(...(changes?.map((change) => describe(change, text)) ?? [item(text.failed)]));
  list.removeAttribute("aria-busy");
}

async function loadChanges({ base, since, language }: ChangesContext): Promise<PolicyChange[]> {
  const query = new URLSearchParams({ since: `${since}`, lang: language });
  const response = await fetch(`${base}api/consent/policy-changes?${query}`, {
    signal: AbortSignal.timeout(10_000),
  });
  return ((await response.json()) as PolicyChanges).changes;
}

/** "New: Film (Marketing) film_viewer" */
function describe({ kind, name, category, items }: PolicyChange, text: ChangesMessages): HTMLElement {
  const kindOf = document.createElement("b");
  kindOf.textContent = text[kind];
  const described = item("");
  described.append(kindOf, `: ${name}${category ? ` (${category})` : ""} `);
  for (const one of items) {
    const code = document.createElement("code");
    code.textContent = one;
    described.append(code, " ");
  }
  return described;
}

function item(text: string): HTMLElement {
  const created = document.createElement("li");
  created.textContent = text;
  return created;
}
