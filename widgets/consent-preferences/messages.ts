import type { CategoryId } from "../../server/contract/consent.ts";

/** Texts of the preferences; names and descriptions of categories serve until the site's policy is here. */
export interface PreferencesMessages {
  title: string;
  close: string;
  preview: string;
  categories: Record<CategoryId, { name: string; description: string }>;
  alwaysOn: string;
  /** "3 cookies": cookies and storage keys of a category. */
  items: Record<"one" | "other", (count: string) => string>;
  services: Record<"one" | "other", (count: string) => string>;
  /** "1 of 2 services on". */
  servicesOn: (on: string, all: string) => string;
  noItems: string;
  provider: string;
  duration: string;
  kinds: Record<"cookie" | "localStorage" | "sessionStorage" | "indexedDB", string>;
  privacyControl: string;
  loading: string;
  loadFailed: string;
  retry: string;
  /** "Your last answer: 22 Nov 2026, 10:14". */
  lastAnswer: (time: string) => string;
  noAnswer: string;
  /** Before the short id. */
  receipt: string;
  policy: (version: number) => string;
  notPersisted: string;
  export: string;
  exportName: string;
  withdraw: string;
  withdrawn: string;
  copy: string;
  copied: string;
  copyFailed: string;
  verify: string;
  verified: string;
  differs: string;
  pending: string;
  noRecord: string;
  unreachable: string;
  erase: string;
  eraseTitle: string;
  eraseMessage: string;
  eraseConfirm: string;
  erased: string;
  cancel: string;
  save: string;
  accept: string;
  reject: string;
  failed: string;
  needsReload: string;
  reload: string;
  protectionTitle: string;
  protection: string[];
  detailsTitle: string;
  details: Record<"cookie" | "policyHash" | "decision" | "stored" | "privacyControl" | "ran", string>;
  yes: string;
  no: string;
  none: string;
}

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
  items: { one: (count) => `${count} cookie`, other: (count) => `${count} cookies` },
  services: { one: (count) => `${count} service`, other: (count) => `${count} services` },
  servicesOn: (on, all) => `${on} of ${all} services on`,
  noItems: "Sets no cookies.",
  provider: "Provider",
  duration: "Kept",
  kinds: {
    cookie: "Cookie",
    localStorage: "Local storage",
    sessionStorage: "Session storage",
    indexedDB: "Browser database",
  },
  privacyControl: "Off: your browser sends a Global Privacy Control signal.",
  loading: "Loading the details…",
  loadFailed: "The details of each cookie could not be loaded. You can decide all the same.",
  retry: "Try again",
  lastAnswer: (time) => `Your last answer: ${time}`,
  noAnswer: "You have not answered yet. Only what is essential is on.",
  receipt: "Receipt",
  policy: (version) => `policy ${version}`,
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
  details: {
    cookie: "Consent cookie",
    policyHash: "Policy hash",
    decision: "Decision",
    stored: "Stored in the browser",
    privacyControl: "Global Privacy Control",
    ran: "Gated scripts that ran",
  },
  yes: "yes",
  no: "no",
  none: "none",
};
