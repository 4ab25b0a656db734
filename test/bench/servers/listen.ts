import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers on a free port, tells the parent where, and what the process has used when it asks. */
export async function listen(
  createHandler: (origin: string) => Promise<RequestListener> | RequestListener,
  signIn: (origin: string) => Promise<{ path: string; headers: Record<string, string> }>,
): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on("request", await createHandler(origin));
  const { path, headers } = await signIn(origin);
  process.on("message", (what: keyof typeof USED) => process.send?.(USED[what]()));
  process.send?.({ url: origin + path, headers });
}

const USED = {
  cpu() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  memory() {
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss, used: heapUsed + external };
  },
};

/** The cookie that an answer sets, as a request sends it back. */
export function cookieOf(response: Response): Record<string, string> {
  const cookies = response.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return { cookie: cookies.join("; ") };
}
