import { MINUTE_MS, SECOND_MS } from "../../server/clock.ts";
import type { Decision } from "../../server/consent/decision.ts";
import { optionalCategories } from "../../server/consent/grants.ts";
import type { Policy } from "../../server/consent/policy.ts";
import type { ConsentAction, ConsentSource } from "../../server/contract/index.ts";
import { busyness, countAround, lastDays, momentOfDay } from "./day-rhythm.ts";
import { type Random, randomUuid } from "./random.ts";

export interface ConsentHistoryOptions {
  random: Random;
  now: number;
  days: number;
  /** In force all the time. */
  policy: Policy;
}

const PER_DAY = 6;

/** Accepting and rejecting weigh the same on the banner; people's answers differ all the same. */
const ANSWERS = { accept_all: 41, reject_all: 37, choose: 17, withdraw: 5 } as const satisfies Partial<
  Record<ConsentAction, number>
>;

const CHOICES = { functional: 6, "functional analytics": 3, analytics: 1 } as const;

const LOCALES = { es: 7, en: 3 } as const;

/** Ninety days of answers, oldest first: the order in which the chain took them. */
export function consentHistory(options: ConsentHistoryOptions): Decision[] {
  const { random, now, days } = options;
  return lastDays(now, days)
    .flatMap((day) => {
      const count = countAround(random, PER_DAY * (0.5 + busyness(day) / 2));
      return Array.from({ length: count }, () => momentOfDay(random, day));
    })
    .filter((at) => at < now - MINUTE_MS)
    .toSorted((a, b) => a - b)
    .map((at) => decision(options, at));
}

function decision({ random, policy }: ConsentHistoryOptions, at: number): Decision {
  const action = random.weighted(ANSWERS);
  return {
    id: randomUuid(random),
    action,
    granted: grantsOf(random, action, policy),
    policyVersion: policy.version,
    policyHash: policy.hash,
    decidedAt: at,
    receivedAt: at + random.integer(0, 3) * SECOND_MS,
    locale: random.weighted(LOCALES),
    layout: "banner",
    source: sourceOf(action),
    secretHash: random.hex(64),
  };
}

function grantsOf(random: Random, action: keyof typeof ANSWERS, { core }: Policy): string[] {
  if (action === "accept_all") return optionalCategories(core);
  if (action === "choose") return random.weighted(CHOICES).split(" ");
  return [];
}

function sourceOf(action: keyof typeof ANSWERS): ConsentSource {
  return action === "choose" || action === "withdraw" ? "preferences" : "banner";
}
