import type { SessionResource } from "../../server/contract/index.ts";
import type { Column } from "./columns.ts";
import type { SessionTableMessages } from "./messages.ts";
import type { SessionScope } from "./session-source.ts";

/** What the cells of all rows share. */
export interface RowContext {
  text: SessionTableMessages;
  /** BCP 47 tag for `Intl`. */
  locale: string;
  /** The server's clock, epoch ms. */
  nowMs: number;
  scope: SessionScope;
  columns: readonly Column[];
  selected: ReadonlySet<string>;
  onToggle: (session: SessionResource) => void;
  onEnd: (session: SessionResource) => void;
}

/** Names a session in a sentence: "Ana Ruiz, Safari on iPhone", or the device alone among one's own. */
export function nameSession(session: SessionResource, { scope, text }: NamingContext): string {
  if (scope === "own") return session.device.label;
  return `${session.user?.displayName ?? text.anonymous}, ${session.device.label}`;
}

export type NamingContext = Pick<RowContext, "scope" | "text">;
