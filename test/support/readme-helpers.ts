import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatConsent, hasConsent, readConsent } from "../../server/consent/consent-cookie.ts";
import { getPackageRoot } from "../../server/package-root.ts";

/** The first code block of a language in a section of the README. */
export async function readExample(section: string, language: string): Promise<string> {
  const text = await readFile(join(getPackageRoot(), "README.md"), "utf8");
  const [, code] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(text.split(section)[1] ?? "") ?? [];
  if (code === undefined) throw new Error(`The README has no ${language} below “${section}”.`);
  return code;
}

/** The number that the README's table of settings gives as a default. */
export async function readDefault(key: string): Promise<number> {
  const text = await readFile(join(getPackageRoot(), "README.md"), "utf8");
  const [, number] = new RegExp(`^\\| \`${key}\` +\\| \`(\\d+)\``, "m").exec(text) ?? [];
  if (number === undefined) throw new Error(`The README gives no number for ${key}.`);
  return Number(number);
}

export interface ConsentCase {
  why: string;
  cookie: string;
  grant: string;
  /** What the server itself says of it. */
  expected: boolean;
}

const DAY_MS = 86_400_000;

/** Cookies that a template may meet, as they come and as frameworks decode them. */
export function consentCases(now: number): ConsentCase[] {
  const answer = (granted: string[], decidedAt = now - 1_000, policyVersion = 1) =>
    formatConsent({ granted, decidedAt, policyVersion, decisionId: "0b4e2c1a-5f7d-4c3b-9a8e-1d2c3b4a5f6e" });
  const cookies = {
    "a category and a service": answer(["analytics", "marketing.film"]),
    "a refusal": answer([]),
    "an old one": answer(["analytics"], now - 180 * DAY_MS),
    "a nearly old one": answer(["analytics"], now - 180 * DAY_MS + 600_000),
    "one of the future": answer(["analytics"], now + 600_000),
    "one of a clock that is a little fast": answer(["analytics"], now + 200_000),
    "one of another policy": answer(["analytics"], now, 2),
    "half of one": answer(["analytics"]).slice(0, 40),
    "one with a line break behind": `${answer(["analytics"])}\n`,
    "one of another form": answer(["analytics"]).replace("v=1", "v=2"),
    none: "",
    nonsense: "%00'\"<script>",
  };
  const grants = [
    "analytics",
    "analytics.visits",
    "marketing",
    "marketing.film",
    "marketing.other",
    "functional",
  ];
  return Object.entries(cookies).flatMap(([why, cookie]) =>
    [cookie, cookie.replaceAll("+", " ")].flatMap((text) =>
      grants.map((grant) => ({ why, cookie: text, grant, expected: judge(cookie, grant, now) })),
    ),
  );
}

function judge(cookie: string, grant: string, now: number): boolean {
  const consent = cookie.endsWith("\n") ? undefined : readConsent(cookie, now);
  return consent?.policyVersion === 1 && hasConsent(consent, grant);
}

/** What a program answers, as JSON, to the cases on its standard input. */
export async function askProgram(command: string, args: string[], cases: ConsentCase[]): Promise<boolean[]> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(cases.map(({ cookie, grant }) => [cookie, grant])));
  let output = "";
  for await (const chunk of child.stdout) output += String(chunk);
  return JSON.parse(output);
}
