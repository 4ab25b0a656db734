export interface WidgetOption {
  name: string;
  values: string;
  meaning: string;
}

/** One element as the widgets page explains it. */
export interface WidgetGuide {
  tag: string;
  title: string;
  summary: string;
  code: string;
  options: readonly WidgetOption[];
  events?: readonly WidgetOption[];
}

export const SCRIPT_OPTIONS: readonly WidgetOption[] = [
  {
    name: "data-lang",
    values: "en · es",
    meaning: "Language of the widgets; otherwise the page's, then the browser's",
  },
  {
    name: "data-theme",
    values: "light · dark",
    meaning: "Theme of the widgets; otherwise the page's color-scheme",
  },
  { name: "data-page-views", values: "off", meaning: "Reports no page views" },
  { name: "data-debug", values: "off", meaning: "Keeps the debug widget away, from superusers too" },
  { name: "data-log-errors", values: "on", meaning: "Reports uncaught errors of the page" },
  {
    name: "data-on-ended",
    values: "notice · reload · redirect:/path",
    meaning: "What an open page does when its session was ended elsewhere",
  },
];

export const WIDGETS: readonly WidgetGuide[] = [
  {
    tag: "sereno-consent-banner",
    title: "Consent banner",
    summary:
      "Comes by itself while there is no answer. Accept and Reject weigh the same; the answer is recorded on the server and every open tab follows.",
    code: `<!-- Nothing to write: sereno.js brings it. What must wait for the answer says so: -->
<script type="text/plain" data-consent="analytics" src="/counter.js"></script>
<iframe data-consent="functional" data-src="/map" title="Map"></iframe>`,
    options: [{ name: "preview", values: "(present)", meaning: "Shows it without storing anything" }],
    events: [
      { name: "sereno-consent-ready", values: "document", meaning: "The state is known" },
      { name: "sereno-consent-change", values: "document", meaning: "granted, revoked, source" },
    ],
  },
  {
    tag: "sereno-consent-link",
    title: "Consent link",
    summary: "Opens the choices again, from any page. The link inside is what works without JavaScript.",
    code: `<sereno-consent-link><a href="/sereno/consent">Cookies and privacy</a></sereno-consent-link>`,
    options: [],
  },
  {
    tag: "sereno-logout-button",
    title: "Logout button",
    summary:
      "Makes a real form better: asks first, ends the session on the server, clears what the page left behind, and takes the other tabs along.",
    code: `<sereno-logout-button redirect="/">
  <form method="post" action="/sereno/logout"><button>Log out</button></form>
</sereno-logout-button>`,
    options: [
      { name: "redirect", values: "path", meaning: "Where to go afterwards, replacing the history entry" },
      { name: "confirm", values: "text, or empty", meaning: "Asks before it ends the session" },
      { name: "scope", values: "current · others · all", meaning: "Which of the person's sessions end" },
      { name: "action, method", values: "URL, post", meaning: "The host's own logout, submitted after ours" },
      { name: "clear-keys", values: "names", meaning: "Further localStorage keys to clear" },
      { name: "no-text, no-icon", values: "(present)", meaning: "Icon only, text only" },
    ],
    events: [
      { name: "sereno-logout-before", values: "cancelable", meaning: "About to log out" },
      { name: "sereno-logout-done", values: "", meaning: "The session has ended" },
      { name: "sereno-logout-error", values: "", meaning: "It could not be ended" },
    ],
  },
  {
    tag: "sereno-session-table",
    title: "Session table",
    summary:
      "People see where they are signed in and end what is not theirs. Superusers see everybody, with reason, actor and duration of every end.",
    code: `<sereno-session-table scope="own"></sereno-session-table>
<sereno-session-table scope="all"></sereno-session-table>`,
    options: [
      {
        name: "scope",
        values: "own · all",
        meaning: "The visitor's own sessions, or everybody's (superusers)",
      },
      { name: "filters", values: "state=active&user=ana", meaning: "What is shown at first" },
      {
        name: "columns",
        values: "names",
        meaning:
          "select, user, status, device, ip, location, started, last-seen, duration, requests, ended-by, actions",
      },
      { name: "page-size", values: "1 to 100", meaning: "Rows fetched at a time; 25 without it" },
      { name: "live", values: "on · off", meaning: "Off leaves refreshing to a button" },
    ],
  },
  {
    tag: "sereno-session-timeout",
    title: "Timeout and ended notices",
    summary:
      "Comes by itself for signed-in people. Two minutes before the idle end it asks whether they are still there; when somebody else ended the session, every open page says who and why.",
    code: `<script type="module" src="/sereno/sereno.js" data-on-ended="notice"></script>`,
    options: [],
  },
  {
    tag: "sereno-debug-widget",
    title: "Debug widget",
    summary:
      "Comes by itself for superusers, bottom right: their session, one list of all cookies, the last paths, statistics. Alt+Shift+D opens it.",
    code: `<!-- Not on this page: -->
<script type="module" src="/sereno/sereno.js" data-debug="off"></script>`,
    options: [
      { name: "open", values: "(present)", meaning: "The panel is open; otherwise the pill is shown" },
      { name: "shortcut", values: "Alt+Shift+KeyD", meaning: "Modifiers and a physical key; empty for none" },
    ],
  },
];
