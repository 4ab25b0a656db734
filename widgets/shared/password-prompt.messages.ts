/** Texts of the password prompt in English. */
export const messages = {
  title: "Confirm that it is you",
  why: "Enter your password to go on. You will not be asked again for a few minutes.",
  whyElsewhere: "You will come back to this page, and can then go on.",
  continue: "Continue",
  continueWith: (name: string) => `Continue with ${name}`,
  password: "Password",
  cancel: "Cancel",
  confirm: "Confirm",
  wrong: "That is not the password of this account.",
  tooMany: "Too many wrong passwords. Try again later.",
  unreachable: "The server cannot be reached. Try again.",
  failed: "That did not work. Try again.",
};

export type PasswordPromptMessages = typeof messages;
