import { suite } from "uvu";
import * as assert from "uvu/assert";
import { gatherReads } from "../../../server/sessions/gather-reads.ts";

const test = suite("gathered reads");

test("a thousand who ask at once are read in batches, each its own row", async () => {
  const { read, reads } = createReader();
  const ids = Array.from({ length: 1_000 }, (_, index) => `${index}`);
  const rows = await Promise.all(ids.map((id) => read(id)));
  assert.equal(
    rows.map((row) => row?.id),
    ids,
  );
  assert.equal(
    reads.map(({ length }) => length),
    Array.from({ length: 10 }, () => 100),
  );
});

test("who asks while a read is under way gets what the next one finds", async () => {
  const { read, reads, ended } = createReader();
  const before = read("a");
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(reads, [["a"]], "the first is under way");
  ended.add("a");
  const after = [read("a"), read("a"), read("b")];
  assert.is((await before)?.isEnded, false);
  assert.equal(
    (await Promise.all(after)).map((row) => row?.isEnded),
    [true, true, false],
  );
  assert.equal(reads, [["a"], ["a", "b"]]);
});

test("a row that cannot be read fails who asked for it, and nobody else", async () => {
  const { read } = createReader("bad");
  const [good, bad] = await Promise.allSettled([read("good"), read("bad")]);
  assert.is(good?.status === "fulfilled" && good.value?.id, "good");
  assert.is(bad?.status, "rejected");
});

test("what is not there is undefined", async () => {
  assert.is(await gatherReads(async () => [])("gone"), undefined);
});

test.run();

function createReader(bad?: string) {
  const reads: (readonly string[])[] = [];
  const ended = new Set<string>();
  const read = gatherReads(async (ids) => {
    reads.push(ids);
    const rows = ids.map((id) => ({ id, isEnded: ended.has(id) }));
    await Promise.resolve();
    if (bad !== undefined && ids.includes(bad)) throw new Error("unreadable");
    return rows;
  });
  return { read, reads, ended };
}
