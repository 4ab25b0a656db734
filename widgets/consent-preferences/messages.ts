import type { CategoryId } from "../../server/contract/consent.ts";
import type { REPLACEABLE_TEXTS } from "../../server/contract/consent-texts.ts";

/** Those that a site may say in its own words; `{…}` is filled in. */
type ReplaceableText = (typeof REPLACEABLE_TEXTS)["preferences"][number];

/** Texts of the preferences; names and descriptions of categories serve until the site's policy is here. */
export type PreferencesMessages = Record<ReplaceableText, string> & {
  categories: Record<CategoryId, { name: string; description: string }>;
  alwaysOn: string;
  loading: string;
  loadFailed: string;
  retry: string;
  protection: string[];
};

export const english: PreferencesMessages = {
  title: "Your choices",
  close: "Close",
  preview: "This is a preview. Nothing is stored.",
  categories: {
    essential: { name: "Essential", description: "Sign-in, security, and remembering this choice." },
    functional: { name: "Functional", description: "Language and display settings." },
    analytics: {
      name: "Analytics",
      description: "Which pages are visited, without following you elsewhere.",
    },
    marketing: { name: "Marketing", description: "Content and advertising of other companies." },
  },
  alwaysOn: "Always on.",
  "items.one": "{count} cookie",
  "items.other": "{count} cookies",
  "services.one": "{count} service",
  "services.other": "{count} services",
  servicesOn: "{on} of {all} services on",
  noItems: "Sets no cookies.",
  provider: "Provider",
  duration: "Kept",
  "kinds.cookie": "Cookie",
  "kinds.localStorage": "Local storage",
  "kinds.sessionStorage": "Session storage",
  "kinds.indexedDB": "Browser database",
  privacyControl: "Off: your browser sends a Global Privacy Control signal.",
  loading: "Loading the details…",
  loadFailed: "The details of each cookie could not be loaded. You can decide all the same.",
  retry: "Try again",
  policyChanged: "What has changed since your last answer",
  lastAnswer: "Your last answer: {time}",
  noAnswer: "You have not answered yet. Only what is essential is on.",
  receipt: "Receipt",
  policy: "policy {version}",
  notPersisted: "Your browser does not let this site store your answer. It holds until you leave this page.",
  export: "Export",
  exportName: "cookie-consent.json",
  withdraw: "Withdraw",
  withdrawn: "Your consent is withdrawn. Only what is essential is on.",
  copy: "Copy receipt",
  copied: "Copied: number and secret of your receipt. Keep them where nobody else finds them.",
  copyFailed: "Your browser does not let this page copy. Export your receipt instead.",
  verify: "Verify",
  verified: "Verified: the record on the server is your answer, unchanged.",
  differs: "The record on the server is not the same as your answer here. Please tell the site.",
  pending: "Your answer has not reached the server yet. It is sent again by itself.",
  noRecord: "The server has no record of this answer.",
  unreachable: "The server could not be asked. Try again later.",
  erase: "Erase record…",
  eraseTitle: "Erase the record of your answer?",
  eraseMessage:
    "The server then cannot show what you answered, and neither can you. This cannot be undone. Your choice itself stays as it is.",
  eraseConfirm: "Erase",
  erased: "The record is erased. Your choice itself stays as it is.",
  cancel: "Cancel",
  save: "Save choices",
  accept: "Accept all",
  reject: "Reject all",
  failed: "Your answer could not be saved. Check your connection and try again.",
  needsReload:
    "Saved. Something that you have just switched off is still running on this page until you reload it.",
  reload: "Reload the page",
  protectionTitle: "How your data is protected",
  protection: [
    "Your session lives on our server. The cookie in your browser only points at it, cannot be read by scripts, and is worth nothing once you log out.",
    "With your answer we keep neither your address nor your browser's description. Nothing leaves this site.",
  ],
  detailsTitle: "Technical details for administrators",
  "details.cookie": "Consent cookie",
  "details.policyHash": "Policy hash",
  "details.decision": "Decision",
  "details.stored": "Stored in the browser",
  "details.privacyControl": "Global Privacy Control",
  "details.ran": "Gated scripts that ran",
  yes: "yes",
  no: "no",
  none: "none",
};
