import type { ConsolePage } from "./console-page.ts";
import type { PageName } from "./frame.view.ts";
import { type List, readList } from "./list.ts";
import { listView } from "./list.view.ts";
import type { ShownPage } from "./page-router.ts";

/** A page that is a list: as it is, or with what is wrong in its address. */
export async function answerList<Item>(
  page: ConsolePage,
  name: PageName,
  list: List<Item>,
): Promise<ShownPage> {
  const read = await readList(list, page.query);
  const { name: title, lead } = page.text.pages[name];
  return { status: read.problem?.status ?? 200, name, title, lead, content: listView(page, list, read) };
}
