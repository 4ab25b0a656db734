import type { CategoryId } from "../../server/contract/index.ts";
import type { TabId } from "./tabs.ts";

/** Texts of the open widget. `{…}` is replaced by `fillText`. */
export interface PanelMessages {
  tabList: string;
  minimize: string;
  hide: string;
  tabs: Record<TabId, string>;
  loading: string;
  failed: string;
  retry: string;

  idleChip: string;
  requestChip: string;

  refresh: string;
  live: string;
  liveOn: string;
  liveOff: string;
  testBanner: string;
  copy: string;
  copied: string;
  copyFailed: string;
  clear: string;
  clearTitle: string;
  clearText: string;
  clearConfirm: string;
  cancel: string;
  cleared: string;
  clearFailed: string;
  logOut: string;
  logOutFailed: string;
  refreshed: string;

  session: string;
  user: string;
  signedIn: string;
  idleEnd: string;
  absoluteEnd: string;
  inTime: string;
  address: string;
  device: string;
  consent: string;
  server: string;
  serverLine: string;
  temporaryData: string;
  allData: string;

  noCookies: string;
  neverShown: string;
  httpOnly: string;
  httpOnlyInferred: string;
  httpOnlyInferredHint: string;
  httpOnlyBroken: string;
  notDeclared: string;
  notSent: string;
  untilClose: string;
  until: string;
  categories: Record<CategoryId, string>;

  noHistory: string;
  noHistoryHint: string;

  requests: string;
  mean: string;
  slowest: string;
  lastError: string;
  noError: string;
  byStatus: string;
  none: string;
  thisPage: string;
  firstByte: string;

  noDecision: string;
  noDecisionHint: string;
  granted: string;
  refused: string;
  alwaysOn: string;
  policyVersion: string;
  decision: string;
  decidedAt: string;
  serverDiffers: string;

  localStorage: string;
  sessionStorage: string;
  storageEmpty: string;
  storageBlocked: string;
  showValue: string;
  hideValue: string;

  move: string;
  curlCopied: string;
  revealFailed: string;
}

export const messages: PanelMessages = {
  tabList: "Debug views",
  minimize: "Minimize",
  hide: "Hide on this page ({shortcut} brings it back)",
  tabs: {
    session: "Session",
    cookies: "Cookies",
    history: "History",
    statistics: "Statistics",
    consent: "Consent",
    storage: "Storage",
    log: "Log",
  },
  loading: "Asking the server…",
  failed: "The server could not be asked. What you see may be old.",
  retry: "Try again",

  idleChip: "idle {time}",
  requestChip: "{count} req",

  refresh: "Refresh",
  live: "Live",
  liveOn: "Live updates on",
  liveOff: "Live updates off",
  testBanner: "Test banner",
  copy: "Copy",
  copied: "Copied as JSON, values masked",
  copyFailed: "The browser did not allow copying",
  clear: "Clear data…",
  clearTitle: "Clear session data?",
  clearText: "Counters, history and temporary data go. You stay signed in.",
  clearConfirm: "Clear data",
  cancel: "Cancel",
  cleared: "Session data cleared",
  clearFailed: "Session data could not be cleared",
  logOut: "Log out",
  logOutFailed: "Logging out failed",
  refreshed: "Refreshed",

  session: "Session",
  user: "User",
  signedIn: "Signed in",
  idleEnd: "Idle end",
  absoluteEnd: "Absolute end",
  inTime: "{at} (in {time})",
  address: "Address",
  device: "Device",
  consent: "Consent",
  server: "Server",
  serverLine: "{version} · {database} · up {time}",
  temporaryData: "Data",
  allData: "All session data",

  noCookies: "No cookies: neither this page nor the server sees any.",
  neverShown: "never shown",
  httpOnly: "HttpOnly",
  httpOnlyInferred: "HttpOnly?",
  httpOnlyInferredHint: "inferred: the server receives it, this page cannot read it",
  httpOnlyBroken: "should be HttpOnly",
  notDeclared: "not declared",
  notSent: "not sent to Sereno",
  untilClose: "until the browser closes",
  until: "until {date}",
  categories: {
    essential: "essential",
    functional: "functional",
    analytics: "analytics",
    marketing: "marketing",
  },

  noHistory: "No pages yet",
  noHistoryHint: "Paths are kept once the visitor consents to analytics, the last 10 of them.",

  requests: "requests",
  mean: "mean",
  slowest: "slowest",
  lastError: "Last error",
  noError: "none in this session",
  byStatus: "By status",
  none: "none yet",
  thisPage: "This page",
  firstByte: "first byte",

  noDecision: "No decision yet",
  noDecisionHint: "Only essential cookies are allowed until the visitor answers the banner.",
  granted: "granted",
  refused: "refused",
  alwaysOn: "always on",
  policyVersion: "Policy",
  decision: "Decision",
  decidedAt: "Decided",
  serverDiffers: "The server received something else with its last request: {granted}.",

  localStorage: "Local storage",
  sessionStorage: "Session storage",
  storageEmpty: "empty",
  storageBlocked: "The browser blocks it on this page.",
  showValue: "Show value of {name}",
  hideValue: "Hide value of {name}",

  move: "Move with the arrow keys",
  curlCopied: "Copied as cURL, without cookies",
  revealFailed: "The value is not shown",
};
