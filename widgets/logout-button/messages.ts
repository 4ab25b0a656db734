export interface LogoutMessages {
  logOut: string;
  busy: string;
  confirmTitle: string;
  confirmText: string;
  cancel: string;
  offlineTitle: string;
  offlineText: string;
  failedTitle: string;
  failedText: string;
  tooManyText: string;
  /** `{code}` and `{id}` are replaced. */
  details: string;
  retry: string;
  othersTitle: string;
  /** `{count}` is replaced. */
  othersText: string;
  close: string;
}

export const messages: LogoutMessages = {
  logOut: "Log out",
  busy: "Logging out…",
  confirmTitle: "Log out?",
  confirmText: "Your session ends here and in every open tab.",
  cancel: "Cancel",
  offlineTitle: "You are signed out on this device only",
  offlineText:
    "The server could not be reached, so your session there is still open. It will be closed as soon as the connection is back.",
  failedTitle: "You are still signed in",
  failedText: "The server could not close your session. Please try again.",
  tooManyText: "The server has had too many requests. Please wait a moment, then try again.",
  details: "Code {code}, request {id}",
  retry: "Try again",
  othersTitle: "Your other sessions are closed",
  othersText: "Sessions closed: {count}. You stay signed in here.",
  close: "Close",
};
