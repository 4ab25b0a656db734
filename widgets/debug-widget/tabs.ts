export const TABS = ["session", "cookies", "history", "statistics", "consent", "storage", "log"] as const;

export type TabId = (typeof TABS)[number];

/**
 * The tab that a key leads to from `current`, undefined for other keys. Arrows wrap around.
 * https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function findTabForKey(
  key: string,
  current: TabId,
  direction: "ltr" | "rtl" = "ltr",
): TabId | undefined {
  const forward = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  const index = TABS.indexOf(current);
  if (key === "Home") return TABS[0];
  if (key === "End") return TABS.at(-1);
  if (key === forward) return TABS[(index + 1) % TABS.length];
  if (key === backward) return TABS.at(index - 1);
  return undefined;
}
