/** Texts of what stands in place of rows. `{…}` is replaced. */
export interface ListNoticeMessages {
  emptyTitle: string;
  emptyText: string;
  noMatchTitle: string;
  noMatchText: string;
  noMatchUser: string;
  clearFilters: string;
  unreachable: string;
  failedText: string;
  forbiddenTitle: string;
  forbiddenText: string;
  signedOutTitle: string;
  signedOutText: string;
  signIn: string;
}

export const messages: ListNoticeMessages = {
  emptyTitle: "No active sessions",
  emptyText: "A session appears here as soon as somebody signs in.",
  noMatchTitle: "No sessions match",
  noMatchText: "There are none with these filters.",
  noMatchUser:
    "There are none of “{user}” with these filters. Write the start of a username or an IP address.",
  clearFilters: "Clear filters",
  unreachable: "The server cannot be reached. Check the connection.",
  failedText: "The server could not answer ({code}).",
  forbiddenTitle: "For administrators only",
  forbiddenText: "Your account may not see everybody’s sessions.",
  signedOutTitle: "You are not signed in",
  signedOutText: "Sign in to see your sessions.",
  signIn: "Sign in",
};
