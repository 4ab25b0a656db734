import type { Page } from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import type { Session } from "./session.ts";
import { cursorPlace } from "./sessions.schema.ts";
import type { SessionQuery } from "./sessions.store.ts";

type SessionList = Omit<Page<Session>, "nextCursor"> & { more: boolean };

interface RequestedPage extends Omit<SessionQuery, "now" | "before" | "subjectId"> {
  subjectId?: string | undefined;
  cursor?: string | undefined;
}

/** A validated list request as the store wants it. */
export function toSessionQuery(
  { cursor, subjectId, ...query }: RequestedPage,
  secret: string,
): Omit<SessionQuery, "now"> {
  return {
    ...query,
    ...(subjectId !== undefined && { subjectId }),
    ...(cursor !== undefined && { before: validate(cursorPlace, decodeCursor(cursor, secret)) }),
  };
}

/** A list for the wire, with the cursor of the page after it. */
export function presentPage<Item>(
  { items, more, ...totals }: SessionList,
  present: (session: Session) => Item,
  secret: string,
): Page<Item> {
  const last = items.at(-1);
  const nextCursor = more && last ? encodeCursor({ createdAt: last.createdAt, id: last.id }, secret) : null;
  return { items: items.map(present), nextCursor, ...totals };
}
