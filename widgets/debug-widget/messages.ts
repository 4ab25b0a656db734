/** Texts of the closed widget; the open one has its own in `panel-messages.ts`. */
export interface DebugWidgetMessages {
  region: string;
  open: string;
  /** `{shortcut}` is replaced. */
  pillHint: string;
  /** In place of the figures. */
  behindDialog: string;
  notLoaded: string;
}

export const messages: DebugWidgetMessages = {
  region: "Sereno debug",
  open: "Open debug panel",
  pillHint: "Arrow keys move it. {shortcut} opens it.",
  behindDialog: "back when the dialog closes",
  notLoaded: "could not be loaded, try again",
};
