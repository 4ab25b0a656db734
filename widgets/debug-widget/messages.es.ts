import type { DebugWidgetMessages } from "./messages.ts";

export const messages: DebugWidgetMessages = {
  region: "Depuración de Sereno",
  open: "Abrir el panel de depuración",
  pillHint: "Las flechas lo mueven. {shortcut} lo abre.",
  behindDialog: "vuelve al cerrarse el diálogo",
  notLoaded: "no se pudo cargar, inténtelo de nuevo",
};
