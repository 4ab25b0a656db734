/** Texts of the dialog before the end, and of a logout that did not work. */
export interface TimeoutMessages {
  title: string;
  countdown: string;
  limitTitle: string;
  limitText: string;
  /** `{time}` is replaced. */
  left: string;
  stay: string;
  logOut: string;
  understood: string;
  extendFailed: string;
  offlineTitle: string;
  offlineText: string;
  failedTitle: string;
  failedText: string;
  othersTitle: string;
  othersText: string;
  tooManyText: string;
  /** `{code}` and `{id}` are replaced. */
  details: string;
  retry: string;
  close: string;
}

export const messages: TimeoutMessages = {
  title: "Still there?",
  countdown: "You will be signed out in",
  limitTitle: "Your session is nearly over",
  limitText: "A session lasts only so long. Save what you are working on, then sign in again.",
  left: "{time} left.",
  stay: "Stay signed in",
  logOut: "Log out",
  understood: "I understand",
  extendFailed: "The server could not be reached. Please try again.",
  offlineTitle: "You are signed out on this device only",
  offlineText:
    "The server could not be reached, so your session there is still open. It will be closed as soon as the connection is back.",
  failedTitle: "You are still signed in",
  failedText: "The server could not close your session. Please try again.",
  othersTitle: "Your other sessions are still open",
  othersText: "The server could not close them. Please try again.",
  tooManyText: "The server has had too many requests. Please wait a moment, then try again.",
  details: "Code {code}, request {id}",
  retry: "Try again",
  close: "Close",
};
