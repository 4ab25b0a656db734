/** How tall the frame of a state is: classes of the site's stylesheet. */
export type FrameHeight = "low" | "middle" | "high" | "tall";

interface GalleryState {
  name: string;
  title: string;
  height: FrameHeight;
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
      { name: "banner-question", title: "The question", height: "middle" },
      { name: "banner-changed", title: "Asked again: the policy has changed", height: "middle" },
      { name: "banner-privacy-control", title: "With Global Privacy Control", height: "middle" },
      { name: "banner-preview", title: "Preview, nothing is stored", height: "middle" },
    ],
  },
  {
    tag: "sereno-consent-preferences",
    title: "Consent preferences",
    states: [
      { name: "preferences-first", title: "Not answered yet", height: "tall" },
      { name: "preferences-answered", title: "Answered, with the receipt", height: "tall" },
      { name: "preferences-loading", title: "The site's texts are on their way", height: "tall" },
      { name: "preferences-failed", title: "The site's texts cannot be had", height: "tall" },
      { name: "preferences-erase", title: "Before the record is erased", height: "middle" },
    ],
  },
  {
    tag: "sereno-consent-link",
    title: "Consent link",
    states: [{ name: "consent-link", title: "Anywhere in a page", height: "low" }],
  },
  {
    tag: "sereno-logout-button",
    title: "Logout button",
    states: [
      { name: "logout-idle", title: "Its own button, icon only, text only", height: "low" },
      { name: "logout-form", title: "Around the host's own form", height: "low" },
      { name: "logout-confirming", title: "Asks first", height: "middle" },
      { name: "logout-busy", title: "Busy", height: "low" },
      { name: "logout-others", title: "Other sessions were closed", height: "low" },
      { name: "logout-failed", title: "The server fails", height: "middle" },
      { name: "logout-offline", title: "Offline: closed on this device only", height: "middle" },
    ],
  },
  {
    tag: "sereno-session-timeout",
    title: "Timeout and ended notices",
    states: [
      { name: "timeout-question", title: "Before the idle end", height: "middle" },
      { name: "timeout-last", title: "Before the absolute end", height: "middle" },
      { name: "timeout-failed", title: "The answer did not reach the server", height: "middle" },
      { name: "ended-forced", title: "Ended by an administrator", height: "middle" },
      { name: "ended-idle", title: "Ended for lack of activity", height: "middle" },
      { name: "ended-password", title: "Ended by a change of password", height: "middle" },
      { name: "ended-disabled", title: "The account was disabled", height: "middle" },
    ],
  },
  {
    tag: "sereno-session-table",
    title: "Session table, for people",
    states: [
      { name: "own-sessions", title: "Where you are signed in", height: "tall" },
      { name: "own-alone", title: "Only here", height: "high" },
      { name: "own-loading", title: "Loading", height: "middle" },
      { name: "own-failed", title: "The server fails", height: "middle" },
      { name: "own-signed-out", title: "Nobody is signed in", height: "middle" },
    ],
  },
  {
    tag: "sereno-session-table",
    title: "Session table, for superusers",
    states: [
      { name: "all-sessions", title: "Everybody's sessions, with figures", height: "tall" },
      { name: "all-ended", title: "Ended ones, with reason and actor", height: "tall" },
      { name: "all-filters", title: "Filters open", height: "high" },
      { name: "all-selected", title: "Some chosen", height: "high" },
      { name: "all-ending", title: "Before they are ended", height: "high" },
      { name: "all-partly-ended", title: "One of them was already gone", height: "high" },
      { name: "all-password", title: "The password is asked first", height: "high" },
      { name: "all-new", title: "New ones have begun", height: "high" },
      { name: "all-loading", title: "Loading", height: "high" },
      { name: "all-no-match", title: "Nothing matches", height: "middle" },
      { name: "all-offline", title: "Offline", height: "middle" },
      { name: "all-forbidden", title: "Not a superuser", height: "middle" },
    ],
  },
  {
    tag: "sereno-debug-widget",
    title: "Debug widget",
    states: [
      { name: "debug-pill", title: "Closed", height: "low" },
      { name: "debug-session", title: "Session", height: "tall" },
      { name: "debug-cookies", title: "Cookies", height: "tall" },
      { name: "debug-history", title: "History", height: "tall" },
      { name: "debug-statistics", title: "Statistics", height: "tall" },
      { name: "debug-consent", title: "Consent", height: "tall" },
      { name: "debug-storage", title: "Storage", height: "tall" },
      { name: "debug-log", title: "Log", height: "tall" },
      { name: "debug-failed", title: "The server fails", height: "tall" },
    ],
  },
] as const satisfies readonly GallerySection[];

export type StateName = (typeof GALLERY)[number]["states"][number]["name"];

/** Every state, in the order of the page. */
export const STATES = GALLERY.flatMap(({ states }): readonly GalleryState[] => states);
