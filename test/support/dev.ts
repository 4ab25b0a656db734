import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { ROOT } from "./run-command.ts";

/**
 * `npm run dev`: builds the widgets at each change of theirs, and starts the demo again at each change of the
 * server, the demo or the built widgets, which the server holds in memory. The npm package, and the demo's pages that
 * are made with it, are built once.
 */
function dev(): void {
  for (const script of ["build:widgets", "build:package", "build:demo"]) {
    const built = spawnSync("npm", ["run", "--silent", script], { cwd: ROOT, stdio: "inherit" });
    if (built.status !== 0) process.exit(1);
  }
  const children = [
    start("vite", ["build", "--watch", "--emptyOutDir", "false"]),
    start("tsx", ["watch", "--clear-screen=false", "--include", "dist/widgets/sereno.js", "demo/start.ts"]),
  ];
  const stop = () => {
    for (const child of children) child.kill("SIGTERM");
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  for (const child of children) child.once("exit", stop);
}

function start(name: string, args: string[]): ChildProcess {
  return spawn(program(name), args, { cwd: ROOT, stdio: "inherit" });
}

function program(name: string): string {
  return resolve(ROOT, "node_modules/.bin", name);
}

dev();
