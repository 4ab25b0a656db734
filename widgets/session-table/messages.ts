import type { SessionStateFilter } from "../../server/contract/index.ts";
import type { Column } from "./columns.ts";
import type { Plural } from "./plural.ts";
import type { SessionScope } from "./session-scope.ts";

/** Texts of the session table. `{…}` is replaced. */
export interface SessionTableMessages {
  title: Record<SessionScope, string>;
  caption: Record<SessionStateFilter, string>;
  columns: Record<Column, string>;
  state: string;
  states: Record<SessionStateFilter, string>;
  refresh: string;

  active: string;
  thisDevice: string;
  logOutToEnd: string;
  anonymous: string;
  bearer: string;
  unknownLocation: string;

  end: string;
  endOthers: string;

  loading: string;
  shown: Plural;
  shownOf: string;
  atLeast: string;
  fresh: Plural;
  showMore: string;
  added: Plural;
  moreFailed: string;

  failedTitle: string;
  retry: string;

  ended: Plural;
  endUnavailable: string;
}

export const messages: SessionTableMessages = {
  title: { own: "Your sessions", all: "Sessions" },
  caption: { active: "Active sessions", ended: "Ended sessions", all: "Active and ended sessions" },
  columns: {
    select: "Select",
    user: "User",
    status: "Status",
    device: "Device",
    ip: "IP address",
    location: "Location",
    started: "Started",
    "last-seen": "Last seen",
    duration: "Duration",
    requests: "Requests",
    "ended-by": "Ended",
    actions: "Actions",
  },
  state: "Status",
  states: { active: "Active", ended: "Ended", all: "Active and ended" },
  refresh: "Refresh",

  active: "Active",
  thisDevice: "This device",
  logOutToEnd: "Log out to end",
  anonymous: "Visitor, not signed in",
  bearer: "App token",
  unknownLocation: "Unknown",

  end: "End…",
  endOthers: "End all others…",

  loading: "Loading sessions…",
  shown: { one: "# session", other: "# sessions" },
  shownOf: "{shown} of {total} sessions",
  atLeast: "more than {total}",
  fresh: { one: "# new", other: "# new" },
  showMore: "Show more",
  added: { one: "# more session", other: "# more sessions" },
  moreFailed: "More could not be loaded. Try again.",

  failedTitle: "The sessions could not be loaded",
  retry: "Try again",

  ended: { one: "# session was ended.", other: "# sessions were ended." },
  endUnavailable: "That cannot be done without a connection.",
};
