import type { EventLevel, FrontendEventFilter, FrontendEventResource } from "../../server/contract/index.ts";

/** What the list shows; an empty text is no condition. */
export type EventFilter = Readonly<Record<keyof FrontendEventFilter, string>>;

export const LEVELS: readonly EventLevel[] = ["error", "warn", "info", "debug"];

/** As the server takes it. */
export function toQuery(filter: EventFilter, more: Readonly<Record<string, string>> = {}): string {
  const conditions = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== "");
  return new URLSearchParams(conditions).toString();
}

/** Whether an event that comes live belongs to the list: as the server would judge it. */
export function matchesFilter(event: FrontendEventResource, filter: EventFilter): boolean {
  const exact = { session: event.sessionId, user: event.user, type: event.type, level: event.level };
  const isExact = Object.entries(exact).every(([name, value]) => {
    const wanted = filter[name as keyof typeof exact];
    return wanted === "" || wanted === value;
  });
  const texts = [event.message, event.path, event.data && JSON.stringify(event.data)];
  return (
    isExact && texts.some((text) => text?.toLowerCase().includes(filter.text.toLowerCase()) ?? !filter.text)
  );
}
