import { createServer, request } from "node:http";
import { once } from "node:events";

export interface RelaxedProxy {
  stop(): Promise<void>;
}

/**
 * Passes everything on to `origin` and takes `Cache-Control` from its pages: as a host does that lets its pages
 * be stored, and whose signed-in pages a browser therefore restores from its back/forward cache.
 */
export async function startRelaxedProxy(port: number, origin: () => string): Promise<RelaxedProxy> {
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = "/" } = incoming;
    const upstream = request(new URL(url, origin()), { method: method ?? "GET", headers }, (answer) => {
      if (answer.headers["content-type"]?.startsWith("text/html")) delete answer.headers["cache-control"];
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  });
  server.listen(port);
  await once(server, "listening");
  return {
    async stop() {
      server.closeAllConnections();
      await new Promise((stopped) => server.close(stopped));
    },
  };
}
