import type { ReactiveController, ReactiveControllerHost } from "lit";
import { chooseLocale, ENGLISH, type LocaleChoice } from "./choose-locale.ts";

export { chooseLocale, type LocaleChoice } from "./choose-locale.ts";

export type MessageLoaders<Messages> = Readonly<Record<string, () => Promise<Messages>>>;

/**
 * Texts of a Lit element: English at once, another language as soon as its chunk is here. A chunk that
 * cannot be loaded leaves English; a text that a language lacks is English too.
 */
export class Localized<Messages extends object> implements ReactiveController {
  text: Messages;
  choice: LocaleChoice = ENGLISH;

  readonly #host: ReactiveControllerHost & Element;
  readonly #english: Messages;
  readonly #loaders: MessageLoaders<Messages>;
  readonly #findOthers: () => readonly string[];

  /** `findOthers` names languages that the host speaks besides: texts that it does not bring itself are English. */
  constructor(
    host: ReactiveControllerHost & Element,
    english: Messages,
    loaders: MessageLoaders<Messages> = {},
    findOthers: () => readonly string[] = () => [],
  ) {
    this.#host = host;
    this.#english = this.text = english;
    this.#loaders = loaders;
    this.#findOthers = findOthers;
    host.addController(this);
  }

  /** BCP 47 tag for `Intl`, always in the language of the texts. */
  get locale(): string {
    return this.choice.tag;
  }

  hostConnected(): void {
    const choice = chooseLocale(["en", ...Object.keys(this.#loaders), ...this.#findOthers()], this.#host);
    void this.#load(choice);
  }

  async #load(choice: LocaleChoice): Promise<void> {
    try {
      this.text = { ...this.#english, ...(await this.#loaders[choice.language]?.()) };
      this.choice = choice;
      this.#host.requestUpdate();
    } catch (error) {
      console.warn(`sereno: texts in "${choice.language}" could not be loaded`, error);
    }
  }
}

// Creating an Intl formatter costs about 50 µs, a table draws hundreds: one for each locale and options.
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>();

export function numberFormat(locale: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(`n${locale}${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

export function dateTimeFormat(locale: string, options?: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(`d${locale}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

export function pluralRules(locale: string): Intl.PluralRules {
  return cached(`p${locale}`, () => new Intl.PluralRules(locale));
}

function cached<Formatter extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>(
  key: string,
  create: () => Formatter,
): Formatter {
  let formatter = formatters.get(key);
  if (!formatter) formatters.set(key, (formatter = create()));
  return formatter as Formatter;
}
