import type { nothing, TemplateResult } from "lit";
import type { EndReason, SessionResource, SessionSort } from "../../server/contract/index.ts";
import { numberFormat } from "../shared/locale.ts";
import type { Column } from "./columns.ts";
import type { SessionFilters } from "./filters.ts";
import type { SessionTableMessages } from "./messages.ts";
import type { SessionListState } from "./session-list-state.ts";
import { fill } from "./plural.ts";
import type { SessionScope } from "./session-scope.ts";
import type { ToolMessages } from "./tools.messages.ts";

/** Everything that is shown, for all templates. */
export interface SessionView {
  text: SessionTableMessages;
  /** BCP 47 tag for `Intl`. */
  locale: string;
  /** The server's clock, epoch ms. */
  nowMs: number;
  scope: SessionScope;
  filters: SessionFilters;
  columns: readonly Column[];
  list: SessionListState;
  /** How many rows stand in for those to come. */
  blanks: number;
  /** Cells of ended sessions, once they are needed and here. */
  ended: EndedCells | undefined;
  /** What stands in place of rows. */
  drawNotice: Draw;
  /** Chosen rows that can be ended. */
  selected: readonly SessionResource[];
  pageSize: number;
  /** Superusers' tools, once they are here. */
  tools: Tools | undefined;
  /** Whether figures stand above the rows, and what draws them, once it is here. */
  hasSummary: boolean;
  drawSummary: ((view: SessionView) => TemplateResult) | undefined;
  /** Whether the panel of filters is open. */
  isFiltering: boolean;
  isLive: boolean;
  /** What could not be done, in words. */
  problem: string;
}

/** What people do with it. */
export interface SessionActions {
  filter: (change: Partial<SessionFilters>) => void;
  filterSoon: (change: Partial<SessionFilters>) => void;
  reload: () => void;
  signIn: () => void;
  showFresh: () => void;
  showMore: () => void;
  toggle: (session: SessionResource) => void;
  toggleAll: () => void;
  clearSelection: () => void;
  askToEnd: (sessions: readonly SessionResource[]) => void;
  /** Everything that matches, shown or not; among one's own, everything but the current session. */
  askToEndMatching: () => void;
  sort: (sort: SessionSort) => void;
  resize: (pageSize: number) => void;
  toggleFilters: () => void;
  exportCsv: () => void;
}

export type Draw = (view: SessionView, actions: SessionActions) => Content;
/** One, or several after each other; text alone is all that an element holds. */
export type Content = TemplateResult | typeof nothing | string | readonly Content[];
export type Cell = (session: SessionResource, view: SessionView, actions: SessionActions) => Content;

/** Cells of sessions that are over. */
export interface EndedCells {
  status: Cell;
  endedBy: Cell;
  /** What there is to an end beyond its status, on two lines: the row keeps its height when it ends. */
  inBrief: Cell;
  describe: (reason: EndReason) => string;
}

/** What superusers work with, beside the rows. */
export interface Tools {
  text: ToolMessages;
  search: Draw;
  /** After the field for the state. */
  buttons: Draw;
  /** More filters, while they are open. */
  panel: Draw;
  selection: Draw;
  pageSize: Draw;
  /** Heads that do something; `undefined` for those that do not. */
  head: (column: Column, ...drawn: Parameters<Draw>) => TemplateResult | undefined;
  selectOne: Cell;
}

/** Names a session in a sentence: "Ana Ruiz, Safari on iPhone", or the device alone among one's own. */
export function nameSession(session: SessionResource, { scope, text }: SessionView): string {
  if (scope === "own") return session.device.label;
  return `${session.user?.displayName ?? text.anonymous}, ${session.device.label}`;
}

/** A total in words: "1,284", or "more than 10,000" where the server stopped counting. */
export function countText({ text, locale, list }: SessionView, count: number): string {
  const total = numberFormat(locale).format(count);
  return list.totalIsCapped ? fill(text.atLeast, { total }) : total;
}
