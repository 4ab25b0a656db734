import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHostSite } from "./host-site.ts";
import { type HostName, HOSTS } from "./hosts.ts";
import { startPlainFront } from "./plain-front.ts";

/** `npm run host -- express`: a site with a sign-in of its own, with Sereno beside it. */
async function startHost(name: string | undefined): Promise<void> {
  if (!isHost(name)) {
    process.stderr.write(`Say which host: ${Object.keys(HOSTS).join(", ")}\n`);
    process.exitCode = 2;
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), `sereno-${name}-`));
  const port = Number(process.env.PORT ?? "3000");
  const site = await startHostSite({ name, folder, port, startFront: startPlainFront });
  const { accounts, password } = HOSTS[name];
  process.stdout.write(
    `${name} with Sereno: ${site.origin}/\nAccounts: ${accounts.join(", ")}; password ${password}\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void site.stop().then(() => rm(folder, { recursive: true, force: true }));
    });
  }
}

function isHost(name: string | undefined): name is HostName {
  return name !== undefined && Object.hasOwn(HOSTS, name);
}

await startHost(process.argv[2]);
