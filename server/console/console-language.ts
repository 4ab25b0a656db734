import { messages as es } from "./console.messages.es.ts";
import { type ConsoleMessages, messages as en } from "./console.messages.ts";

export type ConsoleLanguage = "en" | "es";

/** The texts of the hosted pages in the language that the browser prefers, English otherwise. */
export function consoleLanguage(language: string | false): { lang: ConsoleLanguage; text: ConsoleMessages } {
  return language === "es" ? { lang: "es", text: es } : { lang: "en", text: en };
}
