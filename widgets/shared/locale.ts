import type { ReactiveController, ReactiveControllerHost } from "lit";
import { chooseLocale, ENGLISH, type LocaleChoice } from "./choose-locale.ts";

export { chooseLocale, type LocaleChoice } from "./choose-locale.ts";

export type MessageLoaders<Messages> = Readonly<Record<string, () => Promise<Messages>>>;

type LocalizedHost = ReactiveControllerHost & Element & { readonly renderRoot: ParentNode };

/**
 * Texts of a Lit element: English at once, another language as soon as its chunk is here. A chunk that
 * cannot be loaded leaves English; a text that a language lacks is English too. What the element shows says
 * which language that is; words in another one than the page's run their own way.
 */
export class Localized<Messages extends object> implements ReactiveController {
  text: Messages;
  choice: LocaleChoice = ENGLISH;

  readonly #host: LocalizedHost;
  readonly #english: Messages;
  readonly #loaders: MessageLoaders<Messages>;
  readonly #findOthers: () => readonly string[];

  /** `findOthers` names languages that the host speaks besides: texts that it does not bring itself are English. */
  constructor(
    host: LocalizedHost,
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
    void this.#load();
  }

  hostUpdated(): void {
    const { tag: lang, direction } = this.choice;
    const dir = isRightToLeft(this.#host, lang) ? "rtl" : direction;
    for (const part of this.#host.renderRoot.children) {
      // What is slotted is the page's own.
      if (part.localName !== "slot") Object.assign(part, { lang, dir });
    }
  }

  async #load(): Promise<void> {
    const choice = chooseLocale(["en", ...Object.keys(this.#loaders), ...this.#findOthers()], this.#host);
    try {
      this.text = { ...this.#english, ...(await this.#loaders[choice.language]?.()) };
      this.choice = choice;
      this.#host.requestUpdate();
    } catch (error) {
      console.warn(error);
    }
  }
}

/** Whether the page has words of this language run from right to left. */
function isRightToLeft(host: Element, lang: string): boolean {
  try {
    return host.matches(`:lang(${lang}):dir(rtl)`);
  } catch {
    return false; // A browser before 2024 knows no `:dir()`.
  }
}

// Creating an Intl formatter costs about 50 µs, a table draws hundreds: one for each locale and options.
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>();

export function numberFormat(locale: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(
    `n${locale}${options ? JSON.stringify(options) : ""}`,
    () => new Intl.NumberFormat(locale, options),
  );
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
