import { readFileSync } from "node:fs";
import { ConfigError } from "./config.ts";
import { type PolicyDocument, policySchema } from "./consent/policy.schema.ts";

/** The consent policy of a JSON file. Throws one ConfigError that names every wrong place in it. */
export function readPolicyFile(file: string): PolicyDocument {
  const parsed = policySchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) =>
      problem(file, `${path.join(".") || "the policy"} ${message}`),
    ),
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ConfigError([problem(file, error instanceof Error ? error.message : String(error))]);
  }
}

function problem(file: string, trouble: string): string {
  return `SERENO_POLICY_FILE: ${file}: ${trouble}`;
}
