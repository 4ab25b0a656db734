/** What people see of our own pages' markup, as far as tests need it. Written for that markup, not for any. */

/** The cells' text of each row of the tables in the page, heads left out. */
export function rowsOf(page: string): string[][] {
  return [...page.matchAll(/<tbody[^>]*>([^]*?)<\/tbody\s*>/g)]
    .flatMap(([, body = ""]) => [...body.matchAll(/<tr[^>]*>([^]*?)<\/tr\s*>/g)])
    .map(([, row = ""]) =>
      [...row.matchAll(/<t[dh][^>]*>([^]*?)<\/t[dh]\s*>/g)].map(([, cell = ""]) => textOf(cell)),
    );
}

/** The address, below the base path, of the first link with this text, or that contains it. */
export function findLink(page: string, text: string): string | undefined {
  const links = [...page.matchAll(/<a\s([^>]*)>([^]*?)<\/a\s*>/g)];
  const link = links.find(([, , content = ""]) => textOf(content).includes(text));
  const address = /href="([^"]*)"/.exec(link?.[1] ?? "")?.[1];
  return address === undefined ? undefined : unescape(address).replace(/^\/sereno/, "");
}

export function getLink(page: string, text: string): string {
  const address = findLink(page, text);
  if (address === undefined) throw new Error(`no link “${text}” in: ${textOf(page).slice(0, 500)}`);
  return address;
}

/** The value of a form's field. */
export function valueOf(page: string, name: string): string {
  const field = new RegExp(`<input[^>]*\\sname="${name}"[^>]*>`).exec(page)?.[0] ?? "";
  return unescape(/\svalue="([^"]*)"/.exec(field)?.[1] ?? "");
}

/** Text without markup, its white space made single. */
export function textOf(markup: string): string {
  return unescape(markup.replaceAll(/<[^>]*>/g, ""))
    .replaceAll(/\s+/g, " ")
    .trim();
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function unescape(text: string): string {
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
