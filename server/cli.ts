#!/usr/bin/env node
import { runCommandLine } from "./commands/run-command-line.ts";
import { createTerminal } from "./commands/terminal.ts";
import { main } from "./main.ts";

process.umask(0o077);
// Whoever read the output has enough, as `| head` does; anything else is a failure.
process.stdout.on("error", (error) => process.exit("code" in error && error.code === "EPIPE" ? 0 : 1));
process.exitCode = await runCommandLine({
  arguments: process.argv.slice(2),
  environment: process.env,
  terminal: createTerminal(process),
  errors: process.stderr,
  serve: () => main(),
});
