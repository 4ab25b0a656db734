export interface LogoutMessages {
  logOut: string;
  busy: string;
  confirmTitle: string;
  confirmText: string;
  cancel: string;
  /** `{count}` is replaced. */
  othersClosed: string;
}

export const messages: LogoutMessages = {
  logOut: "Log out",
  busy: "Logging out…",
  confirmTitle: "Log out?",
  confirmText: "Your session ends here and in every open tab.",
  cancel: "Cancel",
  othersClosed: "Other sessions closed: {count}",
};
