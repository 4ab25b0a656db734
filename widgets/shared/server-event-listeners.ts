import type { EventTopic, ServerEvents } from "../../server/contract/index.ts";
import { Listeners } from "./listeners.ts";

type ByName = { [Name in keyof ServerEvents]: Listeners<ServerEvents[Name]> };

/** Who listens to which server event, and which topics that needs. */
export class ServerEventListeners {
  readonly #byName: ByName = {
    session: new Listeners(),
    "session-ended": new Listeners(),
    "session-expiring": new Listeners(),
    "sessions-changed": new Listeners(),
    "frontend-event": new Listeners(),
  };

  add<Name extends keyof ServerEvents>(
    name: Name,
    listener: (detail: ServerEvents[Name]) => void,
  ): () => void {
    return this.#byName[name].add(listener);
  }

  tell<Name extends keyof ServerEvents>(name: Name, detail: ServerEvents[Name]): void {
    this.#byName[name].tell(detail);
  }

  /** Topics that a superuser's stream has to carry. */
  topics(): EventTopic[] {
    const topics: EventTopic[] = [];
    if (!this.#byName["sessions-changed"].isEmpty) topics.push("sessions");
    if (!this.#byName["frontend-event"].isEmpty) topics.push("frontend-log");
    return topics;
  }
}
