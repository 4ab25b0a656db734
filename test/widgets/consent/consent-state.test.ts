import { expect } from "@open-wc/testing";
import { type ConsentState, nextConsent, UNDECIDED } from "../../../widgets/consent/consent-state.ts";
import type { Decision } from "../../../widgets/consent/decision.ts";
import { DAY_MS, decisionId, NOW, POLICY } from "./consent-page.ts";

function decision(granted: string[], at = NOW - 1_000, number = 1): Decision {
  return { id: decisionId(number), at, policyVersion: 3, granted };
}

function stateOf(given: Decision, persisted = true): ConsentState {
  const stored = persisted ? [given] : [];
  return nextConsent(UNDECIDED, [stored, [given]], POLICY, NOW).state;
}

interface Row {
  name: string;
  state?: ConsentState;
  stored?: Decision[];
  told?: Decision[];
  granted: readonly string[] | undefined;
  changed: boolean;
  persisted?: boolean;
}

const yes = decision(["functional", "analytics"]);
const laterNo = decision([], NOW, 2);

const ROWS: Row[] = [
  { name: "starts without an answer", granted: undefined, changed: false },
  { name: "takes the stored answer", stored: [yes], granted: yes.granted, changed: true },
  {
    name: "keeps an answer that is still stored",
    state: stateOf(yes),
    stored: [yes],
    granted: yes.granted,
    changed: false,
  },
  { name: "forgets an answer whose cookie is gone", state: stateOf(yes), granted: undefined, changed: true },
  {
    name: "keeps an answer that could not be stored",
    state: stateOf(yes, false),
    granted: yes.granted,
    changed: false,
    persisted: false,
  },
  {
    name: "takes an answer that could not be stored",
    told: [yes],
    granted: yes.granted,
    changed: true,
    persisted: false,
  },
  {
    name: "takes the later answer of another tab",
    state: stateOf(yes),
    stored: [yes],
    told: [laterNo],
    granted: [],
    changed: true,
    persisted: false,
  },
  {
    name: "ignores an earlier answer of another tab",
    state: stateOf(laterNo),
    stored: [laterNo],
    told: [yes],
    granted: [],
    changed: false,
  },
  {
    name: "takes the stricter of two answers in the same millisecond",
    stored: [decision(["analytics"], NOW, 1), decision([], NOW, 2)],
    granted: [],
    changed: true,
  },
  {
    name: "takes the newest valid of duplicate cookies",
    stored: [yes, decision(["marketing"], NOW - 5_000, 4)],
    granted: yes.granted,
    changed: true,
  },
  {
    name: "passes over a duplicate from the future",
    stored: [decision(["marketing"], NOW + 300_001, 4), yes],
    granted: yes.granted,
    changed: true,
  },
  {
    name: "bears a clock that is five minutes ahead",
    stored: [decision(["analytics"], NOW + 300_000)],
    granted: ["analytics"],
    changed: true,
  },
  {
    name: "takes a decision from further ahead for expired",
    stored: [decision(["analytics"], NOW + 300_001)],
    granted: undefined,
    changed: false,
  },
  {
    name: "ends a yes after 180 days",
    stored: [decision(["analytics"], NOW - 180 * DAY_MS)],
    granted: undefined,
    changed: false,
  },
  {
    name: "ends a no after 180 days too",
    stored: [decision([], NOW - 180 * DAY_MS)],
    granted: undefined,
    changed: false,
  },
  {
    name: "keeps an answer one millisecond before that",
    stored: [decision(["analytics"], NOW - 180 * DAY_MS + 1)],
    granted: ["analytics"],
    changed: true,
  },
  {
    name: "asks again when the policy is another",
    stored: [{ ...yes, policyVersion: 2 }],
    granted: undefined,
    changed: false,
  },
];

describe("consent state", () => {
  for (const {
    name,
    state = UNDECIDED,
    stored = [],
    told = [],
    granted,
    changed,
    persisted = true,
  } of ROWS) {
    it(name, () => {
      const next = nextConsent(state, [stored, told], POLICY, NOW);
      expect(next.state.decision?.granted).to.deep.equal(granted);
      expect(next.changed).to.equal(changed);
      expect(next.state.persisted).to.equal(persisted);
    });
  }

  it("allows a category's services with it, and says what was granted and revoked", () => {
    const { granted } = nextConsent(UNDECIDED, [[yes], []], POLICY, NOW);
    expect(granted).to.deep.equal([
      "functional",
      "functional.settings",
      "analytics",
      "analytics.matomo",
      "analytics.visits",
    ]);
    const { revoked } = nextConsent(stateOf(yes), [[decision(["functional"], NOW, 2)], []], POLICY, NOW);
    expect(revoked).to.deep.equal(["analytics", "analytics.matomo", "analytics.visits"]);
  });

  it("does not allow what the policy does not declare, whatever the cookie says", () => {
    const forged = decision(["essential", "tracking", "analytics.other", "marketing.youtube"]);
    const { granted } = nextConsent(UNDECIDED, [[forged], []], POLICY, NOW);
    expect(granted).to.deep.equal(["marketing.youtube"]);
  });
});
