/** Texts of the password prompt in English. */
export const messages = {
  title: "Confirm that it is you",
  why: "Enter your password to go on. You will not be asked again for a few minutes.",
  password: "Password",
  cancel: "Cancel",
  confirm: "Confirm",
  wrong: "That is not the password of this account.",
  tooMany: "Too many wrong passwords. Try again later.",
  unreachable: "The server cannot be reached. Try again.",
  failed: "That did not work. Try again.",
};

export type PasswordPromptMessages = typeof messages;
