import type { SessionEnding } from "../shared/page-session.ts";

const SEEN_KEY = "sereno_ending_seen";

// For browsers that refuse storage, and endings without a time.
const seenHere = new WeakSet<SessionEnding>();

/**
 * Whether the person has closed the notice of this ending. The server repeats it with every answer until
 * the next sign-in: the next page must not show it again.
 */
export function isSeen(ending: SessionEnding): boolean {
  if (seenHere.has(ending)) return true;
  try {
    return ending.endedAt !== null && localStorage.getItem(SEEN_KEY) === ending.endedAt;
  } catch {
    return false;
  }
}

export function markSeen(ending: SessionEnding): void {
  seenHere.add(ending);
  try {
    if (ending.endedAt) localStorage.setItem(SEEN_KEY, ending.endedAt);
  } catch {
    // Remembered for this page only.
  }
}
