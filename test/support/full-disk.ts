import { open } from "node:fs/promises";

type Write = (data: string | Uint8Array, ...rest: unknown[]) => Promise<unknown>;

/**
 * From now on whatever this process writes through a file handle meets a full disk: half of it is still taken, then
 * comes ENOSPC. The answer makes room again. SQLite writes by itself and meets nothing of it.
 */
export async function fillDisk(): Promise<() => void> {
  const handle = await open(import.meta.filename);
  await handle.close();
  const prototype = Object.getPrototypeOf(handle) as { write: Write };
  const { write } = prototype;
  prototype.write = async function fail(data) {
    await write.call(this, data.slice(0, data.length / 2));
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  };
  return () => {
    prototype.write = write;
  };
}
