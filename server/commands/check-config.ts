import { readConfig } from "../config.ts";
import { readPolicyFile } from "../policy-file.ts";
import { withOwnSecret } from "../secret.ts";
import type { Answer } from "./command.ts";

/** Says that the configuration is good, or (by ConfigError) every key that is wrong. Opens no database. */
export function checkConfig(given: {
  arguments: string[];
  environment: Record<string, string | undefined>;
}): Pick<Answer, "text"> {
  const config = readConfig(withOwnSecret(given.environment));
  if (config.policyFile !== undefined) readPolicyFile(config.policyFile);
  const shown = {
    ...config,
    databaseUrl: config.databaseUrl.replace(/\/\/[^@/]*@/, "//…@"),
    hostKeys: config.hostKeys.map(({ name }) => name),
    // Its path or query may be a secret of the receiver.
    webhook: config.webhook && new URL(config.webhook.url).origin,
  };
  if (given.arguments.includes("--json")) return { text: JSON.stringify(shown, withoutSecrets, 2) };
  return { text: `The configuration is good: ${config.origin}${config.basePath}/` };
}

/** Whatever a setting is called that must not be seen on a screen. */
function withoutSecrets(key: string, value: unknown): unknown {
  return /secret|token|password/i.test(key) ? undefined : value;
}
