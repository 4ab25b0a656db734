import type { ConsentAction, GrantId } from "../../server/contract/consent.ts";
import type { Consent } from "./consent-api.ts";
import type { AnswerContext } from "./consent-snapshot.ts";
import { parseDecisions } from "./consent-cookie.ts";
import { announce, type ChangeSource, type ConsentErrorDetail } from "./consent-events.ts";
import { nextConsent, type Transition, UNDECIDED } from "./consent-state.ts";
import { allowedIds } from "./grants.ts";
import { type Decision, isCurrent } from "./decision.ts";
import { readCookies } from "./page-stores.ts";

export interface ConsentOptions extends Pick<Consent, "policy" | "base" | "open" | "export"> {
  /** Epoch ms. */
  clock?: () => number;
}

/** Joins the state to the page. A closure: private fields would cost every visitor some forty bytes more. */
export function createConsent({ clock = Date.now, ...given }: ConsentOptions): Consent {
  const { policy } = given;
  let state = UNDECIDED;
  let channel: BroadcastChannel | undefined;
  /** The answer that was refused: it allows nothing any more, until another one is in force. */
  let refusedId: string | undefined;

  /** The answer in force, if it still is. */
  const current = (): Decision | undefined => {
    return [state.decision].find((one) => one && isCurrent(one, policy.version, clock()));
  };
  const next = (told: Decision[]): Transition =>
    nextConsent(state, [parseDecisions(readCookies()), told], policy, clock());
  const loadAnswer = () => import("./answer.ts");
  const applyGate = () => void consent.applyGate().catch(fail("gate"));
  const fail = (failed: ConsentErrorDetail["failed"]) => (error: unknown) =>
    announce("sereno-consent-error", { failed, error });

  /** Denies first, then opens what is allowed now, clears, and tells last. */
  const update = (told: Decision[] = [], source: ChangeSource = "tab"): void => {
    const { state: after, changed, granted, revoked } = next(told);
    state = after;
    if (!changed) return;
    applyGate();
    // An answer given here has cleared already.
    if (revoked.length && source === "tab") consent.catchUp();
    announce("sereno-consent-change", {
      consent: consent.get(),
      granted,
      revoked,
      // An answer that is told and not in force was given to another policy.
      source: after.decision ? source : told.length ? "policy" : "expiry",
      persisted: after.persisted,
    });
  };

  const listen = (): void => {
    try {
      channel ??= new BroadcastChannel("sereno-consent");
      channel.onmessage = ({ data }: MessageEvent<Decision>) => update([data]);
    } catch {
      // Refused along with cookies: this tab stands alone.
    }
  };

  const answer = (
    action: ConsentAction,
    granted: readonly GrantId[],
    context: AnswerContext = {},
  ): Promise<void> => {
    // A refusal holds before it is stored, and when it cannot be.
    if (!granted.length) {
      refusedId = state.decision?.id;
      applyGate();
    }
    return loadAnswer()
      .then(({ storeAnswer }) => {
        const [decision, source] = storeAnswer(
          consent,
          { action, granted, context, replaces: current() },
          announce,
        );
        update([decision], source);
        channel?.postMessage(decision);
      })
      .catch(fail("answer"));
  };

  const consent: Consent = {
    ...given,
    clock,
    start() {
      ({ state } = next([]));
      listen();
      for (const type of ["pageshow", "storage", "focus"]) {
        addEventListener(type, () => {
          listen();
          update();
        });
      }
      // An open channel may keep a page out of the back/forward cache.
      addEventListener("pagehide", () => {
        channel?.close();
        channel = undefined;
      });
      announce("sereno-consent-ready", { consent: consent.get() });
      try {
        // Answers that the server could not take on an earlier page.
        if ("sereno_queue" in localStorage) consent.catchUp();
      } catch {
        // Blocked: nothing was kept there.
      }
    },
    has: (id) =>
      id === "essential" || (current()?.id !== refusedId && allowedIds(current(), policy).includes(id)),
    get() {
      const { id, at, granted = [] }: Partial<Decision> = current() ?? {};
      return {
        decided: !!id,
        id: id ?? null,
        granted,
        decidedAt: at ? new Date(at).toISOString() : null,
        policyVersion: policy.version,
        persisted: state.persisted,
      };
    },
    acceptAll: (context) => answer("accept_all", Object.keys(policy.services), context),
    rejectAll: (context) => answer("reject_all", [], context),
    set: (given) => answer("choose", given.granted, given),
    withdraw: (context) => answer("withdraw", [], context),
    onChange(listener) {
      document.addEventListener("sereno-consent-change", listener);
      return () => document.removeEventListener("sereno-consent-change", listener);
    },
    whenGranted: (id) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (consent.has(id)) resolve(stop());
        };
        const stop = consent.onChange(check);
        check();
      }),
    catchUp: () => void loadAnswer().then(({ catchUp }) => catchUp(consent, announce), fail("clear")),
    async applyGate() {
      // Of what is not allowed only frames need something: a word in their place.
      const gated = document.querySelector(`${current()?.granted.length ? "" : "iframe"}[data-consent]`);
      if (!consent.gate && !gated) return;
      const { Gate } = await import("./gate.ts");
      (consent.gate ??= new Gate(consent)).applyAll();
    },
  };
  return consent;
}
