import type { SessionStateFilter } from "../../server/contract/index.ts";
import type { Column } from "./columns.ts";
import type { Plural } from "./plural.ts";
import type { SessionScope } from "./session-source.ts";
import type { StatusKey } from "./session-status.ts";

/** Texts of the session table. `{…}` is replaced. */
export interface SessionTableMessages {
  title: Record<SessionScope, string>;
  caption: Record<SessionStateFilter, string>;
  columns: Record<Column, string>;
  state: string;
  states: Record<SessionStateFilter, string>;
  user: string;
  userHint: string;
  refresh: string;

  status: Record<StatusKey, string>;
  /** What people read about their own sessions, where it differs. */
  ownStatus: Partial<Record<StatusKey, string>>;
  thisDevice: string;
  logOutToEnd: string;
  anonymous: string;
  bearer: string;
  unknownLocation: string;
  quote: string;

  selectAll: string;
  selectOne: string;
  selected: Plural;
  endSelected: string;
  clearSelection: string;
  end: string;

  loading: string;
  shown: Plural;
  shownOf: string;
  atLeast: string;
  fresh: Plural;
  showMore: string;
  added: Plural;
  moreFailed: string;

  emptyTitle: string;
  emptyText: string;
  noMatchTitle: string;
  noMatchText: string;
  noMatchUser: string;
  clearFilters: string;
  failedTitle: string;
  unreachable: string;
  failedText: string;
  retry: string;
  forbiddenTitle: string;
  forbiddenText: string;
  signedOutTitle: string;
  signedOutText: string;
  signIn: string;

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
  user: "User",
  userHint: "Username",
  refresh: "Refresh",

  status: {
    active: "Active",
    ended: "Ended",
    manual: "Logged out",
    revoked_by_user: "Ended remotely",
    revoked_others: "Ended remotely",
    forced: "Ended, forced",
    limit_evicted: "Ended, too many",
    password_change: "Ended, new password",
    account_disabled: "Account disabled",
    account_deleted: "Account deleted",
    token_reuse: "Ended, token reused",
    host_logout: "Logged out of the site",
    expired_idle: "Expired, idle",
    expired_absolute: "Expired, time limit",
    replaced: "Replaced",
    consent_withdrawn: "No consent",
  },
  ownStatus: {
    revoked_by_user: "Ended by you",
    revoked_others: "Ended by you",
    forced: "Ended by an administrator",
    limit_evicted: "Ended: too many sessions",
    password_change: "Ended: password changed",
    token_reuse: "Ended for your safety",
    replaced: "Replaced by a newer sign-in",
  },
  thisDevice: "This device",
  logOutToEnd: "Log out to end",
  anonymous: "Visitor, not signed in",
  bearer: "App token",
  unknownLocation: "Unknown",
  quote: "“{text}”",

  selectAll: "Select all sessions shown",
  selectOne: "Select {session}",
  selected: { one: "# selected", other: "# selected" },
  endSelected: "End selected…",
  clearSelection: "Clear",
  end: "End…",

  loading: "Loading sessions…",
  shown: { one: "# session", other: "# sessions" },
  shownOf: "{shown} of {total} sessions",
  atLeast: "more than {total}",
  fresh: { one: "# new", other: "# new" },
  showMore: "Show more",
  added: { one: "# more session", other: "# more sessions" },
  moreFailed: "More could not be loaded. Try again.",

  emptyTitle: "No active sessions",
  emptyText: "A session appears here as soon as somebody signs in.",
  noMatchTitle: "No sessions match",
  noMatchText: "There are none with this status.",
  noMatchUser: "There are none of “{user}” with this status. Write the whole username.",
  clearFilters: "Clear filters",
  failedTitle: "The sessions could not be loaded",
  unreachable: "The server cannot be reached. Check the connection.",
  failedText: "The server could not answer ({code}).",
  retry: "Try again",
  forbiddenTitle: "For administrators only",
  forbiddenText: "Your account may not see everybody’s sessions.",
  signedOutTitle: "You are not signed in",
  signedOutText: "Sign in to see your sessions.",
  signIn: "Sign in",

  ended: { one: "# session was ended.", other: "# sessions were ended." },
  endUnavailable: "That cannot be done without a connection.",
};
