const BATCH = 100;

/**
 * Reads by id for many who ask at once, as a thousand open streams do: who asks while a read is under way shares the
 * next one. A batch that fails is read one by one, so that a single bad row keeps nobody else from theirs.
 */
export function gatherReads<Row extends { id: string }>(
  readMany: (ids: readonly string[]) => Promise<Row[]>,
): (id: string) => Promise<Row | undefined> {
  let open: { ids: Set<string>; rows: Promise<ReadonlyMap<string, Row>> } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function openBatch() {
    const ids = new Set<string>();
    const before = last;
    const read = async () => {
      await before;
      if (open === batch) open = undefined;
      return new Map((await readMany([...ids])).map((row) => [row.id, row]));
    };
    const batch = { ids, rows: read() };
    last = batch.rows.catch(() => undefined);
    return batch;
  }

  return async (id) => {
    if (open === undefined || open.ids.size >= BATCH) open = openBatch();
    open.ids.add(id);
    const { rows } = open;
    const found = await rows.catch(() => undefined);
    return found ? found.get(id) : (await readMany([id]))[0];
  };
}
