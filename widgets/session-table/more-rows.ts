import type { SessionList } from "./session-list.ts";
import { pinCurrent } from "./session-rules.ts";

/** Appends the next page. */
export async function loadMore(list: SessionList): Promise<void> {
  const { nextCursor, isLoadingMore } = list.state;
  if (!nextCursor || isLoadingMore) return;
  list.set({ isLoadingMore: true, hasMoreFailed: false });
  await list.attempt(
    async (signal) => {
      const page = await list.fetch({ limit: list.options.pageSize(), cursor: nextCursor }, signal);
      const rows = pinCurrent([...list.state.rows, ...page.items]);
      list.set({ rows, nextCursor: page.nextCursor, isLoadingMore: false });
    },
    () => list.set({ hasMoreFailed: true, isLoadingMore: false }),
  );
}

/** Puts the new sessions on top, below the current one; in another order than by start each has its own place. */
export async function showFresh(list: SessionList): Promise<void> {
  const { rows, fresh } = list.state;
  const { sort, order } = list.options.filters();
  if (sort !== "startedAt" || order !== "desc") return list.load();
  list.set({ rows: pinCurrent([...fresh, ...rows]), fresh: [] });
}
