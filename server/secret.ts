import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Environment = Record<string, string | undefined>;

/** The environment, with a secret of our own in `data/` where none is set and none is required. */
export function withOwnSecret(environment: Environment): Environment {
  if (environment.NODE_ENV === "production" || environment.SERENO_SECRET) return environment;
  return { ...environment, SERENO_SECRET: readOrCreateSecret("data") };
}

/** The secret kept in `folder`, made at the first call: development and the demo need not set one. */
function readOrCreateSecret(folder: string): string {
  const file = join(folder, "secret");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8");
}
