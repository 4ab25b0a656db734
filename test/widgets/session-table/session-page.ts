import { fixture, html } from "@open-wc/testing";
import type { SessionResource } from "../../../server/contract/index.ts";
import "../../../widgets/session-table/define.ts";
// What the table fetches when it needs it is here already: tests wait for answers, not for modules.
import "../../../widgets/session-table/end-sessions.ts";
import "../../../widgets/session-table/ended-cells.ts";
import "../../../widgets/session-table/export-csv.ts";
import "../../../widgets/session-table/filter-panel.ts";
import "../../../widgets/session-table/list-notice.ts";
import "../../../widgets/session-table/list-updates.ts";
import "../../../widgets/session-table/summary.ts";
import "../../../widgets/session-table/table-actions.ts";
import "../../../widgets/session-table/time-tip.ts";
import "../../../widgets/session-table/tools.ts";
import type {
  SessionsEndedEvent,
  SessionsFailedEvent,
  SessionsLoadedEvent,
} from "../../../widgets/session-table/events.ts";
import type { SessionTable } from "../../../widgets/session-table/session-table.ts";
import { SessionServer, StillPageSession, turn } from "./session-server.ts";

export interface SessionPage {
  table: SessionTable;
  server: SessionServer;
  session: StillPageSession;
  /** Waits until answers that are on their way are drawn. */
  settle: () => Promise<void>;
  find: <Found extends HTMLElement = HTMLElement>(selector: string) => Found;
  findAll: <Found extends HTMLElement = HTMLElement>(selector: string) => Found[];
  row: (session: SessionResource) => HTMLTableRowElement;
  /** The dialog that asks before ending, inside a shadow root of its own. */
  dialog: () => HTMLDialogElement | null;
}

interface TableEvents {
  "sereno-sessions-ended": SessionsEndedEvent;
  "sereno-sessions-failed": SessionsFailedEvent;
  "sereno-sessions-loaded": SessionsLoadedEvent;
}

export interface PageOptions {
  scope?: "own" | "all";
  attributes?: Record<string, string>;
  width?: string;
  /** Parameters of the page's address; those of the test before are taken away. */
  address?: string;
  prepare?: (page: SessionPage) => void;
}

/** Puts a table into the page, with a server of its own, and waits for the first answer. */
export async function openPage(
  sessions: SessionResource[],
  { scope = "all", attributes = {}, width = "1240px", address = "", prepare }: PageOptions = {},
): Promise<SessionPage> {
  setAddress(address);
  const table = document.createElement("sereno-session-table");
  table.setAttribute("scope", scope);
  table.setAttribute("summary", "off");
  for (const [name, value] of Object.entries(attributes)) table.setAttribute(name, value);
  const server = new SessionServer(sessions);
  const session = new StillPageSession();
  Object.assign(table, { api: server.api, pageSession: session });
  table.style.width = width;
  const page = createPage(table, server, session);
  prepare?.(page);
  await fixture(html`<main>${table}</main>`);
  await page.settle();
  // People reach for it before they do anything.
  table.renderRoot.firstElementChild?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  await page.settle();
  return page;
}

/** Whether the focus is there. A comparison of elements that fails would have chai print the whole page. */
export function hasFocus(element: Element | null | undefined): boolean {
  const root = element?.getRootNode();
  return root instanceof ShadowRoot && root.activeElement === element;
}

/** What a person reads there, in one line. */
export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** The next event of that name that reaches the document. */
export function nextEvent<Name extends keyof TableEvents>(name: Name): Promise<TableEvents[Name]> {
  return new Promise((resolve) =>
    document.addEventListener(name, (event) => resolve(event as TableEvents[Name]), { once: true }),
  );
}

/** Resolves once the condition holds; throws when it does not within 20 s. */
export async function until(condition: () => unknown): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Never came true: ${condition.toString()}`);
    await turn();
  }
}

/** Lets entry animations end, in shadow roots too: axe measures colours as they are at that moment. */
export async function endAnimations(root: Document | ShadowRoot = document): Promise<void> {
  await turn();
  for (const animation of root.getAnimations()) {
    if (animation.effect?.getComputedTiming().iterations === Infinity) animation.cancel();
    else animation.finish();
  }
  for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) await endAnimations(shadowRoot);
}

/** The runner has parameters of its own there. */
function setAddress(parameters: string): void {
  const url = new URL(location.href);
  for (const key of [...url.searchParams.keys()]) if (key.includes("sessions-")) url.searchParams.delete(key);
  for (const [key, value] of new URLSearchParams(parameters)) url.searchParams.set(key, value);
  history.replaceState(null, "", url);
}

function createPage(table: SessionTable, server: SessionServer, session: StillPageSession): SessionPage {
  const find = <Found extends HTMLElement>(selector: string): Found => {
    const element = table.renderRoot.querySelector<Found>(selector);
    if (!element) throw new Error(`Nothing matches ${selector}`);
    return element;
  };
  const dialog = (): HTMLDialogElement | null => {
    const containers = [...table.renderRoot.children];
    return containers.map((one) => one.shadowRoot?.querySelector("dialog")).find(Boolean) ?? null;
  };
  return {
    table,
    server,
    session,
    find,
    findAll: (selector) => [...table.renderRoot.querySelectorAll<never>(selector)],
    row: ({ id }) => find<HTMLTableRowElement>(`tr[data-id="${id}"]`),
    dialog,
    async settle() {
      for (let turns = 0; turns < 8; turns++) {
        await server.settled();
        await turn();
        await table.updateComplete;
      }
      await until(() => !table.renderRoot.querySelector(".notice[aria-busy]"));
    },
  };
}
