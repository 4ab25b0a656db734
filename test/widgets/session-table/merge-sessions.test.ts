import { expect } from "@open-wc/testing";
import type { SessionResource } from "../../../server/contract/index.ts";
import { mergeSessions } from "../../../widgets/session-table/merge-sessions.ts";
import { pinCurrent } from "../../../widgets/session-table/session-rules.ts";
import { createCurrent, createForced, createSession, minutesAgo } from "./sessions.ts";

const a = createSession("a", { startedAt: minutesAgo(10) });
const b = createSession("b", { startedAt: minutesAgo(20) });
const c = createSession("c", { startedAt: minutesAgo(30) });

describe("merging a newer page into shown sessions", () => {
  it("updates rows in place and keeps their order", () => {
    const busier = { ...b, requestCount: 99 };
    const { rows, fresh, missing } = mergeSessions([c, b, a], page([a, busier, c]));
    expect(rows).to.deep.equal([c, busier, a]);
    expect(fresh).to.deep.equal([]);
    expect(missing).to.deep.equal([]);
  });

  it("sets new sessions aside", () => {
    const { rows, fresh } = mergeSessions([b, c], page([a, b, c]));
    expect(rows).to.deep.equal([b, c]);
    expect(fresh).to.deep.equal([a]);
  });

  it("takes what lies below the shown rows for a later page, not for new", () => {
    expect(mergeSessions([a, b], page([a, b, c], "more")).fresh).to.deep.equal([]);
  });

  it("takes what is above a pinned session that came along for new, what is below not", () => {
    const current = createCurrent();
    const { fresh } = mergeSessions([current, b], page([a, b, c, current]));
    expect(fresh).to.deep.equal([a]);
  });

  it("misses what left the list", () => {
    expect(mergeSessions([a, b, c], page([a, c])).missing).to.deep.equal([b]);
  });

  it("does not miss what lies beyond the page", () => {
    expect(mergeSessions([a, b, c], page([a, b], "more")).missing).to.deep.equal([]);
  });

  it("misses everything when nothing is left", () => {
    expect(mergeSessions([a, b], page([])).missing).to.deep.equal([a, b]);
  });

  it("keeps an ended session ended when an answer from before says otherwise", () => {
    const ended = createForced("a");
    expect(mergeSessions([ended], page([a])).rows).to.deep.equal([ended]);
  });
});

describe("pinning the current session", () => {
  it("puts it first and drops duplicates", () => {
    const current = createCurrent();
    expect(pinCurrent([a, current, b, a])).to.deep.equal([current, a, b]);
  });
});

function page(items: SessionResource[], nextCursor: string | null = null) {
  return { items, nextCursor };
}
