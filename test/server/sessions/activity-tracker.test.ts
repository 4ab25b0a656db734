import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createActivityTracker, PATH_HISTORY_LENGTH } from "../../../server/sessions/activity-tracker.ts";
import type { Session } from "../../../server/sessions/session.ts";

const STORED = { id: "ses_1", lastSeenAt: 0, idleExpiresAt: 1, ipLast: "", requestCount: 0, pathHistory: [] };
const stored = STORED as unknown as Session;
const AT = "2026-11-22T10:00:00.000Z";

const test = suite("gathered paths");

test("two requests that begin at once leave both their paths, whatever is written between them", () => {
  const tracker = createActivityTracker(1_000);
  const view = (session: Session, path: string) => tracker.addPath(session, { path, at: AT });
  const paths = (session: Session) => tracker.apply(session).pathHistory.map(({ path }) => path);
  const begun = tracker.apply(stored);
  view(begun, "/first");
  view(begun, "/second");
  const batch = tracker.take();
  view(begun, "/while-written");
  assert.equal(paths(stored), ["/while-written", "/second", "/first"]);
  const written = tracker.apply(stored);
  assert.equal([...batch.keys()], ["ses_1"]);
  tracker.written();
  const after = { ...stored, pathHistory: written.pathHistory.slice(1) };
  view(begun, "/after");
  assert.equal(paths(after), ["/after", "/while-written", "/second", "/first"]);
});

test("what could not be written comes before what came since", () => {
  const tracker = createActivityTracker(1_000);
  const view = (path: string) => tracker.addPath(stored, { path, at: AT });
  const paths = () => tracker.apply(stored).pathHistory.map(({ path }) => path);
  view("/first");
  const batch = tracker.take();
  view("/second");
  tracker.restore(batch);
  assert.equal(paths(), ["/second", "/first"]);
  const again = tracker.take();
  tracker.clearPaths(stored);
  view("/third");
  tracker.restore(again);
  assert.equal(paths(), ["/third"]);
});

test("keeps the last paths only", () => {
  const tracker = createActivityTracker(1_000);
  for (let view = 0; view < 25; view++) tracker.addPath(stored, { path: `/${view}`, at: AT });
  const { pathHistory } = tracker.apply(stored);
  assert.is(pathHistory.length, PATH_HISTORY_LENGTH);
  assert.is(pathHistory[0]?.path, "/24");
});

test.run();
