import type { EndReason, SessionResource } from "../../server/contract/index.ts";

/** Filled dot: active. Ring: over by itself or by its own user. Square: taken away. */
export type StatusShape = "dot" | "ring" | "square";
export type StatusKey = "active" | "ended" | EndReason;

export interface SessionStatusMark {
  shape: StatusShape;
  key: StatusKey;
}

const TAKEN_AWAY: ReadonlySet<StatusKey> = new Set([
  "forced",
  "limit_evicted",
  "account_disabled",
  "account_deleted",
  "token_reuse",
]);

/** `ended` without a reason: seen to be over before the server said why. */
export function describeStatus({ status, endReason }: SessionResource): SessionStatusMark {
  if (status === "active") return { shape: "dot", key: "active" };
  const key = endReason ?? "ended";
  return { shape: TAKEN_AWAY.has(key) ? "square" : "ring", key };
}
