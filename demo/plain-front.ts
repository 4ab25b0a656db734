import { once } from "node:events";
import { createServer, request } from "node:http";
import type { Front, FrontPorts } from "./host-site.ts";

/** What nginx or Caddy does in front of a real site: `/sereno/` leads to Sereno, the rest to the host. */
export async function startPlainFront({ front, sereno, host }: FrontPorts): Promise<Front> {
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = "/" } = incoming;
    const port = url.startsWith("/sereno/") ? sereno : host;
    const forwarded = {
      ...headers,
      "x-forwarded-for": incoming.socket.remoteAddress ?? "",
      "x-forwarded-proto": "http",
    };
    const upstream = request({ host: "127.0.0.1", port, path: url, method, headers: forwarded }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.on("error", () => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    });
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  });
  server.listen(front, "127.0.0.1");
  await once(server, "listening");
  return {
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
