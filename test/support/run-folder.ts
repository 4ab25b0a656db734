import { readFileSync, statfsSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
const ENOUGH_BYTES = 2 * 2 ** 30;

/**
 * A folder for all that a run writes and then forgets: in memory where there is room, since a new database is
 * hundreds of files, and a disk may take thirty times as long to make them.
 */
export async function makeRunFolder(): Promise<string> {
  const folder = await mkdtemp(join(isMemoryUsable() ? MEMORY : tmpdir(), "sereno-run-"));
  await chmod(folder, 0o1777); // as /tmp has it: PostgreSQL runs as somebody else
  return folder;
}

/** Containers have little of it, or let nothing be executed there, as the copy of PostgreSQL has to be. */
function isMemoryUsable(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    const executable = !/ \/dev\/shm tmpfs \S*\bnoexec\b/.test(readFileSync("/proc/mounts", "utf8"));
    return executable && bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
