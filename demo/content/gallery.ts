/** How large the frame of a state is, the last two as wide as the page: classes of the site's stylesheet. */
type Frame = "low" | "middle" | "high" | "tall" | "table" | "report";

interface GalleryState {
  name: string;
  title: string;
  frame: Frame;
}

interface GallerySection {
  tag: string;
  title: string;
  states: readonly GalleryState[];
}

/** Every element of Sereno in every state that a person can meet. What each shows is in `demo/browser/gallery/`. */
export const GALLERY = [
  {
    tag: "sereno-consent-banner",
    title: "Consent banner",
    states: [
      { name: "banner-question", title: "The question", frame: "middle" },
      { name: "banner-changed", title: "Asked again: the policy has changed", frame: "high" },
      { name: "banner-privacy-control", title: "With Global Privacy Control", frame: "middle" },
      { name: "banner-preview", title: "Preview, nothing is stored", frame: "middle" },
    ],
  },
  {
    tag: "sereno-consent-preferences",
    title: "Consent preferences",
    states: [
      { name: "preferences-first", title: "Not answered yet", frame: "tall" },
      { name: "preferences-answered", title: "Answered, with the receipt", frame: "tall" },
      { name: "preferences-loading", title: "The site's texts are on their way", frame: "tall" },
      { name: "preferences-failed", title: "The site's texts cannot be had", frame: "tall" },
      { name: "preferences-erase", title: "Before the record is erased", frame: "middle" },
    ],
  },
  {
    tag: "sereno-consent-link",
    title: "Consent link",
    states: [{ name: "consent-link", title: "Anywhere in a page", frame: "low" }],
  },
  {
    tag: "sereno-logout-button",
    title: "Logout button",
    states: [
      { name: "logout-idle", title: "Its own button, icon only, text only", frame: "low" },
      { name: "logout-form", title: "Around the host's own form", frame: "low" },
      { name: "logout-confirming", title: "Asks first", frame: "middle" },
      { name: "logout-busy", title: "Busy", frame: "low" },
      { name: "logout-others", title: "Other sessions were closed", frame: "low" },
      { name: "logout-failed", title: "The server fails", frame: "middle" },
      { name: "logout-offline", title: "Offline: closed on this device only", frame: "middle" },
    ],
  },
  {
    tag: "sereno-session-timeout",
    title: "Timeout and ended notices",
    states: [
      { name: "timeout-question", title: "Before the idle end", frame: "middle" },
      { name: "timeout-last", title: "Before the absolute end", frame: "middle" },
      { name: "timeout-failed", title: "The answer did not reach the server", frame: "middle" },
      { name: "ended-forced", title: "Ended by an administrator", frame: "middle" },
      { name: "ended-idle", title: "Ended for lack of activity", frame: "middle" },
      { name: "ended-password", title: "Ended by a change of password", frame: "middle" },
      { name: "ended-disabled", title: "The account was disabled", frame: "middle" },
    ],
  },
  {
    tag: "sereno-session-table",
    title: "Session table, for people",
    states: [
      { name: "own-sessions", title: "Where you are signed in", frame: "table" },
      { name: "own-alone", title: "Only here", frame: "middle" },
      { name: "own-loading", title: "Loading", frame: "middle" },
      { name: "own-failed", title: "The server fails", frame: "middle" },
      { name: "own-signed-out", title: "Nobody is signed in", frame: "middle" },
    ],
  },
  {
    tag: "sereno-session-table",
    title: "Session table, for superusers",
    states: [
      { name: "all-sessions", title: "Everybody's sessions, with figures", frame: "report" },
      { name: "all-ended", title: "Ended ones, with reason and actor", frame: "report" },
      { name: "all-filters", title: "Filters open", frame: "table" },
      { name: "all-selected", title: "Some chosen", frame: "table" },
      { name: "all-ending", title: "Before they are ended", frame: "table" },
      { name: "all-partly-ended", title: "One of them was already gone", frame: "table" },
      { name: "all-password", title: "The password is asked first", frame: "table" },
      { name: "all-new", title: "New ones have begun", frame: "table" },
      { name: "all-loading", title: "Loading", frame: "table" },
      { name: "all-no-match", title: "Nothing matches", frame: "middle" },
      { name: "all-offline", title: "Offline", frame: "middle" },
      { name: "all-forbidden", title: "Not a superuser", frame: "middle" },
    ],
  },
  {
    tag: "sereno-debug-widget",
    title: "Debug widget",
    states: [
      { name: "debug-pill", title: "Closed", frame: "low" },
      { name: "debug-session", title: "Session", frame: "high" },
      { name: "debug-cookies", title: "Cookies", frame: "high" },
      { name: "debug-history", title: "History", frame: "high" },
      { name: "debug-statistics", title: "Statistics", frame: "high" },
      { name: "debug-consent", title: "Consent", frame: "high" },
      { name: "debug-storage", title: "Storage", frame: "high" },
      { name: "debug-log", title: "Log", frame: "high" },
      { name: "debug-failed", title: "The server fails", frame: "high" },
    ],
  },
] as const satisfies readonly GallerySection[];

export type StateName = (typeof GALLERY)[number]["states"][number]["name"];

/** Every state, in the order of the page. */
export const STATES = GALLERY.flatMap(({ states }): readonly GalleryState[] => states);
