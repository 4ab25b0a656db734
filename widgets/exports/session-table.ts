import "../session-table/define.ts";

export { SessionsEndedEvent, SessionsFailedEvent, SessionsLoadedEvent } from "../session-table/events.ts";
export { SessionTable } from "../session-table/session-table.ts";
