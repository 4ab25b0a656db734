/** Whose sessions: one's own, or everybody's. */
export type SessionScope = "own" | "all";
