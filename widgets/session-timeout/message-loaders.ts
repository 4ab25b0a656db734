import type { MessageLoaders } from "../shared/locale.ts";
import type { SessionMessages } from "./messages.ts";

/** Languages besides English, each a chunk of its own. */
export const loaders: MessageLoaders<SessionMessages> = {
  es: () => import("./messages.es.ts").then((chunk) => chunk.messages),
};
