import "sereno/session-table";
import type { ApiClient, PageSession } from "sereno/client";
import type { SessionResource } from "../../../server/contract/index.ts";
import { apiOf, type Call, json, never, offline, problem } from "./answers.ts";
import { pageSessionOf } from "./page-sessions.ts";
import { ALL_SESSIONS, CURRENT, ENDED_SESSIONS, METRICS, NEW_SESSIONS, OWN_SESSIONS } from "./sessions.ts";
import { create, find, settle } from "./stage.ts";

const OWN = "GET api/sessions";
const ALL = "GET api/admin/sessions";
const END = "POST api/admin/sessions/end";
const FIGURES = { "GET api/admin/metrics": json(METRICS) };

export const TABLE_STATES = {
  "own-sessions": (stage: HTMLElement) => showRows(own(stage, { [OWN]: json(pageOf(OWN_SESSIONS)) })),
  "own-alone": (stage: HTMLElement) => showRows(own(stage, { [OWN]: json(pageOf([CURRENT])) })),
  "own-loading": (stage: HTMLElement) => void own(stage, { [OWN]: never }),
  "own-failed": (stage: HTMLElement) => showNotice(own(stage, { [OWN]: problem(503, "unavailable") })),
  "own-signed-out": (stage: HTMLElement) =>
    showNotice(own(stage, { [OWN]: problem(401, "unauthenticated") }, null)),
  "all-sessions": async (stage: HTMLElement) => {
    const table = all(stage, { [ALL]: json(pageOf(ALL_SESSIONS)) });
    await showRows(table);
    await find(table, ".summary svg");
  },
  "all-ended": (stage: HTMLElement) =>
    showRows(all(stage, { [ALL]: json(pageOf(ENDED_SESSIONS)) }, { filters: "state=ended" })),
  "all-filters": async (stage: HTMLElement) => {
    const table = plain(stage, { [ALL]: json(pageOf(ALL_SESSIONS)) });
    await showRows(table);
    (await find(table, "button[aria-expanded]")).click();
    await find(table, "button[aria-expanded=true]");
  },
  "all-selected": async (stage: HTMLElement) => {
    await select(plain(stage, { [ALL]: json(pageOf(ALL_SESSIONS)) }));
  },
  "all-ending": async (stage: HTMLElement) => {
    await askToEnd(plain(stage, { [ALL]: json(pageOf(ALL_SESSIONS)) }));
  },
  "all-partly-ended": async (stage: HTMLElement) => {
    const answers = { [ALL]: json(pageOf(ALL_SESSIONS)), [END]: endAllButOne };
    const table = plain(stage, answers);
    await confirmEnd(table);
    await find(table, "dialog:not(:has(textarea))");
  },
  "all-password": async (stage: HTMLElement) => {
    const answers = { [ALL]: json(pageOf(ALL_SESSIONS)), [END]: problem(403, "reauth_required") };
    const table = plain(stage, answers);
    await confirmEnd(table);
    await find(table, "input[type=password]");
  },
  "all-new": showNewOnes,
  "all-loading": (stage: HTMLElement) => void plain(stage, { [ALL]: never }),
  "all-no-match": (stage: HTMLElement) =>
    showNotice(plain(stage, { [ALL]: json(pageOf([])) }, { filters: "state=ended&q=mallory" })),
  "all-offline": (stage: HTMLElement) => showNotice(plain(stage, { [ALL]: offline })),
  "all-forbidden": (stage: HTMLElement) => showNotice(plain(stage, { [ALL]: problem(403, "forbidden") })),
};

type Table = HTMLElementTagNameMap["sereno-session-table"];
type Answers = Parameters<typeof apiOf>[0];

function own(stage: HTMLElement, answers: Answers, user?: null): Table {
  return add(stage, apiOf(answers), { pageSession: pageSessionOf(user === null ? { user } : {}) });
}

function all(stage: HTMLElement, answers: Answers, properties: Partial<Table> = {}): Table {
  return add(stage, apiOf({ ...FIGURES, ...answers }), { scope: "all", ...properties });
}

/** Without the figures. */
function plain(stage: HTMLElement, answers: Answers, properties: Partial<Table> = {}): Table {
  return all(stage, answers, { summary: "off", ...properties });
}

function add(stage: HTMLElement, api: ApiClient, properties: Partial<Table>): Table {
  const table = create("sereno-session-table", { api, pageSession: pageSessionOf(), ...properties });
  stage.append(table);
  return table;
}

function pageOf(items: readonly SessionResource[]) {
  return { items, nextCursor: null, total: items.length };
}

async function showRows(table: Table): Promise<void> {
  await find(table, "tr[data-id]");
  await settle(table);
}

async function showNotice(table: Table): Promise<void> {
  await find(table, ".notice-title");
}

async function select(table: Table): Promise<void> {
  await showRows(table);
  for (const id of ["ses_2", "ses_3"]) {
    (await find<HTMLInputElement>(table, `tr[data-id=${id}] input[type=checkbox]`)).click();
    await settle(table);
  }
  await find(table, ".selection .danger");
}

async function askToEnd(table: Table): Promise<void> {
  await select(table);
  (await find(table, ".selection .danger")).click();
  await find(table, "dialog[open]");
}

async function confirmEnd(table: Table): Promise<void> {
  await askToEnd(table);
  const reason = await find<HTMLTextAreaElement>(table, "dialog textarea, dialog input:not([type=radio])");
  reason.value = "Password found on a shared computer.";
  reason.dispatchEvent(new InputEvent("input", { bubbles: true }));
  (await find(table, "dialog .danger")).click();
}

function endAllButOne({ body }: Call): Response {
  const [gone, ...ids] = (body as { ids: string[] }).ids;
  return Response.json({ ended: ids.length, ids, notFound: [gone], more: false });
}

async function showNewOnes(stage: HTMLElement): Promise<void> {
  let sessions = ALL_SESSIONS;
  let tell = (): void => undefined;
  const onEvent: PageSession["onEvent"] = (_, listener) => {
    tell = listener as () => void;
    return () => undefined;
  };
  const api = apiOf({ [ALL]: () => Response.json(pageOf(sessions)) });
  const table = add(stage, api, { scope: "all", summary: "off", pageSession: pageSessionOf({ onEvent }) });
  await showRows(table);
  sessions = [...NEW_SESSIONS, ...ALL_SESSIONS];
  tell();
  await find(table, ".fresh");
}
