import type { ConsentTexts } from "./consent-texts.ts";

export const english: ConsentTexts = {
  policy: {
    thisSite: "This site",
    categories: {
      essential: {
        name: "Essential",
        description:
          "Keep you signed in, protect what you send, and remember your choice. Always on: the site does not work without them.",
      },
      functional: {
        name: "Functional",
        description:
          "Extras such as maps and videos from other providers, and settings that the site remembers.",
      },
      analytics: {
        name: "Statistics",
        description: "Show which pages are used, so that they can be improved.",
      },
      marketing: {
        name: "Marketing",
        description: "Let other companies show you advertising that fits you, here and elsewhere.",
      },
    },
    services: {
      signIn: {
        name: "Signing in",
        purpose: "Keeps you signed in from page to page, and others out of your session.",
      },
      consent: {
        name: "Your choice about cookies",
        purpose: "Remembers what you allowed, so that you are not asked on every page.",
      },
      administration: {
        name: "Administration",
        purpose: "A tool for the administrators of this site.",
      },
      visits: {
        name: "Pages you visit",
        purpose:
          "Keeps the last 10 pages of your session, and errors that happen on them, with your session on our server. Nothing is given to others.",
      },
    },
    durations: {
      untilSignOut: "Until you sign out or the session expires; longer only with “stay signed in”",
      untilRemoved: "Until you delete it",
      untilTabCloses: "Until the tab is closed",
      fourHundredDays: "400 days",
      halfAYear: "180 days",
      thirtyDays: "30 days",
      anHour: "One hour at most",
      tenMinutes: "Ten minutes at most",
    },
    purposes: {
      session:
        "Keeps you signed in. Holds a random number and nothing about you; page scripts cannot read it.",
      csrf: "Proves that what you send comes from this site's own pages.",
      hint: "Tells the page that somebody is signed in, so that it asks the server only then.",
      device:
        "Knows this browser again after a sign-in, so that others who guess at your password cannot lock you out.",
      providerState:
        "While you sign in with another provider: makes sure that its answer is meant for this browser.",
      tabMessage: "Tells your other tabs, in older browsers, that you signed in or out.",
      pendingLogout: "Remembers a sign-out that could not reach the server, to repeat it.",
      endingSeen: "Keeps a notice that your session was closed from coming back once you have read it.",
      decision: "Your choice about cookies, its number and its date.",
      newReceipt: "Without JavaScript: brings your receipt to the page that shows it, and goes with that.",
      accepted: "Tells the page's scripts that you accepted cookies.",
      acceptedDate: "When you accepted them.",
      notificationShown: "Keeps the question from being put again on every page.",
      receipt: "Your receipt: with it you, and nobody else, can see or erase the record of your choice.",
      queue: "Your choice, until the server has recorded it.",
      debugWidget: "Where an administrator left the debug tool on the page. Nobody else has it.",
    },
    protection: [
      "Your session is known by a random number of 256 bits that is in one cookie only. We store its fingerprint, never the number itself.",
      "That cookie is HttpOnly, so that page scripts cannot read it, and SameSite, so that other sites cannot use it. On https it is sent encrypted only.",
      "A session ends when you sign out, when you do nothing for a while, and at a fixed time at the latest. From then on the cookie opens nothing.",
      "You can see where you are signed in, and sign out there from here. An administrator who ends your session must give a reason, which you see.",
      "Your choice about cookies is recorded without your name, your address or your browser. You hold the only key to that record.",
    ],
  },
  page: {
    title: "Your choice about cookies",
    intro: "Accept, reject, or choose. You can change it here at any time, and the site works either way.",
    current: "Your present choice was made on",
    undecided: "You have not chosen yet: only what is essential is in use.",
    policyChanged: "The cookie policy has changed since your last answer, so we ask again.",
    privacyControl:
      "Your browser asks sites not to share your data (Global Privacy Control). “Accept all” leaves marketing off; you can still choose it below.",
    accept: "Accept all",
    reject: "Reject all",
    save: "Save my choice",
    always: "Always on",
    allow: "Allow: {category}",
    items: "What is stored in your browser",
    protection: "How sessions and cookies are protected",
    receipt: "See or erase a recorded choice",
    back: "Back",
    added: "New",
    changed: "Changed",
    removed: "No longer there",
  },
  receipt: {
    title: "Your receipt",
    saved: "Your choice is saved.",
    keep: "Keep these two, for example in a photograph or on paper: with them you can see, take and erase the record of your choice. Nobody else can, and they are shown only now.",
    privacyControl:
      "Your browser asks sites not to share your data (Global Privacy Control). Marketing stays off unless you ticked it yourself.",
    number: "Number",
    secret: "Secret",
    lookUp: "Look up a receipt",
    show: "Show my record",
    unknown: "There is no record with this number and secret. Is one of them mistyped, or was it erased?",
    erased: "The record is erased. Your choice itself stays as it is until you change it.",
    record: "Your record",
    "actions.accept_all": "Everything accepted",
    "actions.reject_all": "Everything rejected",
    "actions.choose": "Chosen one by one",
    "actions.withdraw": "Consent withdrawn",
    "actions.expire": "Consent expired",
    answer: "Answer",
    granted: "Allowed",
    nothing: "Nothing but what is essential",
    decidedAt: "Decided",
    receivedAt: "Recorded",
    policyVersion: "Version of the policy",
    hash: "Fingerprint in the chain of records",
    export: "Download it",
    erase: "Erase it",
    change: "Change my choice",
    back: "Back",
  },
};
