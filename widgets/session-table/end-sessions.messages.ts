import type { Plural } from "./plural.ts";
import type { SessionScope } from "./session-scope.ts";

/** Texts of the dialog that ends sessions. `{…}` is replaced. */
export interface EndSessionsMessages {
  title: Plural;
  ownConsequence: Plural;
  consequence: string;
  matching: Record<SessionScope, string>;
  everything: string;
  reason: string;
  reasonHint: string;
  reasonMissing: string;
  cancel: string;
  close: string;
  confirm: Plural;
  ending: string;
  /** `{ended} of {total}`, and without a total. */
  progress: string;
  progressOpen: string;
  stop: string;
  stopping: string;
  unreachable: string;
  failed: string;

  stoppedTitle: string;
  unfinishedTitle: string;
  notEndedTitle: Plural;
  ended: Plural;
  unreachableMidway: string;
  failedMidway: string;
  passwordMissing: string;
  /** Beside the name of a session that was not ended. */
  over: string;
  unknown: string;
  left: string;
  tryRest: string;
  goOn: string;
}

export const messages: EndSessionsMessages = {
  title: { one: "End this session?", other: "End # sessions?" },
  ownConsequence: {
    one: "That device is signed out at once.",
    other: "Those devices are signed out at once.",
  },
  matching: {
    own: "All your sessions but this one, shown here or not.",
    all: "All active sessions that match the filters, shown or not. Yours is not among them.",
  },
  everything: "All other active sessions of {user} too",
  consequence: "Every open tab is signed out at once, and told the reason.",
  reason: "Reason",
  reasonHint: "The user reads it.",
  reasonMissing: "Write a reason.",
  cancel: "Cancel",
  close: "Close",
  confirm: { one: "End session", other: "End # sessions" },
  ending: "Ending…",
  progress: "{ended} of {total} ended",
  progressOpen: "{ended} ended",
  stop: "Stop",
  stopping: "Stopping…",
  unreachable:
    "Nothing is known to have ended: the server cannot be reached. Check the connection and try again.",
  failed: "Nothing was ended: the server could not do it ({code}).",

  stoppedTitle: "Stopped",
  unfinishedTitle: "Not all sessions were ended",
  notEndedTitle: { one: "# session was not ended", other: "# sessions were not ended" },
  ended: { one: "# session was ended.", other: "# sessions were ended." },
  unreachableMidway:
    "Then the server could not be reached. What was on its way may have ended. Check the connection and try again.",
  failedMidway: "The server could not end the rest ({code}).",
  passwordMissing: "The rest needs your password again.",
  over: "was over already",
  unknown: "not found",
  left: "not ended yet",
  tryRest: "Try the rest again",
  goOn: "Go on",
};
