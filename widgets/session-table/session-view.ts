import type { SessionResource } from "../../server/contract/index.ts";
import type { Column } from "./columns.ts";
import type { SessionFilters } from "./filters.ts";
import type { SessionTableMessages } from "./messages.ts";
import type { SessionListState } from "./session-list-state.ts";
import type { SessionScope } from "./session-source.ts";

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
  /** Chosen rows that can be ended. */
  selected: readonly SessionResource[];
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
}

/** Names a session in a sentence: "Ana Ruiz, Safari on iPhone", or the device alone among one's own. */
export function nameSession(session: SessionResource, { scope, text }: SessionView): string {
  if (scope === "own") return session.device.label;
  return `${session.user?.displayName ?? text.anonymous}, ${session.device.label}`;
}
