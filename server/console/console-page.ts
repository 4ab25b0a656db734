import type { UserResource } from "../contract/index.ts";
import type { ConsoleLanguage } from "./console-language.ts";
import type { ConsoleMessages } from "./console.messages.ts";
import type { Formats } from "./formats.ts";

/** What every part of a hosted page needs to know of it. */
export interface ConsolePage {
  basePath: string;
  lang: ConsoleLanguage;
  text: ConsoleMessages;
  formats: Formats;
  user: UserResource;
  /** The session that asks. */
  sessionId: string;
  csrfToken: string;
  /** What the script is told of the host's own session, when a host vouches for this one. */
  host: { alias: string; identityUrl: string } | undefined;
  /** Below the base path. */
  path: string;
  query: URLSearchParams;
}

/** An address below the base path; parameters without a value are left out. */
export function addressOf(
  { basePath }: Pick<ConsolePage, "basePath">,
  path: string,
  parameters: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(given).toString();
  return basePath + path + (query && `?${query}`);
}
