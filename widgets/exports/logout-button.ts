import "../logout-button/define.ts";

export { LogoutBeforeEvent, LogoutDoneEvent, LogoutErrorEvent } from "../logout-button/events.ts";
export { LogoutButton } from "../logout-button/logout-button.ts";
