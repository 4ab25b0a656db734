import { join } from "node:path";
import type { HostSite } from "../server/main.ts";
import { getPackageRoot } from "../server/package-root.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./accounts.ts";
import { isDemoRequestAllowed } from "./demo-access.ts";
import { acceptDemoPasswords, hashDemoPassword } from "./demo-hasher.ts";
import { seedAccounts, seedHistory } from "./seed/seed-demo.ts";
import { createDemoSite } from "./site.ts";

/** The demo as the server takes it in: a site, its accounts, and the rule that keeps strangers out. */
export const demoHost: HostSite = {
  policyFile: join(getPackageRoot(), "demo/policy.json"),
  createMiddleware: createDemoSite,
  extendHasher: acceptDemoPasswords,
  seedAccounts: (options) => seedAccounts({ ...options, hashPassword: hashDemoPassword }),
  seedHistory,
  refuseSignIn: (ctx) => (isDemoRequestAllowed(ctx.req) ? undefined : "demo"),
  greeting,
};

function greeting(origin: string, basePath: string): string {
  const accounts = DEMO_ACCOUNTS.map(({ username, roles }) =>
    roles.length > 0 ? `${username} (${roles.join(", ")})` : username,
  );
  return [
    "",
    `  Demo      ${origin}/demo/`,
    `  Sign in   ${accounts.join(", ")}; password ${DEMO_PASSWORD}`,
    `  Sereno    ${origin}${basePath}/`,
    "",
    "",
  ].join("\n");
}
