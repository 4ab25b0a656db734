/** Texts of the Log tab. `{…}` is replaced by `fillText`. */
export interface EventLogMessages {
  thisPage: string;
  noErrors: string;
  rejection: string;
  times: string;

  reported: string;
  filter: string;
  session: string;
  thisSession: string;
  allSessions: string;
  user: string;
  type: string;
  level: string;
  anyLevel: string;
  search: string;
  grouped: string;

  none: string;
  noneHint: string;
  noMatch: string;
  reset: string;
  older: string;
  data: string;
  visitor: string;
  onlySession: string;
  sessions: string;
  showEvents: string;
  capped: string;
}

export const messages: EventLogMessages = {
  thisPage: "JavaScript errors of this page",
  noErrors: "None. Errors and unhandled rejections appear here as they happen.",
  rejection: "unhandled rejection",
  times: "× {count}",

  reported: "Reported by pages",
  filter: "Filter",
  session: "Session",
  thisSession: "This session",
  allSessions: "All sessions",
  user: "User",
  type: "Type",
  level: "Level",
  anyLevel: "any",
  search: "Text",
  grouped: "Group",

  none: "Nothing reported yet",
  noneHint: "Errors, page views and sereno.log() of the pages appear here as they arrive.",
  noMatch: "Nothing matches the filter",
  reset: "Reset the filter",
  older: "Look further back",
  data: "Data",
  visitor: "visitor",
  onlySession: "Only the session {session}",
  sessions: "sessions: {count}",
  showEvents: "{times}, show the events",
  capped: "Among the newest {count} events.",
};
