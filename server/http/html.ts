import type { Context } from "koa";
import { setPageHeaders } from "./security-headers.ts";

/** Markup that is safe to send: made by `html` alone. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template. */
export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[];

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Tagged template: every value is escaped unless it is `Html`; lists are joined; false, null and undefined vanish. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(strings.reduce((text, part, index) => text + render(values[index - 1]) + part));
}

function render(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(render).join("");
  if (value === false || value === null || value === undefined) return "";
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

interface PageParts {
  title: string;
  basePath: string;
  lang: string;
  body: Html;
  /** Below the base path. */
  stylesheet?: string;
}

/** Languages of the consent texts that are written from right to left. */
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

/** Answers with one of our own pages: small, without script unless `body` brings one of ours. */
export function answerPage(
  ctx: Context,
  { title, basePath, lang, body, stylesheet = "/pages.css" }: PageParts,
): void {
  const isRightToLeft = RIGHT_TO_LEFT.has(lang.slice(0, 2));
  const language = isRightToLeft ? html`lang="${lang}" dir="rtl"` : html`lang="${lang}"`;
  setPageHeaders(ctx);
  ctx.type = "html";
  ctx.body = html`<!doctype html>
    <html ${language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="${basePath}${stylesheet}" />
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}
