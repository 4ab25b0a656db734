import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Front, FrontPorts } from "../../demo/host-site.ts";
import { createProcesses } from "../../demo/processes.ts";
import { requireProgram } from "./debian-package.ts";
import { ROOT } from "./run-command.ts";

/** The real nginx with the snippet that the README tells to copy. */
export async function startNginx(ports: FrontPorts): Promise<Front> {
  requireProgram(["nginx", "-v"], "nginx-light");
  const snippet = await readSnippet("nginx.conf", ports);
  const configure = (folder: string) => `
    daemon off; pid ${folder}/pid; error_log stderr; worker_processes 1;
    events {}
    http {
      access_log off;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      server {
        listen 127.0.0.1:${ports.front};
        ${snippet}
        location / { proxy_pass http://127.0.0.1:${ports.host}; proxy_set_header Host $http_host; }
      }
    }`;
  return startFront(ports, configure, (file) => ["nginx", "-e", "stderr", "-c", file]);
}

/** The real Caddy, likewise. */
export async function startCaddy(ports: FrontPorts): Promise<Front> {
  requireProgram(["caddy", "version"], "caddy");
  const snippet = await readSnippet("Caddyfile", ports);
  const configure = () => `
    { admin off
      auto_https off
    }
    http://localhost:${ports.front} {
      bind 127.0.0.1
      ${snippet}
      handle { 
        reverse_proxy 127.0.0.1:${ports.host} 
      }
    }`;
  return startFront(ports, configure, (file) => ["caddy", "run", "--adapter", "caddyfile", "--config", file]);
}

async function readSnippet(file: string, { sereno }: FrontPorts): Promise<string> {
  const snippet = await readFile(join(ROOT, "demo/hosts", file), "utf8");
  return snippet.replace("127.0.0.1:3000", `127.0.0.1:${sereno}`);
}

async function startFront(
  { front }: FrontPorts,
  configure: (folder: string) => string,
  command: (file: string) => readonly string[],
): Promise<Front> {
  const folder = await mkdtemp(join(tmpdir(), "sereno-front-"));
  const file = join(folder, "front.conf");
  await writeFile(file, configure(folder));
  const processes = createProcesses();
  const stop = async () => {
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await processes.serve(command(file), { folder, environment: {} }, `http://localhost:${front}/`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
