import type { Clock } from "../clock.ts";
import type { HostEndRequest } from "../contract/index.ts";
import { Problem } from "../http/problem.ts";
import { LONGEST_USE_MS } from "./handover-token.ts";
import type { HostSessionStore } from "./host-sessions.store.ts";

interface Ending {
  reason: "host_logout";
  /** Whom the audit log names. */
  actor: string;
}

interface HostServiceOptions<Session> {
  store: HostSessionStore;
  sessions: {
    findByIds(ids: readonly string[]): Promise<Session[]>;
    /** Resolves to those that it has ended. */
    end(sessions: readonly Session[], ending: Ending): Promise<readonly Session[]>;
    /** Resolves to how many have ended. */
    endAllOf(subjectId: string, ending: Ending): Promise<number>;
  };
  accounts: {
    disable(id: string, by: string): Promise<{ ended: number }>;
    enable(id: string, by: string): Promise<unknown>;
  };
  clock: Clock;
}

export type HostService = ReturnType<typeof createHostService>;

/** What a host's back end may do. `actor` is the name of its key in the audit log. */
export function createHostService<Session>(options: HostServiceOptions<Session>) {
  const { store, sessions, accounts, clock } = options;

  async function getSubjectId(subject: string): Promise<string> {
    const id = await store.findSubjectId(subject);
    if (id === undefined) throw new Problem("not_found", "Nobody of that name has been vouched for yet.");
    return id;
  }

  async function endByAlias(hostSid: string, ending: Ending): Promise<number> {
    // First: a token that is on its way would bring back what ends here.
    await store.spendAlias(hostSid, clock() + LONGEST_USE_MS);
    const open = await sessions.findByIds(await store.findOpenIds(hostSid));
    return (await sessions.end(open, ending)).length;
  }

  async function endOf(subject: string, ending: Ending): Promise<number> {
    const id = await store.findSubjectId(subject);
    return id === undefined ? 0 : sessions.endAllOf(id, ending);
  }

  return {
    /** Ends what has begun under an alias, or all of a person's; 0 for who or what is unknown. Repeatable. */
    async end({ hostSid, subject }: HostEndRequest, actor: string): Promise<number> {
      const ending: Ending = { reason: "host_logout", actor };
      if (hostSid !== undefined) return endByAlias(hostSid, ending);
      return subject === undefined ? 0 : endOf(subject, ending);
    },

    /** Bars a person and ends all their sessions; resolves to how many. Throws Problem `not_found`. Repeatable. */
    disable: async (subject: string, actor: string): Promise<number> =>
      (await accounts.disable(await getSubjectId(subject), actor)).ended,

    /** Throws Problem `not_found`. Repeatable. */
    async enable(subject: string, actor: string): Promise<void> {
      await accounts.enable(await getSubjectId(subject), actor);
    },
  };
}
