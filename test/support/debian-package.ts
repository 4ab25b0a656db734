import { spawnSync } from "node:child_process";

/** Has a program there, by Debian's packages where it is missing. Throws when it cannot. */
export function requireProgram(
  check: readonly [string, ...string[]],
  ...debianPackages: readonly string[]
): void {
  const [program, ...args] = check;
  const isThere = () => spawnSync(program, args).status === 0;
  if (isThere()) return;
  apt("update");
  const output = apt("install", "-y", "--no-install-recommends", ...debianPackages);
  if (!isThere())
    throw new Error(`This test needs ${program}. Install ${debianPackages.join(" ")}: ${output}`);
}

function apt(...args: string[]): string {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { stderr, error } = spawnSync("apt-get", args, { encoding: "utf8", env });
  return error?.message ?? stderr;
}
